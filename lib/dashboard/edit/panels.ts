/** Edits of panels. All are pure; they give the same object when nothing changes. */
import type { Dashboard, GridItem, Panel } from '../document';
import { compactGrid } from '../layout/compactGrid';
import { sameJson } from '../sameJson';
import { appendItem, insertItem } from './grid';
import { freshId } from './ids';
import { sectionOfPanel, sectionOfRow, TOP_SECTION, withItems, withLayout } from './sections';

const NEW_SIZE = { w: 12, h: 8 };
/** Types that show no data. */
const WITHOUT_QUERIES: readonly string[] = ['text', 'dashlist', 'news', 'welcome'];
/** Types that colour a value by its thresholds rather than a series by its order. */
const COLORED_BY_VALUE: readonly string[] = ['stat', 'gauge', 'bargauge', 'table', 'state-timeline', 'status-history'];

/** A panel as the button "Add panel" makes it; it has its id from `addPanel`. */
export function newPanel(type = 'timeseries'): Omit<Panel, 'id'> {
  return {
    type,
    title: 'New panel',
    description: '',
    transparent: false,
    targets: WITHOUT_QUERIES.includes(type) ? [] : [newTarget('A')],
    transformations: [],
    fieldConfig: {
      defaults: {
        color: { mode: COLORED_BY_VALUE.includes(type) ? 'thresholds' : 'palette-classic' },
        thresholds: {
          mode: 'absolute',
          steps: [
            { value: null, color: 'green' },
            { value: 80, color: 'red' },
          ],
        },
      },
      overrides: [],
    },
    options: type === 'text' ? { mode: 'markdown', content: '' } : {},
    links: [],
    unknown: {},
  };
}

/** An empty query. */
export function newTarget(refId: string): Panel['targets'][number] {
  return {
    refId,
    expr: '',
    legendFormat: '__auto',
    instant: false,
    range: true,
    format: 'time_series',
    interval: '',
    intervalFactor: 1,
    hide: false,
    exemplar: false,
    unknown: {},
  };
}

export interface AddedPanel {
  readonly dashboard: Dashboard;
  readonly panelId: number;
}

/** Adds a panel in the highest free place of a row, or of the grid at the top when no row or none of that id is given. */
export function addPanel(
  dashboard: Dashboard,
  panel: Omit<Panel, 'id'>,
  at: { readonly rowId?: number; readonly w?: number; readonly h?: number } = {},
): AddedPanel {
  const section = at.rowId === undefined ? TOP_SECTION : sectionOfRow(dashboard, at.rowId);
  const { w = NEW_SIZE.w, h = NEW_SIZE.h } = at;
  return place(dashboard, panel, section, (items, panelId) => appendItem(items, { panelId, w, h }));
}

function place(
  dashboard: Dashboard,
  panel: Omit<Panel, 'id'>,
  section: number,
  put: (items: readonly GridItem[], panelId: number) => readonly GridItem[],
): AddedPanel {
  const panelId = freshId(dashboard);
  const panels = { ...dashboard.panels, [panelId]: { ...panel, id: panelId } };
  const layout = withItems(dashboard.layout, section, (items) => put(items, panelId));
  return { dashboard: withLayout({ ...dashboard, panels }, layout), panelId };
}

/** Puts another panel in the place of the one with its id; one that the dashboard does not have changes nothing. */
export function replacePanel(dashboard: Dashboard, panel: Panel): Dashboard {
  const known = dashboard.panels[panel.id];
  if (known === undefined || sameJson(known, panel)) return dashboard;
  return { ...dashboard, panels: { ...dashboard.panels, [panel.id]: panel } };
}

export function removePanel(dashboard: Dashboard, id: number): Dashboard {
  if (dashboard.panels[id] === undefined) return dashboard;
  return removePanels(dashboard, new Set([id]));
}

/** Takes panels out of the document and out of the layout. */
export function removePanels(dashboard: Dashboard, ids: ReadonlySet<number>): Dashboard {
  const panels = Object.fromEntries(Object.entries(dashboard.panels).filter(([, { id }]) => !ids.has(id)));
  const layout = dashboard.layout.map((section) => ({
    ...section,
    items: compactGrid(section.items.filter(({ panelId }) => !ids.has(panelId))),
  }));
  return withLayout({ ...dashboard, panels }, layout);
}

/** A copy to the right of a panel where that fits, else below it. A panel that is not there gives its own id. */
export function duplicatePanel(dashboard: Dashboard, id: number): AddedPanel {
  const panel = dashboard.panels[id];
  const section = sectionOfPanel(dashboard, id);
  const item = dashboard.layout[section]?.items.find(({ panelId }) => panelId === id);
  if (panel === undefined || item === undefined) return { dashboard, panelId: id };
  const fitsRight = item.x + 2 * item.w <= 24;
  const at = fitsRight ? { ...item, x: item.x + item.w } : { ...item, y: item.y + item.h };
  return place(dashboard, panel, section, (items, panelId) => insertItem(items, { ...at, panelId }));
}
