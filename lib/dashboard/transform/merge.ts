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

/** Gathers rows under the values of the columns that all tables have. */
class RowsByKey {
  readonly rows: Row[] = [];
  private readonly byKey = new Map<string, Row[]>();
  private readonly seen = new Set<string>();
  private comparisons = 0;

  add(key: string, whole: string, row: Row): void {
    const known = this.byKey.get(key);
    if (known === undefined) this.byKey.set(key, [this.keep(row)]);
    // A row of the same table that is equal in all columns says nothing new.
    else if (!this.seen.has(whole) && !this.mergeInto(known, row)) known.push(this.keep(row));
    this.seen.add(whole);
  }

  private keep(row: Row): Row {
    this.rows.push(row);
    return row;
  }

  private mergeInto(known: readonly Row[], row: Row): boolean {
    this.comparisons += known.length;
    if (this.comparisons > MAX_COMPARISONS) {
      throw new TransformError('the tables share no column that tells their rows apart; join them by a field instead');
    }
    let merged = false;
    for (const other of known) {
      if (!agree(other, row)) continue;
      merged = true;
      for (let i = 0; i < row.length; i++) if (row[i] !== undefined) other[i] = row[i];
    }
    return merged;
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
      gathered.add(key, `${index}\u0000${row.map(keyOf).join('\u0000')}`, row);
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
