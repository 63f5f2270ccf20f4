/** Rows of a legend: names and calculated values. Pure. */
import { displayText } from '@/lib/dashboard/displayValue';
import { calcTitle, calculate, isUnitless } from '@/lib/dashboard/reduce';
import { formatText } from '@/lib/format/formatValue';
import type { ChartSeries } from './toColumns';

export interface LegendItem {
  readonly series: ChartSeries;
  /** `texts[i]` and `values[i]` belong to the i-th calc. */
  readonly texts: readonly string[];
  readonly values: readonly (number | null)[];
}

export interface LegendSort {
  /** Title of a column, as Grafana stores it (`Last *`, `Max`); '' keeps the order of the series. */
  readonly by: string;
  readonly descending: boolean;
}

interface TextContext {
  readonly timeZone: string;
  readonly nowMs: number;
}

/** Unique calcs; `last` beside `lastNotNull` would be the same column twice. */
export function legendColumns(calcs: readonly string[]): { calc: string; title: string }[] {
  const titles = new Set<string>();
  return calcs.flatMap((calc) => {
    const title = calcTitle(calc);
    if (titles.has(title)) return [];
    titles.add(title);
    return [{ calc, title }];
  });
}

function calcText(series: ChartSeries, calc: string, value: number | null, context: TextContext): string {
  const { config } = series.field;
  if (value !== null && isUnitless(calc)) return formatText(value);
  if (value !== null && calc === 'diffperc') return formatText(value, { unit: 'percentunit' });
  return displayText(config, value, context);
}

export function legendItems(
  series: readonly ChartSeries[],
  calcs: readonly string[],
  context: TextContext,
): LegendItem[] {
  return series
    .filter((one) => !one.style.hideFrom.legend)
    .map((one) => {
      const values = calcs.map((calc) => calculate(one.field, calc));
      return { series: one, values, texts: calcs.map((calc, i) => calcText(one, calc, values[i] ?? null, context)) };
    });
}

const normalTitle = (title: string): string => title.replace(/\s*\*$/, '').toLowerCase();

/** Items in the order of a column; those without a value come last. */
export function sortLegend(
  items: readonly LegendItem[],
  columns: readonly { title: string }[],
  sort: LegendSort,
): LegendItem[] {
  const wanted = normalTitle(sort.by);
  if (wanted === '') return [...items];
  const sign = sort.descending ? -1 : 1;
  if (wanted === 'name') return [...items].sort((a, b) => sign * a.series.name.localeCompare(b.series.name));
  const column = columns.findIndex(({ title }) => normalTitle(title) === wanted);
  if (column < 0) return [...items];
  const key = (item: LegendItem) => item.values[column] ?? -sign * Number.POSITIVE_INFINITY * -1;
  return [...items].sort((a, b) => sign * (key(a) - key(b)) || 0);
}

/**
 * The series hidden after a click: a click isolates, a click on the only one left shows all again, and with Ctrl or
 * Cmd it toggles just this one.
 */
export function toggleSeries(
  hidden: ReadonlySet<string>,
  allIds: readonly string[],
  id: string,
  single: boolean,
): ReadonlySet<string> {
  if (single) {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    return next.size === allIds.length ? new Set() : next;
  }
  const isolated = !hidden.has(id) && allIds.every((other) => other === id || hidden.has(other));
  return isolated ? new Set() : new Set(allIds.filter((other) => other !== id));
}
