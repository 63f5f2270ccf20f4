/** Timestamp columns as bytes: the row count, then integer columns of at most CHUNK_ROWS rows. */
import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { decodeIntegers, encodeIntegers } from './integers';

/** Rows per chunk: small enough to decode little in vain, large enough that headers do not count. */
export const CHUNK_ROWS = 512;

/** Most rows of one column: a window of 2 h at one sample every 50 ms, with room. */
export const MAX_ROWS = 1 << 20;

const scratch = new Float64Array(CHUNK_ROWS);

/** Appends `timestamps[0..rows)`: whole milliseconds, ascending. */
export function encodeTimestamps(out: ByteWriter, timestamps: Float64Array, rows: number): void {
  out.varint(rows);
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    scratch.set(timestamps.subarray(from, from + count));
    encodeIntegers(out, scratch, count);
  }
}

export function decodeTimestamps(reader: ByteReader): Float64Array {
  const rows = reader.count(MAX_ROWS, 'timestamp rows');
  const timestamps = new Float64Array(rows);
  for (let from = 0; from < rows; from += CHUNK_ROWS) {
    const count = Math.min(CHUNK_ROWS, rows - from);
    decodeIntegers(reader, scratch, count);
    timestamps.set(count === CHUNK_ROWS ? scratch : scratch.subarray(0, count), from);
  }
  return timestamps;
}
