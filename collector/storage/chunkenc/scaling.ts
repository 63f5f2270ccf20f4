/**
 * Finds a scale under which doubles are integers: a power of ten (what exporters print: 0.01 s ticks, ratios, bytes)
 * or a power of two (float32 sources, halves, huge multiples). The decimal form is that of ALP (Afroozeh, Kuffó and Boncz,
 * "ALP: Adaptive Lossless floating-Point Compression", 2023): an exact integer divided by an exact power of ten.
 */
import { MAX_INTEGER } from './integers';

export const MAX_DECIMAL_EXPONENT = 15;
const POWERS_OF_TEN = Float64Array.from({ length: MAX_DECIMAL_EXPONENT + 1 }, (_, exponent) => Number(`1e${exponent}`));

/** Inverse powers as parsed, not computed: each is the double nearest to 10^-e. */
const INVERSE_POWERS = Float64Array.from({ length: MAX_DECIMAL_EXPONENT + 1 }, (_, exponent) =>
  Number(`1e-${exponent}`),
);
const MAX_PRODUCT_EXPONENT = 9;

/** Exponents between which 2^e and 2^-e are normal doubles with room for a 50-bit integer. */
export const MAX_BINARY_EXPONENT = 960;

export function powerOfTen(exponent: number): number {
  return POWERS_OF_TEN[exponent] as number;
}

/**
 * Writes `values[i] * 10^e` to `integers` for the least e that makes all of them integers, and returns e;
 * -1 when there is none. `integers[i] / 10^e` is then exactly `values[i]`.
 */
export function scaleDecimal(values: Float64Array, count: number, integers: Float64Array): number {
  let exponent = 0;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    while (!isDecimal(value, POWERS_OF_TEN[exponent] as number)) if (++exponent > MAX_DECIMAL_EXPONENT) return -1;
  }
  const power = POWERS_OF_TEN[exponent] as number;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    const integer = Math.round(value * power);
    if (integer / power !== value || integer > MAX_INTEGER || integer < -MAX_INTEGER) return -1;
    integers[i] = integer;
  }
  return exponent;
}

export function inversePowerOfTen(exponent: number): number {
  return INVERSE_POWERS[exponent] as number;
}

/**
 * As scaleDecimal for values that somebody multiplied by 0.001 or the like, which is not the same as dividing by 1000:
 * `integers[i] * 10^-e` is exactly `values[i]`. Counters of milli- and microseconds in exporters are such.
 */
export function scaleProduct(values: Float64Array, count: number, integers: Float64Array): number {
  for (let exponent = 1; exponent <= MAX_PRODUCT_EXPONENT; exponent++) {
    if (fillProducts(values, count, integers, exponent)) return exponent;
  }
  return -1;
}

function fillProducts(values: Float64Array, count: number, integers: Float64Array, exponent: number): boolean {
  const power = POWERS_OF_TEN[exponent] as number;
  const inverse = INVERSE_POWERS[exponent] as number;
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    const integer = Math.round(value * power);
    if (integer * inverse !== value || integer > MAX_INTEGER || integer < -MAX_INTEGER) return false;
    integers[i] = integer;
  }
  return true;
}

function isDecimal(value: number, power: number): boolean {
  return Math.round(value * power) / power === value;
}

/** As scaleDecimal, but `values[i] / 2^e`. Undefined when there is no such e; `integers[i] * 2^e` is exactly `values[i]`. */
export function scaleBinary(
  values: Float64Array,
  words: Uint32Array,
  count: number,
  integers: Float64Array,
): number | undefined {
  let exponent = Infinity;
  for (let i = 0; i < count; i++) {
    if (values[i] !== 0) exponent = Math.min(exponent, lowestBit(words[2 * i] as number, words[2 * i + 1] as number));
  }
  if (Math.abs(exponent) > MAX_BINARY_EXPONENT) return undefined;
  const down = 2 ** -exponent;
  const up = 2 ** exponent;
  for (let i = 0; i < count; i++) {
    const integer = (values[i] as number) * down;
    if (Math.abs(integer) > MAX_INTEGER || integer * up !== values[i]) return undefined;
    integers[i] = integer;
  }
  return exponent;
}

/** The exponent of the lowest set bit of a double other than zero. */
function lowestBit(low: number, high: number): number {
  const biased = (high >>> 20) & 0x7ff;
  const mantissaHigh = (high & 0xfffff) | (biased === 0 ? 0 : 0x100000);
  const trailing = low !== 0 ? trailingZeros(low) : 32 + trailingZeros(mantissaHigh);
  return Math.max(biased, 1) - 1075 + trailing;
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
