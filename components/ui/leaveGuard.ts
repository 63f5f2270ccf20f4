'use client';

/** Whoever holds unsaved changes may ask before the page is left; there is one at a time. */
type Guard = (go: () => void) => void;

let guard: Guard | undefined;

/** Sets who is asked before the page is left, and gives what takes it back. The guard calls `go` to leave. */
export function guardLeaving(ask: Guard): () => void {
  guard = ask;
  return () => {
    if (guard === ask) guard = undefined;
  };
}

/** Leaves the page with `go`, at once or after whoever holds unsaved changes agreed. For `router.push` in code. */
export function leavePage(go: () => void): void {
  if (guard === undefined) go();
  else guard(go);
}
