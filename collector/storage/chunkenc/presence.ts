/**
 * Which rows of a timestamp column a series has a sample in: all of them (undefined), one run, or a bitmap. A bitmap is a
 * Uint8Array with one bit per row, low bit first.
 */
import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';

const ALL = 0;
const RUN = 1;
const BITMAP = 2;

/** Rows `[from, to)`, of which the bitmap, where there is one, says which have a sample. `count` of them do. */
export interface Presence {
  readonly from: number;
  readonly to: number;
  readonly bitmap: Uint8Array | undefined;
  readonly count: number;
}

/** Sums up a bitmap over `rows` rows; undefined when every row has a sample. */
export function presenceOf(bitmap: Uint8Array, rows: number): Presence | undefined {
  let from = -1;
  let to = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!hasRow(bitmap, row)) continue;
    if (from < 0) from = row;
    to = row + 1;
    count++;
  }
  if (count === rows) return undefined;
  if (from < 0) return { from: 0, to: 0, bitmap: undefined, count: 0 };
  return { from, to, bitmap: count === to - from ? undefined : bitmap.slice(0, (rows + 7) >>> 3), count };
}

export function hasRow(bitmap: Uint8Array, row: number): boolean {
  return ((bitmap[row >>> 3] as number) & (1 << (row & 7))) !== 0;
}

/** Number of samples in rows `[0, row)`. */
export function rankOf(presence: Presence | undefined, row: number): number {
  if (presence === undefined) return row;
  if (row <= presence.from) return 0;
  if (presence.bitmap === undefined) return Math.min(row, presence.to) - presence.from;
  let rank = 0;
  for (let i = presence.from; i < Math.min(row, presence.to); i++) if (hasRow(presence.bitmap, i)) rank++;
  return rank;
}

export function encodePresence(out: ByteWriter, presence: Presence | undefined): void {
  if (presence === undefined) {
    out.u8(ALL);
  } else if (presence.bitmap === undefined) {
    out.u8(RUN);
    out.varint(presence.from);
    out.varint(presence.count);
  } else {
    out.u8(BITMAP);
    out.varint(presence.bitmap.length);
    out.append(presence.bitmap);
  }
}

export function decodePresence(reader: ByteReader): Presence | undefined {
  const mode = reader.u8();
  if (mode === ALL) return undefined;
  if (mode === RUN) {
    const from = reader.varint();
    const count = reader.varint();
    return { from, to: from + count, bitmap: undefined, count };
  }
  if (mode !== BITMAP) throw new CorruptPageError(`unknown presence mode ${mode} at byte ${reader.position - 1}`);
  const bitmap = reader.view(reader.varint());
  return presenceOf(bitmap, bitmap.length * 8) ?? { from: 0, to: bitmap.length * 8, bitmap, count: bitmap.length * 8 };
}
