import type { Dashboard, Panel } from '../document';
import { added, type Change, removed } from './change';
import { deepChanges } from './deepChanges';
import { changeWords, pathWords } from './words';

/** Panels that came, went or changed, but not where they stand. */
export function diffPanels(before: Dashboard, after: Dashboard): Change[] {
  const ids = new Set([...Object.keys(before.panels), ...Object.keys(after.panels)].map(Number));
  return [...ids].flatMap((id) => diffPanel(before.panels[id], after.panels[id], id));
}

function diffPanel(before: Panel | undefined, after: Panel | undefined, id: number): Change[] {
  const path = `panels[${id}]`;
  if (before === undefined || after === undefined) {
    if (after !== undefined) return [added(path, panelName(after), after)];
    return before === undefined ? [] : [removed(path, panelName(before), before)];
  }
  const leaves = before === after ? [] : deepChanges(before, after);
  return leaves.map((leaf) => {
    const words = pathWords(leaf.path);
    return {
      path: `${path}.${leaf.path}`,
      label: `${panelName(after)}: ${words}${changeWords(leaf.before, leaf.after)}`,
      kind: 'changed',
      before: leaf.before,
      after: leaf.after,
    };
  });
}

/** `Panel CPU`, or its number where it has no title. */
export function panelName({ title, id }: Panel): string {
  return `Panel ${title === '' ? id : title}`;
}
