/** Frames for tests, and frames as plain rows to compare with. */
import type { Frame } from '../frame';
import { type Cell, cellAt, columnOf } from './cells';

/** A table of named columns; `Time` is a time, other columns are numbers where all their cells are. */
export function table(refId: string, columns: Readonly<Record<string, readonly Cell[]>>): Frame {
  const fields = Object.entries(columns).map(([name, cells]) => {
    const numeric = cells.every((cell) => cell === null || typeof cell === 'number');
    return columnOf({ name, type: name === 'Time' ? 'time' : numeric ? 'number' : 'string' }, cells);
  });
  return { refId, name: '', fields, length: Object.values(columns)[0]?.length ?? 0 };
}

/** A series as range queries give it. */
export function series(
  refId: string,
  name: string,
  samples: readonly (readonly [number, number | null])[],
  labels: Readonly<Record<string, string>> = {},
): Frame {
  const time = columnOf(
    { name: 'Time', type: 'time' },
    samples.map(([timeMs]) => timeMs),
  );
  const value = columnOf(
    { name: 'Value', type: 'number', labels },
    samples.map(([, number]) => number),
  );
  return { refId, name, fields: [time, value], length: samples.length };
}

/** Columns by their shown names. */
export function columnsOf(frame: Frame, nameOf: (index: number) => string): Record<string, Cell[]> {
  return Object.fromEntries(
    frame.fields.map((field, i) => [nameOf(i), Array.from({ length: frame.length }, (_, row) => cellAt(field, row))]),
  );
}
