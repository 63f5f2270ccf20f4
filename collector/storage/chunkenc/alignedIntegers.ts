/**
 * Integer columns in the subset of integers.ts that SQL can read: constant, linear, and frames or deltas of whole bytes
 * without exceptions. `decodeIntegers` reads them as any other.
 */
import { bitLength, packBits } from './bitPacking';
import type { ByteWriter } from './byteWriter';
import { checkColumn, commonFactor, DELTA, FRAME, HAS_FACTOR, MAX_COLUMN, writeLinear } from './integers';

const offsets = new Float64Array(MAX_COLUMN);
const rises = new Float64Array(MAX_COLUMN);

/** As encodeIntegers. */
export function encodeAlignedIntegers(out: ByteWriter, values: Float64Array, count: number): void {
  checkColumn(count);
  if (writeLinear(out, values, count)) return;
  const factor = commonFactor(values, count);
  const low = fillOffsets(values, count, factor);
  const lowRise = fillRises(values, count, factor);
  const frameBits = alignedWidth(offsets, count);
  const riseBits = alignedWidth(rises, count - 1);
  const useDelta = riseBits * (count - 1) + 16 < frameBits * count;
  out.u8((useDelta ? DELTA : FRAME) | (factor === 1 ? 0 : HAS_FACTOR));
  out.svarint(useDelta ? (values[0] as number) : low);
  if (factor !== 1) out.varint(factor);
  if (useDelta) out.svarint(lowRise);
  out.u8(useDelta ? riseBits : frameBits);
  packBits(out, useDelta ? rises : offsets, useDelta ? count - 1 : count, useDelta ? riseBits : frameBits);
}

/** Distances from the least value, which is returned. */
function fillOffsets(values: Float64Array, count: number, factor: number): number {
  let low = Infinity;
  for (let i = 0; i < count; i++) low = Math.min(low, values[i] as number);
  for (let i = 0; i < count; i++) offsets[i] = ((values[i] as number) - low) / factor;
  return low;
}

/** Differences of neighbours above the least one, which is returned. */
function fillRises(values: Float64Array, count: number, factor: number): number {
  let low = Infinity;
  for (let i = 1; i < count; i++) {
    const rise = ((values[i] as number) - (values[i - 1] as number)) / factor;
    rises[i - 1] = rise;
    low = Math.min(low, rise);
  }
  for (let i = 0; i < count - 1; i++) rises[i] = (rises[i] as number) - low;
  return low;
}

/** Bits of the whole bytes that the largest of some integers needs. */
function alignedWidth(values: Float64Array, count: number): number {
  let largest = 0;
  for (let i = 0; i < count; i++) largest = Math.max(largest, values[i] as number);
  return Math.ceil(bitLength(largest) / 8) * 8;
}
