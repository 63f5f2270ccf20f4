/** Edits of a panel's queries. All are pure; a query that is not there changes nothing. */
import type { Panel, Target } from '../document';
import { newTarget } from '../edit/panels';
import { nextRefId } from './refIds';

/** An empty query at the end, of the same source and kind as the last one. */
export function addTarget(panel: Panel): Panel {
  const last = panel.targets.at(-1);
  const { datasource } = last ?? {};
  const target: Target = { ...newTarget(nextRefId(panel)), ...(datasource === undefined ? {} : { datasource }) };
  return { ...panel, targets: [...panel.targets, target] };
}

/** A copy right behind a query. */
export function duplicateTarget(panel: Panel, refId: string): Panel {
  const copyId = nextRefId(panel);
  return {
    ...panel,
    targets: panel.targets.flatMap((target) =>
      target.refId === refId ? [target, { ...target, refId: copyId }] : [target],
    ),
  };
}

export function removeTarget(panel: Panel, refId: string): Panel {
  return { ...panel, targets: panel.targets.filter((target) => target.refId !== refId) };
}

export function updateTarget(panel: Panel, refId: string, change: Partial<Omit<Target, 'refId'>>): Panel {
  return {
    ...panel,
    targets: panel.targets.map((target) => (target.refId === refId ? { ...target, ...change } : target)),
  };
}

/** What a query returns: steps over the range, the newest value, or both. */
export type QueryKind = 'range' | 'instant' | 'both';

export function kindOf({ instant, range }: Pick<Target, 'instant' | 'range'>): QueryKind {
  if (!instant) return 'range';
  return range ? 'both' : 'instant';
}

export function withKind(kind: QueryKind): Pick<Target, 'instant' | 'range'> {
  return { instant: kind !== 'range', range: kind !== 'instant' };
}

/** Takes an item out and puts it in at another place; places outside of the list are its ends. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  const target = Math.min(items.length - 1, Math.max(0, to));
  if (item === undefined || from === target) return items;
  const rest = items.filter((_, index) => index !== from);
  return [...rest.slice(0, target), item, ...rest.slice(target)];
}
