/**
 * Value mappings as rows of a form, and back. Pure. Grafana keeps all mappings of single values in one object; a row
 * is one of them, and `index` keeps the order of rows.
 */
import { z } from 'zod';
import type { Json, JsonObject, MappingResult } from '@/lib/dashboard/document';

export const SPECIAL_MATCHES = ['null', 'nan', 'null+nan', 'true', 'false', 'empty'] as const;
export type SpecialMatch = (typeof SPECIAL_MATCHES)[number];

interface RowBase {
  readonly result: MappingResult;
}

export type MappingRow =
  | (RowBase & { readonly type: 'value'; readonly value: string })
  | (RowBase & { readonly type: 'range'; readonly from: number | null; readonly to: number | null })
  | (RowBase & { readonly type: 'regex'; readonly pattern: string })
  | (RowBase & { readonly type: 'special'; readonly match: SpecialMatch });

const result = z.looseObject({
  text: z.string().optional().catch(undefined),
  color: z.string().optional().catch(undefined),
  icon: z.string().optional().catch(undefined),
  index: z.number().optional().catch(undefined),
});
const bound = z.number().nullable().catch(null).default(null);
const mapping = z.discriminatedUnion('type', [
  z.object({ type: z.literal('value'), options: z.record(z.string(), result) }),
  z.object({ type: z.literal('range'), options: z.object({ from: bound, to: bound, result }) }),
  z.object({ type: z.literal('regex'), options: z.object({ pattern: z.string(), result }) }),
  z.object({ type: z.literal('special'), options: z.object({ match: z.enum(SPECIAL_MATCHES), result }) }),
]);
type StoredMapping = z.infer<typeof mapping>;
const list = z.array(mapping.optional().catch(undefined)).catch([]);

function rowsOf(stored: StoredMapping): MappingRow[] {
  switch (stored.type) {
    case 'value':
      return Object.entries(stored.options).map(([value, one]) => ({ type: 'value', value, result: readResult(one) }));
    case 'range': {
      const { from, to, result: one } = stored.options;
      return [{ type: 'range', from, to, result: readResult(one) }];
    }
    case 'regex':
      return [{ type: 'regex', pattern: stored.options.pattern, result: readResult(stored.options.result) }];
    case 'special':
      return [{ type: 'special', match: stored.options.match, result: readResult(stored.options.result) }];
  }
}

function readResult({ text, color, icon, index }: z.infer<typeof result>): MappingResult {
  return {
    ...(text === undefined ? {} : { text }),
    ...(color === undefined ? {} : { color }),
    ...(icon === undefined ? {} : { icon }),
    ...(index === undefined ? {} : { index }),
  };
}

/** Rows in the order of their `index`; those without one stay where they are. */
export function toRows(value: unknown): MappingRow[] {
  const rows = list.parse(value).flatMap((stored) => (stored ? rowsOf(stored) : []));
  const place = (row: MappingRow, i: number) => row.result.index ?? i;
  return rows
    .map((row, i) => ({ row, at: place(row, i) }))
    .sort((a, b) => a.at - b.at)
    .map(({ row }) => row);
}

/** The rows as Grafana stores them; of several rows for one value the first holds. */
export function fromRows(rows: readonly MappingRow[]): Json {
  const values: Record<string, JsonObject> = {};
  const out: Json[] = [];
  rows.forEach((row, index) => {
    const ranked: JsonObject = { ...row.result, index };
    if (row.type === 'value') {
      if (Object.keys(values).length === 0) out.push({ type: 'value', options: values });
      if (!Object.hasOwn(values, row.value)) {
        Object.defineProperty(values, row.value, {
          value: ranked,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      }
    } else if (row.type === 'range') {
      out.push({ type: 'range', options: { from: row.from, to: row.to, result: ranked } });
    } else if (row.type === 'regex') {
      out.push({ type: 'regex', options: { pattern: row.pattern, result: ranked } });
    } else out.push({ type: 'special', options: { match: row.match, result: ranked } });
  });
  return out;
}

/** An empty row of a kind, with the result of the row that it takes the place of. */
export function emptyRow(type: MappingRow['type'], kept: MappingResult = {}): MappingRow {
  switch (type) {
    case 'value':
      return { type, value: '', result: kept };
    case 'range':
      return { type, from: null, to: null, result: kept };
    case 'regex':
      return { type, pattern: '', result: kept };
    case 'special':
      return { type, match: 'null', result: kept };
  }
}
