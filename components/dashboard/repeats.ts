import type { Dashboard, GridItem, Panel, Section } from '@/lib/dashboard/document';
import { compactGrid } from '@/lib/dashboard/layout/compactGrid';
import type { BoundVariable } from '@/lib/dashboard/variables/scope';

/** A panel at its place, with the variables that its repetition sets. */
export interface PlacedPanel {
  /** Unique on the page and stable: the panel's id, with the values it is repeated for. */
  readonly key: string;
  readonly panel: Panel;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
  readonly variables: readonly BoundVariable[];
}

export interface PlacedSection {
  readonly key: string;
  /** Its place in the document's layout. */
  readonly index: number;
  /** 0 for what the document says, more for the copies of a repeated row. */
  readonly copy: number;
  /** undefined for panels that stand outside of rows. */
  readonly row?: PlacedRow;
  readonly panels: readonly PlacedPanel[];
}

export interface PlacedRow {
  readonly id: number;
  readonly title: string;
  readonly collapsed: boolean;
  /** Name of the variable that it is repeated for. */
  readonly repeat?: string;
  readonly variables: readonly BoundVariable[];
}

type BoundVariables = ReadonlyMap<string, BoundVariable>;

const NO_VARIABLES: readonly BoundVariable[] = [];

const DEFAULT_PER_ROW = 4;
/** More copies of one panel are not made: nobody reads them. */
const MAX_COPIES = 100;

/** The sections of a dashboard with rows and panels repeated for the values of their variables. */
export function placeSections(dashboard: Dashboard, bound: BoundVariables): PlacedSection[] {
  return dashboard.layout.flatMap((section, index) => {
    if (section.type === 'grid') {
      const place = { key: `grid-${index}`, index, copy: 0, panels: [] };
      return [{ ...place, panels: placeItems(place, section.items, dashboard, bound) }];
    }
    return valuesFor(section.repeat, bound).map((variable, copy) => {
      const place = placeRow(section, index, variable, copy);
      return { ...place, panels: placeItems(place, section.items, dashboard, bound) };
    });
  });
}

function placeRow(
  { id, title, collapsed, repeat }: Extract<Section, { type: 'row' }>,
  index: number,
  variable: BoundVariable | undefined,
  copy: number,
): PlacedSection {
  const variables = variable === undefined ? NO_VARIABLES : [variable];
  return {
    key: `row-${id}${copySuffix(copy)}`,
    index,
    copy,
    row: { id, title, collapsed, variables, ...(repeat === undefined ? {} : { repeat }) },
    panels: [],
  };
}

function copySuffix(copy: number): string {
  return copy === 0 ? '' : `@${copy}`;
}

/** The panels of a section, at their places when its items stood as given: those of the document, or of a drag. */
export function placeItems(
  { row, copy }: PlacedSection,
  items: readonly GridItem[],
  dashboard: Dashboard,
  bound: BoundVariables,
): PlacedPanel[] {
  const variables = row?.variables ?? NO_VARIABLES;
  const inside =
    variables.length === 0 ? bound : new Map([...bound, ...variables.map((own) => [own.name, own] as const)]);
  return placePanels(items, dashboard, inside, copySuffix(copy), variables);
}

/** One entry per value; a single undefined where nothing repeats. */
function valuesFor(name: string | undefined, bound: BoundVariables): readonly (BoundVariable | undefined)[] {
  const variable = name === undefined ? undefined : bound.get(name);
  if (variable === undefined || variable.values.length === 0) return [undefined];
  return variable.values.slice(0, MAX_COPIES).map((value, index) => ({
    name: variable.name,
    values: [value],
    texts: [variable.isAll ? value : (variable.texts[index] ?? value)],
    isAll: false,
    isList: variable.isList,
  }));
}

function placePanels(
  items: readonly GridItem[],
  dashboard: Dashboard,
  bound: BoundVariables,
  suffix: string,
  variables: readonly BoundVariable[],
): PlacedPanel[] {
  const placed = new Map<number, PlacedPanel>();
  const grid: GridItem[] = [];
  let pushed = 0;
  for (const item of items) {
    const panel = dashboard.panels[item.panelId];
    if (panel === undefined) continue;
    const copies = copiesOf(panel, { ...item, y: item.y + pushed }, bound);
    for (const { place, variable } of copies) {
      const ownSuffix = variable === undefined || place.copy === 0 ? '' : `:${place.copy}`;
      const own = variable === undefined ? variables : [...variables, variable];
      const { x, y, w, h } = place;
      placed.set(grid.length, { key: `${panel.id}${suffix}${ownSuffix}`, panel, x, y, w, h, variables: own });
      grid.push({ panelId: grid.length, x, y, w, h });
    }
    pushed += Math.max(...copies.map(({ place }) => place.y + place.h)) - (item.y + pushed + item.h);
  }
  return compactGrid(grid).flatMap(({ panelId, x, y, w, h }) => {
    const panel = placed.get(panelId);
    return panel === undefined ? [] : [{ ...panel, x, y, w, h }];
  });
}

/** Copies side by side, at most `maxPerRow` in a line and as wide as fits, or one below the other. */
function copiesOf(panel: Panel, item: GridItem, bound: BoundVariables) {
  const values = valuesFor(panel.repeat, bound);
  const vertical = panel.repeatDirection === 'v';
  const perRow = vertical ? 1 : Math.min(values.length, panel.maxPerRow ?? DEFAULT_PER_ROW);
  const w = vertical || values[0] === undefined ? item.w : Math.max(1, Math.floor(24 / perRow));
  return values.map((variable, copy) => {
    if (variable === undefined) return { variable, place: { ...item, copy } };
    const x = vertical ? item.x : (copy % perRow) * w;
    const y = item.y + Math.floor(copy / perRow) * item.h;
    return { variable, place: { copy, x, y, w, h: item.h } };
  });
}
