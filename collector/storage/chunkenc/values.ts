/**
 * A chunk of sample values as bytes, lossless to the bit. Values that are integers under one scale are an integer column
 * (integers.ts); NaN, infinities, -0 and staleness markers ride beside it as exceptions, so that one of them does not
 * spoil the rest. Anything else is split into a column of high words and one of low words. FORMAT.md draws the layout.
 */
import { isStaleAt, writeStale } from '@/lib/labels/staleness';
import type { ByteReader } from './byteReader';
import type { ByteWriter } from './byteWriter';
import { CorruptPageError } from './corruptPageError';
import { decodeIntegers, encodeIntegers, MAX_COLUMN } from './integers';
import { inversePowerOfTen, MAX_BINARY_EXPONENT, powerOfTen, scaleBinary, scaleDecimal, scaleProduct } from './scaling';

const DECIMAL = 0;
const BINARY = 1;
const SPLIT = 2;
const PRODUCT = 3;
const KIND_MASK = 3;
const HAS_SPECIALS = 4;
const HAS_STALE = 8;
const EXPONENT_SHIFT = 4;

const SPECIAL_STALE = 0;
const SPECIAL_NAN = 1;
const SPECIAL_INFINITY = 2;
const SPECIAL_MINUS_INFINITY = 3;
const SPECIAL_MINUS_ZERO = 4;

const NAN_HIGH = 0x7ff80000;
const SIGN = 0x80000000;

/** Scratch: a private copy of the chunk (so that exceptions can be smoothed over), its words, and its integers. */
const plain = new Float64Array(MAX_COLUMN);
const plainWords = new Uint32Array(plain.buffer);
const integers = new Float64Array(MAX_COLUMN);
const specialAt = new Uint16Array(MAX_COLUMN);
const specialCode = new Uint8Array(MAX_COLUMN);

/** How the integers of a chunk are written: encodeIntegers, or its subset encodeAlignedIntegers. */
export type IntegerEncoder = (out: ByteWriter, values: Float64Array, count: number) => void;

/** Appends `values[from..from+count)`, 1 ≤ count ≤ MAX_COLUMN. Staleness markers are known by their bits. */
export function encodeValues(
  out: ByteWriter,
  values: Float64Array,
  from: number,
  count: number,
  encode: IntegerEncoder = encodeIntegers,
): void {
  if (count < 1 || count > MAX_COLUMN) throw new Error(`BUG: chunk of ${count} values`);
  for (let i = 0; i < count; i++) plain[i] = values[from + i] as number;
  copyWords(values, from, count);
  const { specials, stale, odd } = smoothSpecials(count);
  const staleFlag = stale ? HAS_STALE : 0;
  if (odd || specials * 4 > count || !writeScaled(out, staleFlag, count, specials, encode)) {
    copyWords(values, from, count);
    out.u8(SPLIT | staleFlag);
    writeSplit(out, count, encode);
  }
}

/** Copies bits, not numbers: V8 may change a NaN's payload when it is loaded as a number. */
function copyWords(values: Float64Array, from: number, count: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset + from * 8, count * 2);
  plainWords.set(words);
}

/**
 * Notes values that no integer stands for, and puts their neighbour in their place, which costs nothing in the column.
 * `odd`: a NaN with other bits than the usual ones, for which there is no code.
 */
function smoothSpecials(count: number): { specials: number; stale: boolean; odd: boolean } {
  let specials = 0;
  let stale = false;
  let odd = false;
  let neighbour = 0;
  for (let i = 0; i < count; i++) {
    const code = specialCodeAt(i);
    if (code < 0) {
      neighbour = plain[i] as number;
      continue;
    }
    if (code === SPECIAL_STALE) stale = true;
    if (code > SPECIAL_MINUS_ZERO) odd = true;
    specialAt[specials] = i;
    specialCode[specials++] = code;
    plain[i] = neighbour;
  }
  return { specials, stale, odd };
}

function specialCodeAt(index: number): number {
  const low = plainWords[index * 2] as number;
  const high = plainWords[index * 2 + 1] as number;
  if ((high & 0x7ff00000) !== 0x7ff00000) return low === 0 && high === SIGN ? SPECIAL_MINUS_ZERO : -1;
  if (isStaleAt(plainWords, index)) return SPECIAL_STALE;
  if (low === 0 && high === NAN_HIGH) return SPECIAL_NAN;
  if (low === 0 && (high & 0xfffff) === 0) return high >>> 31 === 0 ? SPECIAL_INFINITY : SPECIAL_MINUS_INFINITY;
  return SPECIAL_MINUS_ZERO + 1;
}

/** False, and nothing written, when no scale makes integers of the chunk. */
function writeScaled(
  out: ByteWriter,
  staleFlag: number,
  count: number,
  specials: number,
  encode: IntegerEncoder,
): boolean {
  const specialsFlag = specials > 0 ? HAS_SPECIALS : 0;
  const decimal = scaleDecimal(plain, count, integers);
  const product = decimal < 0 ? scaleProduct(plain, count, integers) : -1;
  if (decimal >= 0 || product >= 0) {
    const kind = decimal >= 0 ? DECIMAL : PRODUCT;
    out.u8(kind | staleFlag | specialsFlag | (Math.max(decimal, product) << EXPONENT_SHIFT));
  } else {
    const binary = scaleBinary(plain, plainWords, count, integers);
    if (binary === undefined) return false;
    out.u8(BINARY | staleFlag | specialsFlag);
    out.svarint(binary);
  }
  if (specials > 0) writeSpecials(out, specials);
  encode(out, integers, count);
  return true;
}

