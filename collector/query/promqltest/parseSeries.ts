/** `name{a="b"} 1 2+3x2 _ stale`: a series and its samples. */
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';
import { unquote } from '@/lib/promql/strings';
import type { SequenceValue, SeriesLine } from './script';

const STRING = /^(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)/;

export function parseSeriesLine(line: string): SeriesLine {
  const { labels, rest } = parseLabels(line);
  return { labels, values: parseSequence(rest) };
}

/** The labels at the start of a line, and what follows them. */
export function parseLabels(line: string): { labels: Labels; rest: string } {
  const record: Record<string, string> = {};
  let rest = line;
  const name = /^[a-zA-Z_:][a-zA-Z0-9_:]*/.exec(rest)?.[0];
  if (name !== undefined) {
    record['__name__'] = name;
    rest = rest.slice(name.length);
  }
  if (!rest.startsWith('{')) return { labels: labelsFromRecord(record), rest };
  rest = rest.slice(1);
  for (rest = rest.replace(/^[\s,]+/, ''); !rest.startsWith('}'); rest = rest.replace(/^[\s,]+/, '')) {
    if (rest === '') throw new Error(`labels without closing brace: ${line}`);
    rest = parsePair(rest, record);
  }
  return { labels: labelsFromRecord(record), rest: rest.slice(1) };
}

/** Reads `name="value"`, `"name"="value"` or a quoted metric name into `record`; gives what follows. */
function parsePair(text: string, record: Record<string, string>): string {
  const quoted = STRING.exec(text)?.[0];
  const bare = quoted ?? /^[a-zA-Z_][a-zA-Z0-9_.:]*/.exec(text)?.[0];
  if (bare === undefined) throw new Error(`no label at: ${text}`);
  const name = quoted === undefined ? bare : unquoted(quoted);
  const value = /^\s*=\s*/.exec(text.slice(bare.length));
  if (!value) {
    record['__name__'] = name;
    return text.slice(bare.length);
  }
  const after = text.slice(bare.length + value[0].length);
  const literal = STRING.exec(after)?.[0];
  if (literal === undefined) throw new Error(`no label value at: ${after}`);
  record[name] = unquoted(literal);
  return after.slice(literal.length);
}

function unquoted(literal: string): string {
  const result = unquote(literal);
  if (!result.ok) throw new Error(`${result.reason}: ${literal}`);
  return result.value;
}

/** `1+2x3` is 1 3 5 7, `1x3` is 1 1 1 1, `_x3` three gaps, `stale` a marker, `{{…}}` a native histogram. */
export function parseSequence(text: string): SequenceValue[] {
  const out: SequenceValue[] = [];
  for (const token of text.match(/\{\{[^}]*\}\}(?:[+-]\{\{[^}]*\}\})?(?:x\d+)?|\S+/g) ?? [])
    out.push(...parseToken(token));
  return out;
}

const NUMBER = String.raw`(?:\d+\.?\d*(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?|inf|nan|0x[0-9a-f]+)`;
const NUMBERS = new RegExp(`^([+-]?${NUMBER})(?:([+-]${NUMBER})?x(\\d+))?$`, 'i');

function parseToken(token: string): SequenceValue[] {
  if (token.startsWith('{{')) {
    const count = Number(/x(\d+)$/.exec(token)?.[1] ?? 0);
    return Array.from({ length: count + 1 }, () => ({ type: 'histogram', text: token }));
  }
  const special = /^(_|stale)(?:x(\d+))?$/.exec(token);
  if (special) {
    const times = Number(special[2] ?? (special[1] === '_' ? 1 : 0)) + (special[1] === '_' ? 0 : 1);
    return Array.from({ length: times }, () => ({ type: special[1] === '_' ? 'absent' : 'stale' }));
  }
  const numbers = NUMBERS.exec(token);
  if (!numbers) throw new Error(`not a sample: ${token}`);
  const step = parseNumber(numbers[2] ?? '0');
  const out: SequenceValue[] = [];
  let value = parseNumber(numbers[1] as string);
  for (let i = 0; i <= Number(numbers[3] ?? 0); i++, value += step) out.push({ type: 'number', value });
  return out;
}

export function parseNumber(text: string): number {
  const unsigned = text.toLowerCase().replace(/^[+-]/, '');
  const value = unsigned === 'inf' ? Number.POSITIVE_INFINITY : unsigned === 'nan' ? Number.NaN : Number(unsigned);
  return text.startsWith('-') ? -value : value;
}

/** A line that is only a number. */
export function isNumberLine(line: string): boolean {
  return new RegExp(`^[+-]?${NUMBER}$`, 'i').test(line);
}
