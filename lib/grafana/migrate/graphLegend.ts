import type { Json, JsonObject } from '@/lib/dashboard/document';
import { isJsonObject } from '../fieldReader';

/** Columns of the old legend and the calculations that show them now, in the order of display. */
const CALCS: readonly (readonly [string, string])[] = [
  ['min', 'min'],
  ['max', 'max'],
  ['avg', 'mean'],
  ['current', 'lastNotNull'],
  ['total', 'sum'],
];
const SORT_NAMES: Readonly<Record<string, string>> = {
  min: 'Min',
  max: 'Max',
  avg: 'Mean',
  current: 'Last *',
  total: 'Total',
};

export function graphLegend(legend: Json | undefined): JsonObject {
  if (!isJsonObject(legend)) return { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] };
  const sort = typeof legend['sort'] === 'string' ? SORT_NAMES[legend['sort']] : undefined;
  return {
    showLegend: legend['show'] !== false,
    displayMode: legend['alignAsTable'] === true ? 'table' : 'list',
    placement: legend['rightSide'] === true ? 'right' : 'bottom',
    calcs: legend['values'] === true ? CALCS.filter(([name]) => legend[name] === true).map(([, calc]) => calc) : [],
    ...(sort === undefined ? {} : { sortBy: sort, sortDesc: legend['sortDesc'] === true }),
    ...(typeof legend['sideWidth'] === 'number' ? { width: legend['sideWidth'] } : {}),
  };
}

export function graphTooltip(tooltip: Json | undefined): JsonObject {
  if (!isJsonObject(tooltip)) return { mode: 'multi', sort: 'none' };
  const sort = tooltip['sort'] === 1 ? 'asc' : tooltip['sort'] === 2 ? 'desc' : 'none';
  return { mode: tooltip['shared'] === false ? 'single' : 'multi', sort };
}
