/**
 * Which rows of a timestamp column a series has a sample in: all of them, one run, or a bitmap. A bitmap is a Uint8Array
 * of `ceil(rows / 8)` bytes, low bit first.
 */
import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';

const ALL = 0;
const RUN = 1;
const BITMAP = 2;

/** Rows `[from, to)` when they are contiguous; else also the bitmap that says which of them. */
export interface Presence {
  readonly from: number;
  readonly to: number;
  readonly bitmap: Uint8Array | undefined;
  /** Number of rows with a sample. */
  readonly count: number;
}

export function presenceOf(bitmap: Uint8Array, rows: number): Presence {
  let from = -1;
  let to = 0;
  let count = 0;
  for (let row = 0; row < rows; row++) {
    if (!hasRow(bitmap, row)) continue;
    if (from < 0) from = row;
    to = row + 1;
    count++;
  }
  if (from < 0) return { from: 0, to: 0, bitmap: undefined, count: 0 };
  return { from, to, bitmap: count === to - from ? undefined : bitmap.slice(0, (rows + 7) >>> 3), count };
}

export function hasRow(bitmap: Uint8Array, row: number): boolean {
  return ((bitmap[row >>> 3] as number) & (1 << (row & 7))) !== 0;
}

export function encodePresence(out: ByteWriter, presence: Presence, rows: number): void {
  if (presence.bitmap) {
    out.u8(BITMAP);
    out.append(presence.bitmap);
  } else if (presence.count === rows) {
    out.u8(ALL);
  } else {
    out.u8(RUN);
    out.varint(presence.from);
    out.varint(presence.count);
  }
}

export function decodePresence(reader: ByteReader, rows: number): Presence {
  const mode = reader.u8();
  if (mode === ALL) return { from: 0, to: rows, bitmap: undefined, count: rows };
  if (mode === BITMAP) return presenceOf(reader.view((rows + 7) >>> 3), rows);
  if (mode !== RUN) throw new CorruptPageError(`unknown presence mode ${mode} at byte ${reader.position - 1}`);
  const from = reader.varint();
  const count = reader.varint();
  if (from + count > rows) throw new CorruptPageError(`run of rows ${from}+${count} in a column of ${rows}`);
  return { from, to: from + count, bitmap: undefined, count };
}
