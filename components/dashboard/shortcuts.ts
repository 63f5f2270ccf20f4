/** The keys of a dashboard, as in Grafana: one table for what they do and for the page that explains them. */

export type ShortcutAction =
  | 'help'
  | 'refresh'
  | 'kiosk'
  | 'fullScreen'
  | 'settings'
  | 'expandRows'
  | 'collapseRows'
  | 'legends'
  | 'viewPanel'
  | 'editPanel'
  | 'inspectPanel'
  | 'sharePanel'
  | 'duplicatePanel'
  | 'removePanel'
  | 'panelLegend'
  | 'zoomIn'
  | 'zoomOut'
  | 'earlier'
  | 'later'
  | 'absolute'
  | 'leave';

export interface Shortcut {
  /** `KeyboardEvent.key`s to press one after the other. */
  readonly keys: readonly string[];
  readonly action: ShortcutAction;
  readonly label: string;
  readonly group: 'Time range' | 'Dashboard' | 'Panel';
  /** Only for those who may edit. */
  readonly edits?: true;
}

export const SHORTCUTS: readonly Shortcut[] = [
  { keys: ['t', '+'], action: 'zoomIn', label: 'Zoom in', group: 'Time range' },
  { keys: ['t', '-'], action: 'zoomOut', label: 'Zoom out', group: 'Time range' },
  { keys: ['t', 'ArrowLeft'], action: 'earlier', label: 'Earlier by half the range', group: 'Time range' },
  { keys: ['t', 'ArrowRight'], action: 'later', label: 'Later by half the range', group: 'Time range' },
  { keys: ['t', 'a'], action: 'absolute', label: 'Hold the range still', group: 'Time range' },
  { keys: ['d', 'r'], action: 'refresh', label: 'Refresh all panels', group: 'Dashboard' },
  { keys: ['d', 's'], action: 'settings', label: 'Settings', group: 'Dashboard', edits: true },
  { keys: ['d', 'k'], action: 'kiosk', label: 'Hide or show the bars', group: 'Dashboard' },
  { keys: ['f'], action: 'fullScreen', label: 'Full screen', group: 'Dashboard' },
  { keys: ['d', 'e'], action: 'expandRows', label: 'Expand all rows', group: 'Dashboard' },
  { keys: ['d', 'c'], action: 'collapseRows', label: 'Collapse all rows', group: 'Dashboard' },
  { keys: ['d', 'l'], action: 'legends', label: 'Hide or show all legends', group: 'Dashboard' },
  { keys: ['Escape'], action: 'leave', label: 'Back from a panel, or show the bars', group: 'Dashboard' },
  { keys: ['?'], action: 'help', label: 'These shortcuts', group: 'Dashboard' },
  { keys: ['v'], action: 'viewPanel', label: 'View, or back', group: 'Panel' },
  { keys: ['e'], action: 'editPanel', label: 'Edit', group: 'Panel', edits: true },
  { keys: ['i'], action: 'inspectPanel', label: 'Inspect', group: 'Panel' },
  { keys: ['p', 's'], action: 'sharePanel', label: 'Share', group: 'Panel' },
  { keys: ['p', 'l'], action: 'panelLegend', label: 'Hide or show the legend', group: 'Panel' },
  { keys: ['p', 'd'], action: 'duplicatePanel', label: 'Duplicate', group: 'Panel', edits: true },
  { keys: ['p', 'r'], action: 'removePanel', label: 'Remove', group: 'Panel', edits: true },
];

/** Keys that the editor itself and the grid listen to, for the page that explains them. */
export const EDITING_KEYS: readonly { readonly keys: readonly string[]; readonly label: string }[] = [
  { keys: ['Ctrl+S'], label: 'Save' },
  { keys: ['Ctrl+Z'], label: 'Undo' },
  { keys: ['Ctrl+Shift+Z'], label: 'Redo' },
  { keys: ['Ctrl+V'], label: 'Paste a copied panel, in edit mode' },
  { keys: ['←', '→', '↑', '↓'], label: 'Move a panel, on its handle; with Shift resize it' },
];

/** Other keys that mean the same: `+` without Shift, and Grafana's older zoom. */
const ALIASES: ReadonlyMap<string, ShortcutAction> = new Map([
  ['t =', 'zoomIn'],
  ['t z', 'zoomOut'],
  ['d E', 'expandRows'],
  ['d C', 'collapseRows'],
]);

/** A second key that comes later than this begins anew. */
export const SEQUENCE_MS = 1000;

/** Recognises sequences of keys. */
export class ShortcutReader {
  private first = '';
  private firstMs = Number.NEGATIVE_INFINITY;

  /** The action that a key completes; undefined when it completes none. `nowMs` is any clock that only rises. */
  press(key: string, nowMs: number): ShortcutAction | undefined {
    const inTime = nowMs - this.firstMs <= SEQUENCE_MS;
    const action = (inTime && this.first !== '' ? find([this.first, key]) : undefined) ?? find([key]);
    this.first = action === undefined ? key : '';
    this.firstMs = nowMs;
    return action;
  }
}

function find(keys: readonly string[]): ShortcutAction | undefined {
  const wanted = keys.join(' ');
  return SHORTCUTS.find((shortcut) => shortcut.keys.join(' ') === wanted)?.action ?? ALIASES.get(wanted);
}

const KEY_NAMES: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', '-': '−' };

/** What is printed on a key. */
export function keyName(key: string): string {
  return KEY_NAMES[key] ?? key;
}
