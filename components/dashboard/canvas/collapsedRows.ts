'use client';

import { useSyncExternalStore } from 'react';

/** Beyond this many rows of one dashboard the rest is forgotten with the page. */
const MAX_ROWS = 500;

/**
 * Which rows of a dashboard were opened or closed by hand, against what the document says. Kept for the tab, so that
 * the way back from another page finds them as they were.
 */
export class CollapsedRows {
  private rows: Readonly<Record<string, boolean>>;
  private readonly listeners = new Set<() => void>();
  private readonly storageKey: string;

  constructor(dashboardUid: string) {
    this.storageKey = `belvedere.rows.${dashboardUid}`;
    this.rows = readRows(this.storageKey);
  }

  /** undefined where the document decides. */
  get = (key: string): boolean | undefined => (Object.hasOwn(this.rows, key) ? this.rows[key] : undefined);

  /** `undefined` leaves it to the document again. */
  set(keys: readonly string[], collapsed: boolean | undefined): void {
    const kept = Object.entries(this.rows).filter(([key]) => !keys.includes(key));
    const set = collapsed === undefined ? [] : keys.map((key) => [key, collapsed] as const);
    this.rows = Object.fromEntries([...kept, ...set].slice(-MAX_ROWS));
    try {
      window.sessionStorage.setItem(this.storageKey, JSON.stringify(this.rows));
    } catch {
      // Without a store the rows are forgotten with the page.
    }
    for (const listener of this.listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
}

function readRows(storageKey: string): Readonly<Record<string, boolean>> {
  if (typeof window === 'undefined') return {};
  try {
    const stored: unknown = JSON.parse(window.sessionStorage.getItem(storageKey) ?? '{}');
    if (typeof stored !== 'object' || stored === null) return {};
    return Object.fromEntries(Object.entries(stored).filter(([, value]) => typeof value === 'boolean'));
  } catch {
    return {};
  }
}

/** Whether a row is closed. The server knows the document only, so that is what a page begins with. */
export function useCollapsed(rows: CollapsedRows, key: string, stored: boolean): boolean {
  return useSyncExternalStore(
    rows.subscribe,
    () => rows.get(key) ?? stored,
    () => stored,
  );
}
