/**
 * Fixed-width packing of unsigned integers, low bits first, in little-endian 32-bit words cut to whole bytes.
 * Widths above 32 are two streams: all low words, then the high parts. JavaScript shifts have 32 bits.
 */
import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';

export const MAX_WIDTH = 53;
/** What unpacking takes: columns of whole bytes (alignedIntegers.ts) need one byte more for 53 bits. */
const MAX_UNPACKED_WIDTH = 56;
const WORD = 2 ** 32;

/** Bits needed for an integer from 0 to 2^53. */
export function bitLength(value: number): number {
  return value < WORD ? 32 - Math.clz32(value) : 64 - Math.clz32(value / WORD);
}

/** Packs the low `width` bits (two's complement) of `values[0..count)`. Higher bits are ignored: they are exceptions. */
export function packBits(out: ByteWriter, values: Float64Array, count: number, width: number): void {
  packWords(out, values, count, Math.min(width, 32), 1);
  if (width > 32) packWords(out, values, count, width - 32, WORD);
}

function packWords(out: ByteWriter, values: Float64Array, count: number, width: number, divisor: number): void {
  if (width === 0) return;
  const mask = width === 32 ? -1 : (1 << width) - 1;
  let word = 0;
  let filled = 0;
  for (let i = 0; i < count; i++) {
    const whole = values[i] as number;
    // `| 0` takes a double modulo 2^32, so only the high stream needs the division.
    const bits = (divisor === 1 ? whole | 0 : Math.floor(whole / divisor) | 0) & mask;
    word |= bits << filled;
    filled += width;
    if (filled < 32) continue;
    out.u32(word);
    filled -= 32;
    word = filled === 0 ? 0 : bits >>> (width - filled);
  }
  for (; filled > 0; filled -= 8) {
    out.u8(word & 0xff);
    word >>>= 8;
  }
}

/** Scratch for one stream, aligned and zero-padded by a word so that the last read needs no branch on the end. */
let streamBytes = new Uint8Array(4096);
let stream = new Uint32Array(streamBytes.buffer);
let streamHalves = new Uint16Array(streamBytes.buffer);

/** The inverse of packBits: `base + factor * integer` for each integer into `values[0..count)`. */
export function unpackBits(
  reader: ByteReader,
  values: Float64Array,
  count: number,
  width: number,
  base: number,
  factor: number,
): void {
  if (width > MAX_UNPACKED_WIDTH) {
    throw new CorruptPageError(`bit width ${width} at byte ${reader.position} is above ${MAX_UNPACKED_WIDTH}`);
  }
  if (width === 0) {
    values.fill(base, 0, count);
    return;
  }
  loadStream(reader, count, Math.min(width, 32));
  if (width === 8 || width === 16) unpackSmall(width === 8 ? streamBytes : streamHalves, values, count, base, factor);
  else unpackWords(values, count, Math.min(width, 32), base, factor);
  if (width > 32) addHighWords(reader, values, count, width - 32, factor);
}

function loadStream(reader: ByteReader, count: number, width: number): void {
  const size = Math.ceil((count * width) / 8);
  const source = reader.view(size);
  if (size + 8 > streamBytes.length) {
    streamBytes = new Uint8Array((size * 2 + 11) & ~3);
    stream = new Uint32Array(streamBytes.buffer);
    streamHalves = new Uint16Array(streamBytes.buffer);
  }
  streamBytes.set(source);
  streamBytes.fill(0, size, size + 8);
}

/** Widths that aligned columns (alignedIntegers.ts) mostly have. */
function unpackSmall(
  integers: Uint8Array | Uint16Array,
  values: Float64Array,
  count: number,
  base: number,
  factor: number,
): void {
  for (let i = 0; i < count; i++) values[i] = base + factor * (integers[i] as number);
}

function unpackWords(values: Float64Array, count: number, width: number, base: number, factor: number): void {
  const words = stream;
  const mask = width === 32 ? -1 : (1 << width) - 1;
  for (let i = 0, bit = 0; i < count; i++, bit += width) {
    const at = bit >>> 5;
    const shift = bit & 31;
    let bits = (words[at] as number) >>> shift;
    if (shift + width > 32) bits |= (words[at + 1] as number) << (32 - shift);
    values[i] = base + factor * ((bits & mask) >>> 0);
  }
}

function addHighWords(reader: ByteReader, values: Float64Array, count: number, width: number, factor: number): void {
  loadStream(reader, count, width);
  const words = stream;
  const mask = (1 << width) - 1;
  const unit = factor * WORD;
  for (let i = 0, bit = 0; i < count; i++, bit += width) {
    const at = bit >>> 5;
    const shift = bit & 31;
    let bits = (words[at] as number) >>> shift;
    if (shift + width > 32) bits |= (words[at + 1] as number) << (32 - shift);
    values[i] = (values[i] as number) + (bits & mask) * unit;
  }
}
