'use client';

/** Dashboards opened last on this device, newest first. */
import { useEffect, useSyncExternalStore } from 'react';
import { z } from 'zod';

export interface Recent {
  readonly uid: string;
  readonly title: string;
  readonly openedMs: number;
}

const KEY = 'belvedere_recent_dashboards';
const MAX_RECENTS = 20;
const NONE: readonly Recent[] = [];

const stored = z.array(z.object({ uid: z.string(), title: z.string(), openedMs: z.number() })).max(1000);

/** Storage may be off, full, or hold what anybody wrote; then there are no recents. */
export function parseRecents(text: string | null): readonly Recent[] {
  if (text === null) return NONE;
  try {
    const parsed = stored.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.slice(0, MAX_RECENTS) : NONE;
  } catch {
    return NONE;
  }
}

/** Puts one first and takes out its older entry. */
export function withRecent(recents: readonly Recent[], opened: Recent): readonly Recent[] {
  return [opened, ...recents.filter(({ uid }) => uid !== opened.uid)].slice(0, MAX_RECENTS);
}

let cachedText: string | null | undefined;
let cached: readonly Recent[] = NONE;
const listeners = new Set<() => void>();

function read(): readonly Recent[] {
  let text: string | null = null;
  try {
    text = localStorage.getItem(KEY);
  } catch {
    // Storage is off.
  }
  if (text !== cachedText) {
    cachedText = text;
    cached = parseRecents(text);
  }
  return cached;
}

function write(recents: readonly Recent[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(recents));
  } catch {
    // Storage is off or full: nothing is remembered.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('storage', listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener('storage', listener);
  };
}

export function useRecents(): readonly Recent[] {
  return useSyncExternalStore(subscribe, read, () => NONE);
}

/** Remembers that a dashboard is open; one that was never saved has no uid and is not remembered. */
export function useRememberRecent(uid: string, title: string): void {
  useEffect(() => {
    if (uid !== '') write(withRecent(read(), { uid, title, openedMs: Date.now() }));
  }, [uid, title]);
}

/** After a dashboard was deleted for good or moved to the trash. */
export function forgetRecents(uids: readonly string[]): void {
  write(read().filter(({ uid }) => !uids.includes(uid)));
}
