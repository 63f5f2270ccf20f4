/**
 * A column of integers as bytes: constant, linear, or a patched frame of reference (PFOR: Zukowski et al., "Super-Scalar
 * RAM-CPU Cache Compression", 2006) over the values or over their differences, after division by their common factor.
 * FORMAT.md draws the layout.
 */
import { bitLength, MAX_WIDTH, packBits, unpackBits } from './bitPacking';
import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';

/** Integers up to this magnitude can be coded; a difference of differences is then still below 2^52. */
export const MAX_INTEGER = 2 ** 50 - 1;

/** Most values in one column. Longer data is cut into several. */
export const MAX_COLUMN = 4096;

/** Modes and flags of a column's first byte. Stored: never change one. */
const CONSTANT = 0;
const LINEAR = 1;
export const FRAME = 2;
export const DELTA = 3;
const MODE_MASK = 3;
export const HAS_FACTOR = 4;
const HAS_EXCEPTIONS = 8;

const offsets = new Float64Array(MAX_COLUMN);
const deltas = new Float64Array(MAX_COLUMN);
const widthCounts = new Uint16Array(MAX_WIDTH + 2);

/** Appends `values[0..count)`, integers of at most MAX_INTEGER, 1 ≤ count ≤ MAX_COLUMN. */
export function encodeIntegers(out: ByteWriter, values: Float64Array, count: number): void {
  checkColumn(count);
  if (writeLinear(out, values, count)) return;
  encodePatched(out, values, count);
}

/** False, and nothing written, when the values do not lie on a line. */
export function writeLinear(out: ByteWriter, values: Float64Array, count: number): boolean {
  const first = values[0] as number;
  const slope = count > 1 ? (values[1] as number) - first : 0;
  if (!isLinear(values, count, slope)) return false;
  out.u8(slope === 0 ? CONSTANT : LINEAR);
  out.svarint(first);
  if (slope !== 0) out.svarint(slope);
  return true;
}

export function checkColumn(count: number): void {
  if (count < 1 || count > MAX_COLUMN) throw new Error(`BUG: integer column of ${count} values`);
}

/** Whether each value is `slope` above the one before. */
function isLinear(values: Float64Array, count: number, slope: number): boolean {
  for (let i = 2; i < count; i++) if ((values[i] as number) - (values[i - 1] as number) !== slope) return false;
  return true;
}

function encodePatched(out: ByteWriter, values: Float64Array, count: number): void {
  const factor = commonFactor(values, count);
  let low = Infinity;
  let lowDelta = Infinity;
  let lowRise = Infinity;
  let falls = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (i === 0) continue;
    const delta = (value - (values[i - 1] as number)) / factor;
    deltas[i - 1] = delta;
    if (delta < lowDelta) lowDelta = delta;
    if (delta < 0) falls++;
    else if (delta < lowRise) lowRise = delta;
  }
  // A counter that was reset: its few falls are exceptions below the frame, instead of widening it.
  if (falls > 0 && falls * 16 < count) lowDelta = lowRise;
  for (let i = 0; i < count; i++) offsets[i] = ((values[i] as number) - low) / factor;
  for (let i = 0; i < count - 1; i++) deltas[i] = (deltas[i] as number) - lowDelta;

  const frame = bestWidth(offsets, count);
  const delta = bestWidth(deltas, count - 1);
  const useDelta = delta.bits + 8 < frame.bits;
  const chosen = useDelta ? delta : frame;
  const flags = (factor === 1 ? 0 : HAS_FACTOR) | (chosen.exceptions === 0 ? 0 : HAS_EXCEPTIONS);
  out.u8((useDelta ? DELTA : FRAME) | flags);
  out.svarint(useDelta ? (values[0] as number) : low);
  if (factor !== 1) out.varint(factor);
  if (useDelta) out.svarint(lowDelta);
  writePatched(out, useDelta ? deltas : offsets, useDelta ? count - 1 : count, chosen);
}

/** Greatest common divisor of all differences; 1 as soon as nothing is to be gained. */
export function commonFactor(values: Float64Array, count: number): number {
  let factor = 0;
  for (let i = 1; i < count && factor !== 1; i++) {
    let a = Math.abs((values[i] as number) - (values[i - 1] as number));
    while (a !== 0) [factor, a] = [a, factor % a];
  }
  return factor;
}

