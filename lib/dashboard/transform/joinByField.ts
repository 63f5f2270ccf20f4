import { z } from 'zod';
import type { Field, Frame } from '../frame';
import { type Cell, cellAt, columnOf, NO_ROW, takeRows } from './cells';
import { isNamed, numberDuplicates, ownNames } from './names';
import { type TransformationType, TransformError } from './transformation';

const schema = z.object({
  byField: z.string().optional().catch(undefined),
  mode: z.enum(['outer', 'inner', 'outerTabular']).catch('outer').default('outer'),
});

const MAX_ROWS = 1_000_000;

interface Table {
  readonly frame: Frame;
  readonly key: Field;
  readonly others: readonly Field[];
  /** Rows by the value of the key. */
  readonly rowsOf: ReadonlyMap<Cell, readonly number[]>;
}

/** A table with its key found; undefined for one without that field. */
function tableOf(frame: Frame, byField: string | undefined): Table | undefined {
  const own = ownNames(frame);
  const index = own.findIndex((field, i) => {
    const original = frame.fields[i];
    return byField === undefined ? field.type === 'time' : original !== undefined && isNamed(original, frame, byField);
  });
  const key = own[index];
  if (key === undefined) return undefined;
  const rowsOf = new Map<Cell, number[]>();
  for (let row = 0; row < frame.length; row++) {
    const value = cellAt(key, row);
    const rows = rowsOf.get(value);
    if (rows === undefined) rowsOf.set(value, [row]);
    else rows.push(row);
  }
  return { frame, key, others: own.filter((_, i) => i !== index), rowsOf };
}

/** One row per value of the key; where a table has several rows for it, its last one counts. */
function rowPerKey(tables: readonly Table[]): number[][] {
  const values = [...new Set(tables.flatMap(({ rowsOf }) => [...rowsOf.keys()]))];
  if (tables[0]?.key.type === 'time') values.sort((a, b) => Number(a) - Number(b));
  return tables.map(({ rowsOf }) => values.map((value) => rowsOf.get(value)?.at(-1) ?? NO_ROW));
}

/** Every combination of rows with equal keys; with `outer` also rows that have no partner. */
function combinations(tables: readonly Table[], outer: boolean): number[][] {
  const values = outer
    ? [...new Set(tables.flatMap(({ rowsOf }) => [...rowsOf.keys()]))]
    : [...(tables[0]?.rowsOf.keys() ?? [])].filter((value) => tables.every(({ rowsOf }) => rowsOf.has(value)));
  let rows: number[][] = [];
  for (const value of values) {
    let part: number[][] = [[]];
    for (const { rowsOf } of tables) {
      const own = rowsOf.get(value) ?? [NO_ROW];
      if (part.length * own.length + rows.length > MAX_ROWS) {
        throw new TransformError(`more than ${MAX_ROWS.toLocaleString('en')} rows have equal values in the field`);
      }
      part = part.flatMap((row) => own.map((one) => [...row, one]));
    }
    rows = rows.concat(part);
  }
  return tables.map((_, i) => rows.map((row) => row[i] ?? NO_ROW));
}

function joinTables(tables: readonly Table[], rows: readonly number[][]): Frame {
  const length = rows[0]?.length ?? 0;
  const first = tables[0];
  if (first === undefined) throw new Error('BUG: join of no tables');
  const keys = Array.from({ length }, (_, i) => {
    const index = tables.findIndex((_table, t) => (rows[t]?.[i] ?? NO_ROW) !== NO_ROW);
    const table = tables[index];
    return table === undefined ? null : cellAt(table.key, rows[index]?.[i] ?? NO_ROW);
  });
  const others = tables.flatMap(({ others }, t) => others.map((field) => takeRows(field, rows[t] ?? [])));
  const steps = new Set(tables.map(({ frame }) => frame.stepMs));
  const [stepMs] = steps;
  return {
    refId: first.frame.refId,
    name: '',
    fields: numberDuplicates([columnOf(first.key, keys), ...others]),
    length,
    ...(steps.size === 1 && stepMs !== undefined ? { stepMs } : {}),
  };
}

/** The frames that have the field as one table. Without `byField`, their first time field joins them. */
export function joinFrames(
  frames: readonly Frame[],
  byField: string | undefined,
  mode: 'outer' | 'inner' | 'outerTabular' = 'outer',
): readonly Frame[] {
  const tables = frames.flatMap((frame) => tableOf(frame, byField) ?? []);
  if (tables.length === 0) {
    if (byField === undefined || frames.length === 0) return frames;
    throw new TransformError(`no result has a field named ${byField}`);
  }
  const rows = mode === 'outer' ? rowPerKey(tables) : combinations(tables, mode === 'outerTabular');
  return [joinTables(tables, rows)];
}

export const joinByField: TransformationType = {
  id: 'joinByField',
  name: 'Join by field',
  description: 'Put the columns of several results side by side, where a field has the same value.',
  apply: (frames, options) => {
    const { byField, mode } = schema.parse(options);
    return joinFrames(frames, byField || undefined, mode);
  },
};

/** The older name of the outer join. */
export const seriesToColumns: TransformationType = {
  ...joinByField,
  id: 'seriesToColumns',
  name: 'Series to columns',
  apply: (frames, options) => joinFrames(frames, schema.parse(options).byField || undefined),
};
