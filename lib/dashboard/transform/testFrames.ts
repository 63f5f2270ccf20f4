/** Frames for tests, and frames as plain rows to compare with. */
import { fieldDisplayName } from '../displayName';
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

export type Columns = Record<string, Cell[]>;

/** Each frame's columns by the names that people see. */
export function shown(frames: readonly Frame[]): Columns[] {
  return frames.map((frame) =>
    Object.fromEntries(
      frame.fields.map((field) => [
        fieldDisplayName(field, frame),
        Array.from({ length: frame.length }, (_, row) => cellAt(field, row)),
      ]),
    ),
  );
}

export const context = { interpolate: (text: string) => text.replaceAll('$key', 'pod') };

/** Two tables that have the pod y in common. */
export const podsA = table('A', { Time: [1, 1], pod: ['x', 'y'], 'Value #A': [10, 20] });
export const podsB = table('B', { Time: [1, 1], pod: ['y', 'z'], 'Value #B': [2, 3] });
