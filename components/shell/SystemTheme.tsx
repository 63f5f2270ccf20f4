/** React escapes quotes, `<` and `&` in it, so it has none. */
const SCRIPT =
  'if(matchMedia(`(prefers-color-scheme: light)`).matches)document.documentElement.setAttribute(`data-mantine-color-scheme`,`light`)';

/**
 * Takes the system's theme before the first paint: the server does not know it. `nonce` is the one of the answer's
 * Content-Security-Policy.
 */
export function SystemTheme({ nonce }: { readonly nonce: string | undefined }) {
  return (
    <script nonce={nonce} suppressHydrationWarning>
      {SCRIPT}
    </script>
  );
}
