import { DIGIT_0, DIGIT_9, DOT, LOWER_E, MINUS, PLUS } from './charCodes';

const LAST_EXACT_POWER = 22;
/** 10^0 … 10^22, all exact in a double. */
const POWERS_OF_TEN = Float64Array.from({ length: LAST_EXACT_POWER + 1 }, (_, i) => Number(`1e${i}`));
/** With at most 15 digits the digits' integer is below 2^53. */
const EXACT_DIGITS = 15;

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const INFINITE = /^([+-]?)inf(?:inity)?$/i;

/**
 * The number written in `body[start, end)`, by the rules of Go's ParseFloat without hexadecimal and underscores, as
 * Prometheus has it: decimal, `Inf`, `Infinity` and `NaN` in any case. NaN for text that is no number or is out of
 * range too: ask `isNaNText` to tell them apart.
 *
 * Short decimals, which is nearly all of them, are computed from the bytes: integer and power of ten are exact, so
 * one division or multiplication rounds correctly (Clinger's fast path). The rest goes through Number().
 */
export function parseFloatText(body: Uint8Array, start: number, end: number): number {
  let at = start;
  const sign = body[at]!;
  if (sign === MINUS || sign === PLUS) at++;
  let digits = 0;
  let integer = 0;
  let point = -1;
  for (; at < end; at++) {
    const byte = body[at]!;
    if (byte >= DIGIT_0 && byte <= DIGIT_9) {
      integer = integer * 10 + (byte - DIGIT_0);
      digits++;
    } else if (byte === DOT && point < 0) {
      point = digits;
    } else {
      break;
    }
  }
  if (digits === 0 || digits > EXACT_DIGITS) return parseSlowly(body, start, end);
  let exponent = point < 0 ? 0 : point - digits;
  if (at < end) exponent += parseExponent(body, at, end);
  // Also false for the NaN of an exponent that is none.
  if (!(exponent >= -LAST_EXACT_POWER && exponent <= LAST_EXACT_POWER)) return parseSlowly(body, start, end);
  const magnitude = exponent < 0 ? integer / POWERS_OF_TEN[-exponent]! : integer * POWERS_OF_TEN[exponent]!;
  return sign === MINUS ? -magnitude : magnitude;
}

/** Whether the text spells NaN, in any case and without a sign. */
export function isNaNText(body: Uint8Array, start: number, end: number): boolean {
  return end - start === 3 && asciiText(body, start, end).toLowerCase() === 'nan';
}

/** The number after `e` or `E`: up to three digits, NaN for anything else (the slow path then decides). */
function parseExponent(body: Uint8Array, start: number, end: number): number {
  if ((body[start]! | 0x20) !== LOWER_E) return Number.NaN;
  let at = start + 1;
  const sign = body[at]!;
  if (sign === MINUS || sign === PLUS) at++;
  if (at >= end || end - at > 3) return Number.NaN;
  let exponent = 0;
  for (; at < end; at++) {
    const byte = body[at]!;
    if (byte < DIGIT_0 || byte > DIGIT_9) return Number.NaN;
    exponent = exponent * 10 + (byte - DIGIT_0);
  }
  return sign === MINUS ? -exponent : exponent;
}

function parseSlowly(body: Uint8Array, start: number, end: number): number {
  const text = asciiText(body, start, end);
  if (DECIMAL.test(text)) {
    const value = Number(text);
    return Number.isFinite(value) ? value : Number.NaN;
  }
  const infinite = INFINITE.exec(text);
  if (infinite === null) return Number.NaN;
  return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

function asciiText(body: Uint8Array, start: number, end: number): string {
  return Buffer.from(body.buffer, body.byteOffset + start, end - start).toString('latin1');
}
