/** The keys that work on the page that is open, for the dialog that lists them. */
import { useEffect, useSyncExternalStore } from 'react';

export interface ListedShortcut {
  /** Pressed one after the other, as they are printed. */
  readonly keys: readonly string[];
  readonly label: string;
}

export interface ShortcutGroup {
  readonly title: string;
  readonly shortcuts: readonly ListedShortcut[];
}

interface HelpState {
  readonly opened: boolean;
  readonly groups: readonly ShortcutGroup[];
}

const CLOSED: HelpState = { opened: false, groups: [] };

let state = CLOSED;
const listeners = new Set<() => void>();

function setState(next: HelpState): void {
  state = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lists the keys of a page while it is shown. `groups` must keep its identity. */
export function useShortcutGroups(groups: readonly ShortcutGroup[]): void {
  useEffect(() => {
    setState({ ...state, groups });
    return () => {
      if (state.groups === groups) setState({ ...state, groups: [] });
    };
  }, [groups]);
}

export function openShortcutHelp(): void {
  setState({ ...state, opened: true });
}

export function closeShortcutHelp(): void {
  setState({ ...state, opened: false });
}

export function useShortcutHelp(): HelpState {
  return useSyncExternalStore(
    subscribe,
    () => state,
    () => CLOSED,
  );
}
