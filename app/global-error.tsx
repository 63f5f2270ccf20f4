'use client';

/** Stands in for the whole document when the layout itself fails, so it relies on nothing else. */
export default function GlobalError({ reset }: { readonly reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main>
          <h1>Belvedere could not make this page</h1>
          <p>The log of the web process says why.</p>
          <button type="button" onClick={reset}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
