import type { Field, Frame } from '../frame';
import { type Cell, cellAt, columnOf } from './cells';
import { type TransformationType, TransformError } from './transformation';

/** Tables whose rows all share their key would compare each row with each. */
const MAX_COMPARISONS = 5_000_000;

/** A row of the result: cells by column, undefined where no table said anything yet. */
type Row = (Cell | undefined)[];

function columnsOf(frames: readonly Frame[]): Field[] {
  const columns = new Map<string, Field>();
  for (const { fields } of frames)
    for (const field of fields) if (!columns.has(field.name)) columns.set(field.name, field);
  return [...columns.values()];
}

/** Rows agree unless both hold different values in a column. */
function agree(row: Row, other: Row): boolean {
  for (let i = 0; i < row.length; i++) {
    const a = row[i] ?? null;
    const b = other[i] ?? null;
    if (a !== null && b !== null && !Object.is(a, b)) return false;
  }
  return true;
}

/** What stands under one key: rows of the result, and the rows that came in, each once per table. */
interface Group {
  readonly rows: Row[];
  readonly added: { readonly table: number; readonly cells: Row }[];
}

function equal(row: Row, other: Row): boolean {
  return row.every((cell, i) => Object.is(cell, other[i]));
}

/** Gathers rows under the values of the columns that all tables have. */
class RowsByKey {
  readonly rows: Row[] = [];
  private readonly byKey = new Map<string, Group>();
  private comparisons = 0;

  add(key: string, table: number, row: Row): void {
    // Rows of the result are written to, so what came in is copied.
    const cells = row.slice();
    const known = this.byKey.get(key);
    if (known === undefined) {
      this.byKey.set(key, { rows: [this.keep(row)], added: [{ table, cells }] });
      return;
    }
    // A row of the same table that is equal in all columns says nothing new.
    this.count(known.added.length);
    if (known.added.some((other) => other.table === table && equal(other.cells, row))) return;
    known.added.push({ table, cells });
    if (!this.mergeInto(known.rows, row)) known.rows.push(this.keep(row));
  }

  private keep(row: Row): Row {
    this.rows.push(row);
    return row;
  }

  private mergeInto(known: readonly Row[], row: Row): boolean {
    this.count(known.length);
    let merged = false;
    for (const other of known) {
      if (!agree(other, row)) continue;
      merged = true;
      for (let i = 0; i < row.length; i++) if (row[i] !== undefined) other[i] = row[i];
    }
    return merged;
  }

  private count(comparisons: number): void {
    this.comparisons += comparisons;
    if (this.comparisons > MAX_COMPARISONS) {
      throw new TransformError('the tables share no column that tells their rows apart; join them by a field instead');
    }
  }
}

function mergeFrames(frames: readonly Frame[]): readonly Frame[] {
  const filled = frames.filter(({ fields, length }) => fields.length > 0 && length > 0);
  if (filled.length === 0) return frames.slice(0, 1);
  const columns = columnsOf(filled);
  const keys = columns.flatMap(({ name }, i) =>
    filled.every(({ fields }) => fields.some((field) => field.name === name)) ? [i] : [],
  );
  if (keys.length === 0) return frames;
  const gathered = new RowsByKey();
  filled.forEach((frame, index) => {
    const sources = columns.map(({ name }) => frame.fields.find((field) => field.name === name));
    for (let r = 0; r < frame.length; r++) {
      const row: Row = sources.map((field) => (field === undefined ? undefined : cellAt(field, r)));
      const key = keys.map((i) => keyOf(row[i])).join('\u0000');
      gathered.add(key, index, row);
    }
  });
  const { rows } = gathered;
  const fields = columns.map(({ name, type, config }, i) =>
    columnOf(
      { name, type, config },
      rows.map((row) => row[i] ?? null),
    ),
  );
  return [{ refId: filled[0]?.refId ?? '', name: '', fields, length: rows.length }];
}

function keyOf(cell: Cell | undefined): string {
  return cell === null || cell === undefined ? '\u0001' : String(cell);
}

export const merge: TransformationType = {
  id: 'merge',
  name: 'Merge tables',
  description: 'Make one table of all results; rows with equal values in shared columns become one.',
  apply: (frames) => (frames.length < 2 ? frames : mergeFrames(frames)),
};
