import { z } from 'zod';
import type { Field, Frame } from '../frame';
import { type Cell, cellAt, columnOf } from './cells';
import { findField } from './names';
import { type TransformationType, TransformError } from './transformation';

const schema = z.object({
  source: z.string().catch('').default(''),
  format: z.enum(['auto', 'json', 'kvp', 'delimiter']).catch('auto').default('auto'),
  delimiter: z.string().catch(',').default(','),
  replace: z.boolean().catch(false).default(false),
  keepTime: z.boolean().catch(false).default(false),
});

const MAX_COLUMNS = 200;
type Parts = readonly (readonly [string, Cell])[];

function fromJson(text: string): Parts | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).map(([name, inner]) => [name, scalar(inner)] as const);
  } catch {
    return undefined;
  }
}

function scalar(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}

/** `a=1 b="two words"` or `{a="1", b="2"}`. */
function fromPairs(text: string): Parts {
  return [...text.matchAll(/([^\s=,{}"]+)\s*[=:]\s*("(?:[^"\\]|\\.)*"|[^\s,{}]*)/g)].map((match) => {
    const raw = match[2] ?? '';
    return [match[1] ?? '', raw.startsWith('"') ? raw.slice(1, -1).replace(/\\(.)/g, '$1') : raw] as const;
  });
}

function partsOf(text: string, { format, delimiter }: z.infer<typeof schema>): Parts {
  if (format === 'delimiter') return text.split(delimiter || ',').map((part) => [part.trim(), part.trim()] as const);
  if (format === 'kvp') return fromPairs(text);
  const json = fromJson(text);
  return json ?? (format === 'auto' ? fromPairs(text) : []);
}

function extract(frame: Frame, options: z.infer<typeof schema>): Frame | undefined {
  const source = findField(frame, options.source);
  if (source === undefined) return undefined;
  const columns = new Map<string, Cell[]>();
  for (let row = 0; row < frame.length; row++) {
    const text = cellAt(source, row);
    for (const [name, cell] of text === null ? [] : partsOf(String(text), options)) {
      if (!columns.has(name) && columns.size < MAX_COLUMNS) columns.set(name, new Array<Cell>(frame.length).fill(null));
      const column = columns.get(name);
      if (column !== undefined) column[row] = cell;
    }
  }
  const kept = options.replace ? frame.fields.filter(({ type }) => options.keepTime && type === 'time') : frame.fields;
  const found = [...columns].map(([name, cells]): Field => {
    const numeric = cells.every((cell) => cell === null || typeof cell === 'number');
    return columnOf({ name, type: numeric ? 'number' : 'string' }, cells);
  });
  return { ...frame, name: '', fields: [...kept, ...found] };
}

export const extractFields: TransformationType = {
  id: 'extractFields',
  name: 'Extract fields',
  description: 'Make columns of JSON or key=value texts in a field.',
  apply: (frames, options) => {
    const parsed = schema.parse(options);
    const extracted = frames.map((frame) => extract(frame, parsed));
    if (extracted.every((frame) => frame === undefined))
      throw new TransformError(`there is no field named ${parsed.source}`);
    return frames.map((frame, i) => extracted[i] ?? frame);
  },
};
