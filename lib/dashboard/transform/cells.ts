/** Reading and building columns row by row, for transformations that regroup rows. */
import type { FieldConfig } from '../document';
import type { Field, FieldType, NumberField, TextField } from '../frame';

/** A value as it stands in a row; null where there is none. */
export type Cell = number | string | null;

/** Row number that stands for "no row": the cell is absent. */
export const NO_ROW = -1;

/** True for columns of texts, which yes and no are too. */
export function isText(field: Field): field is TextField {
  return field.type === 'string' || field.type === 'boolean';
}

export function cellAt(field: Field, row: number): Cell {
  if (row < 0 || row >= field.values.length) return null;
  if (isText(field)) return field.values[row] ?? null;
  return field.present?.[row] === 0 ? null : (field.values[row] ?? null);
}

/** A column with the rows picked in the order given; NO_ROW gives an absent cell. */
export function takeRows(field: Field, rows: ArrayLike<number>): Field {
  if (isText(field)) {
    return { ...field, values: Array.from(rows, (row) => (row < 0 ? null : (field.values[row] ?? null))) };
  }
  const values = new Float64Array(rows.length);
  const present = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    const there = row >= 0 && row < field.values.length && field.present?.[row] !== 0;
    present[i] = there ? 1 : 0;
    values[i] = there ? (field.values[row] as number) : Number.NaN;
  }
  const { sparklines } = field;
  if (sparklines === undefined) return withPresence({ ...field, values }, present);
  const taken = Array.from(rows, (row) => sparklines[row] ?? NO_SPARKLINE);
  return withPresence({ ...field, values, sparklines: taken }, present);
}

const NO_SPARKLINE: NonNullable<NumberField['sparklines']>[number] = {
  times: new Float64Array(0),
  field: { name: '', type: 'number', values: new Float64Array(0), config: {} },
};

/** A number column with its presence, which is left out where everything is present. */
export function withPresence(field: NumberField, present: Uint8Array): NumberField {
  const { present: _old, ...rest } = field;
  return present.includes(0) ? { ...rest, present } : rest;
}

interface ColumnInit {
  readonly name: string;
  readonly type: FieldType;
  readonly config?: FieldConfig;
  readonly labels?: Readonly<Record<string, string>>;
}

/** A column of cells; a cell of another type is converted, and absent where that fails. */
export function columnOf({ name, type, config = {}, labels }: ColumnInit, cells: readonly Cell[]): Field {
  const base = { name, config, ...(labels === undefined ? {} : { labels }) };
  if (type === 'string' || type === 'boolean') {
    return { ...base, type, values: cells.map((cell) => (cell === null ? null : String(cell))) };
  }
  const values = new Float64Array(cells.length);
  const present = new Uint8Array(cells.length);
  cells.forEach((cell, i) => {
    const number = toNumber(cell);
    values[i] = number ?? Number.NaN;
    present[i] = number === null ? 0 : 1;
  });
  return withPresence({ ...base, type, values }, present);
}

/** A text as a number; null for what is none. */
export function toNumber(cell: Cell): number | null {
  if (typeof cell !== 'string') return cell;
  const number = cell.trim() === '' ? Number.NaN : Number(cell);
  return Number.isNaN(number) ? null : number;
}

const collator = new Intl.Collator('en', { numeric: true });

/** Order of two cells; absent ones and NaN come last in either direction, hence the sign goes in here. */
export function compareCells(a: Cell, b: Cell, sign: 1 | -1): number {
  const emptyA = a === null || Number.isNaN(a);
  const emptyB = b === null || Number.isNaN(b);
  if (emptyA || emptyB) return Number(emptyA) - Number(emptyB);
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}
