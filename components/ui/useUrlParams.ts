'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback } from 'react';

type Change = (params: URLSearchParams) => URLSearchParams;

/**
 * The query of the address, and a way to change it without a round trip to the server. `push` makes a step for the
 * back button, `replace` does not. A change is a pure function on the newest query.
 */
export function useUrlParams(): {
  readonly params: URLSearchParams;
  readonly push: (change: Change) => void;
  readonly replace: (change: Change) => void;
} {
  const params = useSearchParams();
  const push = useCallback((change: Change) => go('pushState', change), []);
  const replace = useCallback((change: Change) => go('replaceState', change), []);
  return { params, push, replace };
}

/** Next.js follows these two calls of the browser and updates `useSearchParams`. */
function go(method: 'pushState' | 'replaceState', change: Change): void {
  const { pathname, search, hash } = window.location;
  const next = change(new URLSearchParams(search)).toString();
  const url = `${pathname}${next === '' ? '' : `?${next}`}${hash}`;
  if (url !== `${pathname}${search}${hash}`) window.history[method](null, '', url);
}
