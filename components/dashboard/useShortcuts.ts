'use client';

import { useEffect, useEffectEvent, useMemo, useState } from 'react';
import { openShortcutHelp, useShortcutGroups } from '@/components/shell/shortcutGroups';
import { zoomedIn } from '@/components/timeRange/moveRange';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useCanvas } from './canvas/CanvasContext';
import { toggleFullScreen } from './canvas/fullScreen';
import { showsLegend } from './canvas/legendSwitches';
import { usePanelActions } from './canvas/usePanelActions';
import { useDashboard } from './DashboardContext';
import { useEditor } from './editor/EditorContext';
import { listShortcuts } from './listShortcuts';
import type { PlacedPanel } from './repeats';
import { SHORTCUTS, type ShortcutAction, ShortcutReader } from './shortcuts';
import type { DashboardViewState } from './useDashboardView';

/** True when the key did something. */
type Act = () => boolean;

/** Lists the keys of a dashboard for `?`, and listens to them while nothing that takes text, and no dialog or menu, has the focus. */
export function useShortcuts(): void {
  const { canEdit } = useEditor();
  useShortcutGroups(useMemo(() => listShortcuts(canEdit), [canEdit]));
  const actions: Record<ShortcutAction, Act> = { ...useTimeActions(), ...usePageActions(), ...usePanelKeys() };
  const [reader] = useState(() => new ShortcutReader());
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTaken(event.target)) return;
    const action = reader.press(event.key, event.timeStamp);
    if (action === undefined || (!canEdit && EDITS.has(action))) return;
    if (actions[action]()) event.preventDefault();
  });
  useEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(event);
    window.addEventListener('keydown', listener);
    return () => window.removeEventListener('keydown', listener);
  }, []);
}

const EDITS: ReadonlySet<ShortcutAction> = new Set(SHORTCUTS.flatMap(({ action, edits }) => (edits ? [action] : [])));

function done(act: () => void): Act {
  return () => {
    act();
    return true;
  };
}

function useTimeActions() {
  const { bounds, zoomTo, zoomOut, shift, refreshNow } = useTimeRange();
  const withBounds = (move: (known: NonNullable<typeof bounds>) => void) => () => {
    if (bounds !== undefined) move(bounds);
    return bounds !== undefined;
  };
  return {
    refresh: done(refreshNow),
    zoomIn: withBounds((known) => zoomTo(zoomedIn(known))),
    absolute: withBounds(zoomTo),
    zoomOut: done(zoomOut),
    earlier: done(() => shift(-1)),
    later: done(() => shift(1)),
  };
}

function usePageActions() {
  const { view, sections, dashboard } = useDashboard();
  const { rows, legends, complain } = useCanvas();
  const rowKeys = sections.flatMap(({ key, row }) => (row === undefined ? [] : [key]));
  return {
    help: done(openShortcutHelp),
    kiosk: done(() => view.setKiosk(!view.kiosk)),
    fullScreen: done(() => toggleFullScreen(complain)),
    settings: done(() => view.openSettings()),
    expandRows: done(() => rows.set(rowKeys, false)),
    collapseRows: done(() => rows.set(rowKeys, true)),
    leave: () => leave(view),
    legends: done(() => {
      const panels = Object.values(dashboard.panels);
      const shown = panels.filter((panel) => showsLegend(panel) !== legends.has(panel.id));
      // Hide those that are shown; when none is, show them all.
      legends.toggle((shown.length > 0 ? shown : panels).map(({ id }) => id));
    }),
  };
}

function leave(view: DashboardViewState): boolean {
  if (view.viewed !== undefined) view.showAll();
  else if (view.kiosk) view.setKiosk(false);
  else return false;
  return true;
}

/** Keys for the panel under the pointer, else for the one that has the focus or fills the page. */
function usePanelKeys() {
  const { view, sections } = useDashboard();
  const { legends } = useCanvas();
  const actions = usePanelActions();
  const onPanel = (act: (placed: PlacedPanel) => void) => () => {
    const element =
      document.querySelector('[data-panel-key]:hover') ?? document.activeElement?.closest('[data-panel-key]');
    const key = element?.getAttribute('data-panel-key') ?? view.viewed?.key;
    const placed = sections.flatMap(({ panels }) => panels).find((panel) => panel.key === key);
    if (placed !== undefined) act(placed);
    return placed !== undefined;
  };
  return {
    viewPanel: onPanel(({ key }) => view.togglePanel(key)),
    editPanel: onPanel(({ panel }) => view.openPanelEditor(panel.id)),
    inspectPanel: onPanel(({ key }) => view.openInspect(key, 'data')),
    sharePanel: onPanel(({ key }) => view.openShare(key)),
    panelLegend: onPanel(({ panel }) => legends.toggle([panel.id])),
    duplicatePanel: onPanel(({ panel }) => actions.duplicate(panel)),
    removePanel: onPanel(({ panel }) => actions.remove(panel)),
  };
}

const TEXT_OR_LIST =
  'input, textarea, select, [contenteditable=""], [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]';

function isTaken(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TEXT_OR_LIST) !== null;
}
