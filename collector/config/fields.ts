/**
 * Building blocks of the configuration's schema. All scalars arrive as text (yamlSource.ts) and are read by the
 * type of their field, as Prometheus does.
 */
import { z } from 'zod';
import { parseByteSize } from './byteSize';
import { parseDuration } from './duration';
import { nearestName } from './nearestName';
import { Secret } from './secret';

/** A map with exactly these fields; others are refused, with the nearest valid name. */
export function section<Shape extends z.ZodRawShape>(shape: Shape) {
  const names = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => unknownField(key, names)).join('\n') : undefined,
  });
}

function unknownField(key: string, names: readonly string[]): string {
  const nearest = nearestName(key, names);
  return `unknown field ${JSON.stringify(key)}${nearest === undefined ? '' : `; did you mean ${nearest}?`}`;
}

/** A scalar that `parse` must understand. */
export function scalar<T>(expected: string, parse: (text: string) => T | undefined) {
  return z.string().transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `expected ${expected}, got ${JSON.stringify(text.slice(0, 100))}` });
    return z.NEVER;
  });
}

const TRUE = ['true', 'True', 'TRUE', 'y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'];
const FALSE = ['false', 'False', 'FALSE', 'n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'];

export const flag = scalar('true or false', (text) =>
  TRUE.includes(text) ? true : FALSE.includes(text) ? false : undefined,
);

export const duration = scalar('a duration such as 30s, 5m or 1h30m', parseDuration);

export const byteSize = scalar('a size with a unit such as 512KB or 50MB', parseByteSize);

const INTEGER = /^([-+]?)(?:(0[xX][0-9a-fA-F]+|0[bB][01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;

/** YAML 1.1 writes whole numbers also as 0x1F, 0b11, 017 and 1_000. */
function parseInteger(text: string): bigint | undefined {
  const match = text.length > 80 ? null : INTEGER.exec(text.replaceAll('_', ''));
  if (match === null) return parseFraction(text);
  const [, sign, prefixed, octal, decimal] = match;
  const magnitude = BigInt(prefixed ?? (octal === undefined ? (decimal ?? '') : `0o${octal}`));
  return sign === '-' ? -magnitude : magnitude;
}

/** As Prometheus: what reads as a number with a fraction is cut down (1.0, 1e3, and 08, which is not octal). */
function parseFraction(text: string): bigint | undefined {
  const value = /^[-+]?\d{1,80}(\.\d*)?([eE][-+]?\d{1,3})?$/.test(text) ? Math.trunc(Number(text)) : Number.NaN;
  return Number.isFinite(value) ? BigInt(value) : undefined;
}

function integerBetween(low: bigint, high: bigint) {
  return (text: string): bigint | undefined => {
    const value = parseInteger(text);
    return value !== undefined && value >= low && value <= high ? value : undefined;
  };
}

const MAX_EXACT = BigInt(Number.MAX_SAFE_INTEGER);
const parseCount = integerBetween(0n, MAX_EXACT);
const parseSigned = integerBetween(-MAX_EXACT, MAX_EXACT);

/** A whole number from 0 to 2^53 - 1. */
export const count = scalar('a whole number, 0 or more', (text) => numberOf(parseCount(text)));

/** A whole number below 2^64, as the modulus of hashmod. */
export const uint64 = scalar('a whole number, 0 or more', integerBetween(0n, 2n ** 64n - 1n));

export const integer = scalar('a whole number', (text) => numberOf(parseSigned(text)));

function numberOf(value: bigint | undefined): number | undefined {
  return value === undefined ? undefined : Number(value);
}

export const float = scalar('a number', (text) =>
  text.trim() === '' || Number.isNaN(Number(text)) ? undefined : Number(text),
);

export const secret = z.string().transform((text) => new Secret(text));

export const url = scalar('an absolute URL', (text) => (URL.canParse(text) ? text : undefined));

/** Label names are any UTF-8 text since Prometheus 3. */
export const labelName = scalar('a label name', (text) => (text !== '' && text.isWellFormed() ? text : undefined));

export const labelMap = z.record(labelName, z.string());