function writeSpecials(out: ByteWriter, specials: number): void {
  out.varint(specials);
  let previous = 0;
  for (let i = 0; i < specials; i++) {
    const at = specialAt[i] as number;
    out.varint(at - previous);
    out.u8(specialCode[i] as number);
    previous = at;
  }
}

function writeSplit(out: ByteWriter, count: number, encode: IntegerEncoder): void {
  for (let i = 0; i < count; i++) integers[i] = plainWords[2 * i + 1] as number;
  encode(out, integers, count);
  for (let i = 0; i < count; i++) integers[i] = plainWords[2 * i] as number;
  encode(out, integers, count);
}

/** Reads a chunk of `count` values to `out[at..at+count)`. Returns whether staleness markers are among them. */
export function decodeValues(reader: ByteReader, out: Float64Array, at: number, count: number): boolean {
  if (count < 1 || count > MAX_COLUMN) throw new CorruptPageError(`chunk of ${count} values`);
  const head = reader.u8();
  switch (head & KIND_MASK) {
    case DECIMAL:
      return decodeDecimal(reader, out, at, count, head);
    case BINARY:
      return decodeBinary(reader, out, at, count, head);
    case PRODUCT:
      return decodeProduct(reader, out, at, count, head);
    default:
      return decodeSplit(reader, out, at, count, head);
  }
}

function decodeDecimal(reader: ByteReader, out: Float64Array, at: number, count: number, head: number): boolean {
  const exponent = head >>> EXPONENT_SHIFT;
  const specials = readSpecials(reader, count, head);
  // Integers go to their place where that is the column's beginning, as in pages of tiers.
  const place = at === 0 ? out : integers;
  decodeIntegers(reader, place, count);
  if (exponent > 0) {
    const power = powerOfTen(exponent);
    for (let i = 0; i < count; i++) out[at + i] = (place[i] as number) / power;
  } else if (at > 0) for (let i = 0; i < count; i++) out[at + i] = integers[i] as number;
  placeSpecials(out, at, specials);
  return (head & HAS_STALE) !== 0;
}

function decodeProduct(reader: ByteReader, out: Float64Array, at: number, count: number, head: number): boolean {
  const inverse = inversePowerOfTen(head >>> EXPONENT_SHIFT);
  const specials = readSpecials(reader, count, head);
  decodeIntegers(reader, integers, count);
  for (let i = 0; i < count; i++) out[at + i] = (integers[i] as number) * inverse;
  placeSpecials(out, at, specials);
  return (head & HAS_STALE) !== 0;
}

function decodeBinary(reader: ByteReader, out: Float64Array, at: number, count: number, head: number): boolean {
  const exponent = reader.svarint();
  if (Math.abs(exponent) > MAX_BINARY_EXPONENT) throw new CorruptPageError(`binary exponent ${exponent}`);
  const specials = readSpecials(reader, count, head);
  decodeIntegers(reader, integers, count);
  const power = 2 ** exponent;
  for (let i = 0; i < count; i++) out[at + i] = (integers[i] as number) * power;
  placeSpecials(out, at, specials);
  return (head & HAS_STALE) !== 0;
}

function decodeSplit(reader: ByteReader, out: Float64Array, at: number, count: number, head: number): boolean {
  const words = new Uint32Array(out.buffer, out.byteOffset + at * 8, count * 2);
  decodeIntegers(reader, integers, count);
  for (let i = 0; i < count; i++) words[2 * i + 1] = integers[i] as number;
  decodeIntegers(reader, integers, count);
  for (let i = 0; i < count; i++) words[2 * i] = integers[i] as number;
  return (head & HAS_STALE) !== 0;
}

function readSpecials(reader: ByteReader, count: number, head: number): number {
  if ((head & HAS_SPECIALS) === 0) return 0;
  const specials = reader.count(count, 'special values');
  let at = 0;
  for (let i = 0; i < specials; i++) {
    at += reader.varint();
    if (at >= count) throw new CorruptPageError(`special value at position ${at} of ${count}`);
    specialAt[i] = at;
    specialCode[i] = reader.u8();
  }
  return specials;
}

function placeSpecials(out: Float64Array, at: number, specials: number): void {
  for (let i = 0; i < specials; i++) {
    const index = at + (specialAt[i] as number);
    switch (specialCode[i]) {
      case SPECIAL_STALE:
        writeStale(out, index);
        break;
      case SPECIAL_NAN:
        out[index] = NaN;
        break;
      case SPECIAL_INFINITY:
        out[index] = Infinity;
        break;
      case SPECIAL_MINUS_INFINITY:
        out[index] = -Infinity;
        break;
      case SPECIAL_MINUS_ZERO:
        out[index] = -0;
        break;
      default:
        throw new CorruptPageError(`unknown special value ${specialCode[i]}`);
    }
  }
}
