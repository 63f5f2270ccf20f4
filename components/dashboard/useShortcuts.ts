'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { zoomedIn } from '@/components/timeRange/moveRange';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { type ShortcutAction, ShortcutReader } from './shortcuts';
import type { DashboardViewState } from './useDashboardView';

/** Listens to the keys of a dashboard while nothing that takes text, and no dialog or menu, has the focus. */
export function useShortcuts(view: DashboardViewState, onHelp: () => void): void {
  const act = useActions(view, onHelp);
  const [reader] = useState(() => new ShortcutReader());
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    const action = reader.press(event.key, event.timeStamp);
    if (action !== undefined && act(action)) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

/** True when the key did something. */
function useActions(view: DashboardViewState, onHelp: () => void): (action: ShortcutAction) => boolean {
  const { bounds, zoomTo, zoomOut, shift, refreshNow } = useTimeRange();
  const withBounds = (move: (known: NonNullable<typeof bounds>) => void) => {
    if (bounds !== undefined) move(bounds);
  };
  const actions: Record<Exclude<ShortcutAction, 'leave' | 'viewPanel'>, () => void> = {
    help: onHelp,
    refresh: refreshNow,
    kiosk: () => view.setKiosk(!view.kiosk),
    zoomIn: () => withBounds((known) => zoomTo(zoomedIn(known))),
    absolute: () => withBounds(zoomTo),
    zoomOut,
    earlier: () => shift(-1),
    later: () => shift(1),
  };
  return (action) => {
    if (action === 'leave') return leave(view);
    if (action === 'viewPanel') return togglePanel(view);
    actions[action]();
    return true;
  };
}

function leave(view: DashboardViewState): boolean {
  if (view.viewed !== undefined) view.showAll();
  else if (view.kiosk) view.setKiosk(false);
  else return false;
  return true;
}

function togglePanel(view: DashboardViewState): boolean {
  const panel = document.querySelector('[data-panel-key]:hover') ?? document.activeElement?.closest('[data-panel-key]');
  const key = panel?.getAttribute('data-panel-key') ?? view.viewed?.key;
  if (key === undefined) return false;
  view.togglePanel(key);
  return true;
}

const TEXT_OR_LIST =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TEXT_OR_LIST) !== null;
}
