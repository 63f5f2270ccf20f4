/** Edits of rows. */
import type { Dashboard, Section } from '../document';
import { freshId } from './ids';
import { removePanels } from './panels';
import { type RowSection, sectionOfRow, withLayout } from './sections';

/**
 * Adds an empty, open row as element `at` of the layout; at the end when not given. Placed before panels outside of
 * rows, it takes them in: what follows an open row belongs to it.
 */
export function addRow(
  dashboard: Dashboard,
  title: string,
  at = dashboard.layout.length,
): { readonly dashboard: Dashboard; readonly rowId: number } {
  const rowId = freshId(dashboard);
  const row: RowSection = { type: 'row', id: rowId, title, collapsed: false, items: [], unknown: {} };
  const index = Math.min(Math.max(0, Math.trunc(at)), dashboard.layout.length);
  const layout = [...dashboard.layout.slice(0, index), row, ...dashboard.layout.slice(index)];
  return { dashboard: withLayout(dashboard, layout), rowId };
}

export interface RowChange {
  readonly title?: string;
  readonly collapsed?: boolean;
  /** Name of the variable to repeat for; '' for none. */
  readonly repeat?: string;
}

/** Changes a row. Opening one that panels outside of rows follow takes them in. */
export function changeRow(dashboard: Dashboard, rowId: number, change: RowChange): Dashboard {
  return withRow(dashboard, rowId, (row) => {
    const { repeat: known, ...others } = row;
    const repeat = change.repeat ?? known ?? '';
    return {
      ...others,
      title: change.title ?? row.title,
      collapsed: change.collapsed ?? row.collapsed,
      ...(repeat === '' ? {} : { repeat }),
    };
  });
}

function withRow(dashboard: Dashboard, rowId: number, change: (row: RowSection) => Section): Dashboard {
  const layout = dashboard.layout.map((section) =>
    section.type === 'row' && section.id === rowId ? change(section) : section,
  );
  return withLayout(dashboard, layout);
}

/** Removes a row; its panels go with it, or stay and belong to what stands above. */
export function removeRow(
  dashboard: Dashboard,
  rowId: number,
  { panels }: { readonly panels: 'keep' | 'remove' },
): Dashboard {
  const row = dashboard.layout[sectionOfRow(dashboard, rowId)];
  if (row === undefined) return dashboard;
  const loose = withRow(dashboard, rowId, ({ items }) => ({ type: 'grid', items: panels === 'keep' ? items : [] }));
  return panels === 'keep' ? loose : removePanels(loose, new Set(row.items.map(({ panelId }) => panelId)));
}

/** Moves a row with its panels so that it is element `toIndex` of the layout. The grid at the top stays there. */
export function moveRow(dashboard: Dashboard, rowId: number, toIndex: number): Dashboard {
  const from = sectionOfRow(dashboard, rowId);
  const row = dashboard.layout[from];
  if (row === undefined) return dashboard;
  const others = dashboard.layout.filter((section) => section !== row);
  const first = others[0]?.type === 'grid' && from !== 0 ? 1 : 0;
  const index = Math.min(Math.max(first, Math.trunc(toIndex)), others.length);
  return withLayout(dashboard, [...others.slice(0, index), row, ...others.slice(index)]);
}
