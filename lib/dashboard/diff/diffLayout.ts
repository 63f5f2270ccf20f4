import type { Dashboard, GridItem, Section } from '../document';
import { compactGrid } from '../layout/compactGrid';
import { added, type Change, removed } from './change';
import { panelName } from './diffPanels';
import { risingSubset } from './risingSubset';
import { changeWords } from './words';

type Row = Extract<Section, { type: 'row' }>;

/** Rows that came, went or changed, and panels that stand elsewhere or have another size. */
export function diffLayout(before: Dashboard, after: Dashboard): Change[] {
  return [...diffRows(rowsOf(before), rowsOf(after)), ...diffPlaces(before, after)];
}

function rowsOf({ layout }: Dashboard): ReadonlyMap<number, Row> {
  return new Map(layout.flatMap((section) => (section.type === 'row' ? [[section.id, section]] : [])));
}

function diffRows(before: ReadonlyMap<number, Row>, after: ReadonlyMap<number, Row>): Change[] {
  const common = [...before.keys()].filter((id) => after.has(id));
  const orderAfter = new Map([...after.keys()].map((id, index) => [id, index]));
  const kept = risingSubset(common.map((id) => orderAfter.get(id) ?? 0));
  return [
    ...[...after.values()].filter(({ id }) => !before.has(id)).map((row) => added(rowPath(row), rowName(row), row)),
    ...[...before.values()].filter(({ id }) => !after.has(id)).map((row) => removed(rowPath(row), rowName(row), row)),
    ...common.flatMap((id) => diffRow(before.get(id), after.get(id))),
    ...common.flatMap((id, index) => movedRow(after.get(id), kept.has(index))),
  ];
}

function movedRow(row: Row | undefined, kept: boolean): Change[] {
  if (row === undefined || kept) return [];
  return [{ path: rowPath(row), label: `${rowName(row)} moved`, kind: 'moved', before: undefined, after: undefined }];
}

function diffRow(before: Row | undefined, after: Row | undefined): Change[] {
  if (before === undefined || after === undefined) return [];
  const fields = ['title', 'collapsed', 'repeat'] as const;
  return fields.flatMap((field): Change[] => {
    if (before[field] === after[field]) return [];
    const words =
      field === 'collapsed'
        ? after.collapsed
          ? ' closed'
          : ' opened'
        : `: ${field}${changeWords(before[field], after[field])}`;
    const label = `${rowName(before)}${words}`;
    return [
      { path: `${rowPath(before)}.${field}`, label, kind: 'changed', before: before[field], after: after[field] },
    ];
  });
}

function rowPath({ id }: Row): string {
  return `rows[${id}]`;
}

function rowName({ title, id }: Row): string {
  return `Row ${title === '' ? id : title}`;
}

interface Place {
  readonly section: string;
  readonly sectionName: string;
  readonly item: GridItem;
}

/**
 * Panels that were moved by somebody. One that only gave way (it stands higher or lower, in the same order as before)
 * was not.
 */
function diffPlaces(before: Dashboard, after: Dashboard): Change[] {
  const places = placesOf(without(before, after));
  const order = new Map([...places.keys()].map((id, index) => [id, index]));
  const common = [...placesOf(after)].filter(([id]) => places.has(id));
  const kept = risingSubset(common.map(([id]) => order.get(id) ?? 0));
  return common.flatMap(([id, to], index) => {
    const from = places.get(id);
    const panel = after.panels[id];
    const what = from && placeWords(from, to, kept.has(index));
    if (what === undefined || panel === undefined) return [];
    const label = `${panelName(panel)} ${what}`;
    return [{ path: `layout.panels[${id}]`, label, kind: 'moved' as const, before: from?.item, after: to.item }];
  });
}

/** The layout without the panels that are gone: what stood below them moved up by itself. */
function without({ layout }: Dashboard, { panels }: Dashboard): Pick<Dashboard, 'layout'> {
  const left = (items: readonly GridItem[]) => items.filter(({ panelId }) => panels[panelId] !== undefined);
  return { layout: layout.map((section) => ({ ...section, items: compactGrid(left(section.items)) })) };
}

function placesOf({ layout }: Pick<Dashboard, 'layout'>): ReadonlyMap<number, Place> {
  const places = new Map<number, Place>();
  for (const section of layout) {
    const isRow = section.type === 'row';
    const key = isRow ? String(section.id) : '';
    const sectionName = isRow ? `row ${section.title || section.id}` : 'outside of rows';
    for (const item of section.items) places.set(item.panelId, { section: key, sectionName, item });
  }
  return places;
}

function placeWords(from: Place, to: Place, inOrder: boolean): string | undefined {
  if (from.section !== to.section) return `moved to ${to.sectionName}`;
  const moved = from.item.x !== to.item.x || (!inOrder && from.item.y !== to.item.y);
  const resized = from.item.w !== to.item.w || from.item.h !== to.item.h;
  if (resized) return moved ? 'moved and resized' : 'resized';
  return moved ? 'moved' : undefined;
}