/** What a value below the frame costs: position and high bits, about. */
const EXCEPTION_BELOW_BITS = 40;

interface Width {
  readonly width: number;
  /** Cost of packing and exceptions together. */
  readonly bits: number;
  readonly exceptions: number;
}

/** The packing width that costs least, values above it being exceptions of about one position byte and their high bits. */
function bestWidth(values: Float64Array, count: number): Width {
  widthCounts.fill(0);
  let widest = 0;
  let below = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (value < 0) below++;
    const length = value < 0 ? 0 : bitLength(value);
    widthCounts[length] = (widthCounts[length] as number) + 1;
    if (length > widest) widest = length;
  }
  const belowBits = below * EXCEPTION_BELOW_BITS;
  let best: Width = { width: widest, bits: widest * count + belowBits, exceptions: below };
  let exceptions = below;
  for (let width = widest - 1; width >= 0; width--) {
    exceptions += widthCounts[width + 1] as number;
    if (exceptions * 16 > best.bits) break;
    let bits = width * count + belowBits + 8;
    for (let over = width + 1; over <= widest; over++) {
      bits += (widthCounts[over] as number) * (8 + 8 * Math.ceil((over - width) / 7));
    }
    if (bits < best.bits) best = { width, bits, exceptions };
  }
  return best;
}

function writePatched(out: ByteWriter, values: Float64Array, count: number, chosen: Width): void {
  out.u8(chosen.width);
  if (chosen.exceptions > 0) {
    out.varint(chosen.exceptions);
    const unit = 2 ** chosen.width;
    let previous = 0;
    for (let i = 0; i < count; i++) {
      const high = Math.floor((values[i] as number) / unit);
      if (high === 0) continue;
      out.varint(i - previous);
      out.svarint(high);
      previous = i;
    }
  }
  packBits(out, values, count, chosen.width);
}

/** Reads a column of `count` integers into `values[0..count)`. Throws CorruptPageError. */
export function decodeIntegers(reader: ByteReader, values: Float64Array, count: number): void {
  if (count < 1 || count > MAX_COLUMN) throw new CorruptPageError(`integer column of ${count} values`);
  const head = reader.u8();
  if (head > (MODE_MASK | HAS_FACTOR | HAS_EXCEPTIONS)) {
    throw new CorruptPageError(`unknown integer mode ${head} at byte ${reader.position - 1}`);
  }
  const mode = head & MODE_MASK;
  const base = reader.svarint();
  if (mode === CONSTANT) {
    values.fill(base, 0, count);
    return;
  }
  if (mode === LINEAR) {
    const slope = reader.svarint();
    for (let i = 0; i < count; i++) values[i] = base + slope * i;
    return;
  }
  const factor = head & HAS_FACTOR ? reader.varint() : 1;
  if (mode === FRAME) {
    readPatched(reader, values, count, (head & HAS_EXCEPTIONS) !== 0, base, factor);
    return;
  }
  const lowDelta = reader.svarint();
  readPatched(reader, deltas, count - 1, (head & HAS_EXCEPTIONS) !== 0, factor * lowDelta, factor);
  let value = base;
  values[0] = base;
  for (let i = 1; i < count; i++) {
    value += deltas[i - 1] as number;
    values[i] = value;
  }
}

const exceptionAt = new Uint16Array(MAX_COLUMN);
const exceptionHigh = new Float64Array(MAX_COLUMN);

/** Reads `base + factor * integer` for each integer. Sums and products are whole and below 2^53, so their order is all one. */
function readPatched(
  reader: ByteReader,
  values: Float64Array,
  count: number,
  hasExceptions: boolean,
  base: number,
  factor: number,
): void {
  const width = reader.u8();
  const exceptions = hasExceptions ? reader.count(count, 'exceptions') : 0;
  let at = 0;
  for (let i = 0; i < exceptions; i++) {
    at += reader.varint();
    if (at >= count) throw new CorruptPageError(`exception at position ${at} of ${count}`);
    exceptionAt[i] = at;
    exceptionHigh[i] = reader.svarint();
  }
  unpackBits(reader, values, count, width, base, factor);
  const unit = factor * 2 ** width;
  for (let i = 0; i < exceptions; i++) {
    const index = exceptionAt[i] as number;
    values[index] = (values[index] as number) + (exceptionHigh[i] as number) * unit;
  }
}
