/** Calculations on columns of any type, for transformations that make rows out of columns. */
import type { Field } from '../frame';
import { CALC_TITLES, calculate } from '../reduce';
import { type Cell, cellAt, isText } from './cells';

const MAX_LISTED = 100;

/** Names as column titles, which other options refer to: some differ from those of legends. */
const TITLES: Readonly<Record<string, string>> = {
  ...CALC_TITLES,
  lastNotNull: 'Last *',
  firstNotNull: 'First *',
  diffperc: 'Difference percent',
  logmin: 'Min (above zero)',
  changeCount: 'Change count',
  distinctCount: 'Distinct count',
  uniqueValues: 'Unique values',
  allValues: 'All values',
};

export function reducerTitle(reducer: string): string {
  const percentile = /^p(\d{1,2})$/.exec(reducer);
  if (percentile) return `${percentile[1]}th %`;
  return Object.hasOwn(TITLES, reducer) ? (TITLES[reducer] ?? reducer) : reducer;
}

/** True where the result counts or lists, whatever the column holds. */
export function reducesToText(reducer: string): boolean {
  return reducer === 'uniqueValues' || reducer === 'allValues';
}

export function isCount(reducer: string): boolean {
  return reducer === 'count' || reducer === 'distinctCount' || reducer === 'changeCount';
}

function listed(cells: readonly Cell[]): string {
  const texts = cells.flatMap((cell) => (cell === null ? [] : [String(cell)]));
  const more = texts.length > MAX_LISTED ? [`and ${texts.length - MAX_LISTED} more`] : [];
  return [...texts.slice(0, MAX_LISTED), ...more].join(', ');
}

function reduceText(cells: readonly Cell[], reducer: string): Cell {
  const there = cells.filter((cell) => cell !== null);
  switch (reducer) {
    case 'last':
      return cells.at(-1) ?? null;
    case 'first':
      return cells[0] ?? null;
    case 'lastNotNull':
      return there.at(-1) ?? null;
    case 'firstNotNull':
      return there[0] ?? null;
    case 'count':
      return cells.length;
    case 'distinctCount':
      return new Set(cells).size;
    case 'changeCount':
      return cells.filter((cell, i) => i > 0 && cell !== cells[i - 1]).length;
    default:
      return null;
  }
}

/** One value of a column; null for what the reducer cannot say of it. */
export function reduceField(field: Field, reducer: string): Cell {
  if (reducesToText(reducer) || isText(field)) {
    const cells = Array.from({ length: field.values.length }, (_, row) => cellAt(field, row));
    if (reducer === 'uniqueValues') return listed([...new Set(cells)]);
    return reducer === 'allValues' ? listed(cells) : reduceText(cells, reducer);
  }
  return calculate(field, reducer);
}
