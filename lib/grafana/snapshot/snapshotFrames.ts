/**
 * Answers of queries as JSON and back, for snapshots: the header of a result with one row of numbers per series. `null`
 * stands for a step without a sample, and "NaN", "+Inf" and "-Inf" for the numbers that JSON cannot write.
 */
import { presenceStride } from '@/lib/api/frames';
import { type ErrorHeader, errorHeader, type ResultFrame, resultHeader } from '@/lib/api/queryBatch';
import type { Json, JsonObject } from '@/lib/dashboard/document';

export type StoredAnswer = ResultFrame | { readonly header: ErrorHeader };

/** More numbers than this are not read from one snapshot, whatever it claims to hold. */
export const MAX_CELLS = 6_000_000;

export function encodeAnswer(answer: StoredAnswer): JsonObject {
  if (!('values' in answer)) return { ...answer.header };
  const { header } = answer;
  const rows = header.series.map((_, series) => encodeRow(answer, series));
  const { text, ...rest } = header;
  return { ...rest, ...(text === undefined ? {} : { text }), values: rows };
}

function encodeRow({ header: { steps }, values, present }: ResultFrame, series: number): Json[] {
  const firstByte = series * presenceStride(steps);
  return Array.from({ length: steps }, (_, step) => {
    const isThere = ((present[firstByte + (step >> 3)] ?? 0) >> (step & 7)) & 1;
    return isThere === 1 ? encodeNumber(values[series * steps + step] ?? Number.NaN) : null;
  });
}

function encodeNumber(value: number): Json {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? '+Inf' : '-Inf';
}

/** @returns undefined when it is not the answer of a query, or holds more than `maxCells` numbers */
export function decodeAnswer(json: Json, maxCells: number): StoredAnswer | undefined {
  const failed = errorHeader.safeParse(json);
  if (failed.success) return { header: failed.data };
  const parsed = resultHeader.safeParse(json);
  if (!parsed.success) return undefined;
  const header = parsed.data;
  const rows = typeof json === 'object' && json !== null && 'values' in json ? json['values'] : undefined;
  const { length } = header.series;
  if (!Array.isArray(rows) || rows.length !== length || length * header.steps > maxCells) return undefined;
  const values = new Float64Array(length * header.steps);
  const present = new Uint8Array(length * presenceStride(header.steps));
  const fits = rows.every((row, series) => decodeRow(row, series, { header, values, present }));
  return fits ? { header, values, present } : undefined;
}

/** Fills one row of a frame; false when it is no row. */
function decodeRow(row: unknown, series: number, { header: { steps }, values, present }: ResultFrame): boolean {
  if (!Array.isArray(row) || row.length !== steps) return false;
  const firstByte = series * presenceStride(steps);
  for (let step = 0; step < steps; step++) {
    const cell: unknown = row[step];
    if (cell === null) continue;
    const value = decodeNumber(cell);
    if (value === undefined) return false;
    values[series * steps + step] = value;
    const byte = firstByte + (step >> 3);
    present[byte] = (present[byte] ?? 0) | (1 << (step & 7));
  }
  return true;
}

function decodeNumber(cell: unknown): number | undefined {
  if (typeof cell === 'number') return cell;
  if (cell === 'NaN') return Number.NaN;
  if (cell === '+Inf') return Number.POSITIVE_INFINITY;
  return cell === '-Inf' ? Number.NEGATIVE_INFINITY : undefined;
}

/** The part of a result between two times, both inclusive; all of it where it has but one step. */
export function sliceAnswer(frame: ResultFrame, fromMs: number, toMs: number): ResultFrame {
  const { header, values, present } = frame;
  const { startMs, stepMs, steps } = header;
  if (steps <= 1 || stepMs <= 0) return frame;
  const first = Math.min(steps, Math.max(0, Math.ceil((fromMs - startMs) / stepMs)));
  const end = Math.max(first, Math.min(steps, Math.floor((toMs - startMs) / stepMs) + 1));
  const kept = end - first;
  if (kept === steps) return frame;
  const cut = { values: new Float64Array(header.series.length * kept), stride: presenceStride(kept) };
  const bits = new Uint8Array(header.series.length * cut.stride);
  header.series.forEach((_, series) => {
    cut.values.set(values.subarray(series * steps + first, series * steps + end), series * kept);
    for (let step = first; step < end; step++) {
      const isThere = ((present[series * presenceStride(steps) + (step >> 3)] ?? 0) >> (step & 7)) & 1;
      const byte = series * cut.stride + ((step - first) >> 3);
      if (isThere === 1) bits[byte] = (bits[byte] ?? 0) | (1 << ((step - first) & 7));
    }
  });
  return {
    header: { ...header, startMs: startMs + first * stepMs, steps: kept },
    values: cut.values,
    present: bits,
  };
}
