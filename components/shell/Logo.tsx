/** A belvedere: a roof on columns, with a view. */
export function Logo() {
  return (
    <svg
      width="24"
      height="24"
      viewBox="0 0 24 24"
      fill="none"
      stroke="var(--accent)"
      strokeWidth="1.6"
      aria-hidden="true"
    >
      <path d="M3.5 10 12 4.5 20.5 10Z" strokeLinejoin="round" />
      <path d="M6 10v8M10 10v8M14 10v8M18 10v8M3.5 20.5h17M12 4.5V2.5" strokeLinecap="round" />
    </svg>
  );
}
