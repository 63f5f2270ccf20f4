import { formatPattern } from '@/lib/format/dates';

/** How the values of a variable are written into a text: the formats of Grafana's `${name:format}`. */

/** Escapes what means something in a regular expression. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&');
}

/**
 * Escapes a value for a regular expression that stands inside a quoted PromQL string, where a backslash counts
 * twice.
 */
function escapePromqlRegex(text: string): string {
  return text
    .replace(/\\/g, '\\\\\\\\')
    .replace(/[$^*{}[\]+?.()|]/g, '\\\\$&')
    .replace(/"/g, '\\"');
}

/** Escapes a value for a quoted PromQL string that is compared literally. */
function escapePromqlString(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"');
}

/** The default in queries: a literal for a variable of one value, else a regular expression of alternatives. */
export function formatForPromql(values: readonly string[], isList: boolean): string {
  const [only = ''] = values;
  if (!isList) return escapePromqlString(only);
  if (values.length === 1) return escapePromqlRegex(only);
  return values.length === 0 ? '' : `(${values.map(escapePromqlRegex).join('|')})`;
}

function glob(values: readonly string[]): string {
  return values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`;
}

function regex(values: readonly string[]): string {
  const escaped = values.map(escapeRegex);
  return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
}

function quoteAll(values: readonly string[], quote: string, escaped: string): string {
  return values.map((value) => `${quote}${value.replaceAll(quote, escaped)}${quote}`).join(',');
}

function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
}

const HTML: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => HTML[c] ?? c);
}

/** A value in ms since the epoch as a date; a value that is none stays. */
function dateText(value: string, pattern: string): string {
  const timeMs = Number(value);
  if (value.trim() === '' || !Number.isFinite(timeMs) || Math.abs(timeMs) > 8.64e15) return value;
  if (pattern === 'iso' || pattern === '') return new Date(timeMs).toISOString();
  return pattern === 'seconds' ? String(Math.round(timeMs / 1000)) : formatPattern(pattern, timeMs, 'utc');
}

function lucene(values: readonly string[]): string {
  const quote = (text: string) => text.replace(/[+\-=&|><!(){}[\]^"~*?:\\/]/g, '\\$&').replace(/ /g, '\\ ');
  if (values.length === 0) return '__empty__';
  return values.length === 1 ? quote(values[0] ?? '') : `(${values.map((v) => `"${quote(v)}"`).join(' OR ')})`;
}

export interface FormatInput {
  readonly name: string;
  readonly values: readonly string[];
  readonly texts: readonly string[];
  /** Several values are possible: JSON is a list also of one. */
  readonly isList?: boolean;
  readonly isAll?: boolean;
}

type Formatter = (input: FormatInput, argument: string | undefined) => string;

const FORMATTERS: Readonly<Record<string, Formatter>> = {
  csv: ({ values }) => values.join(','),
  raw: ({ values }) => values.join(','),
  pipe: ({ values }) => values.join('|'),
  regex: ({ values }) => regex(values),
  glob: ({ values }) => glob(values),
  json: ({ values, isList }) => (isList ? JSON.stringify(values) : (values[0] ?? '')),
  html: ({ values }) => escapeHtml(values.join(', ')),
  text: ({ texts }) => texts.join(' + '),
  doublequote: ({ values }) => quoteAll(values, '"', '\\"'),
  singlequote: ({ values }) => quoteAll(values, "'", "\\'"),
  sqlstring: ({ values }) => quoteAll(values, "'", "''"),
  percentencode: ({ values }) => percentEncode(glob(values)),
  uriencode: ({ values }) => encodeURI(glob(values)),
  queryparam: ({ name, values, isAll }) =>
    (isAll ? ['$__all'] : values).map((value) => `var-${percentEncode(name)}=${percentEncode(value)}`).join('&'),
  date: ({ values }, pattern) => values.map((value) => dateText(value, pattern ?? 'iso')).join(','),
  distributed: ({ name, values }) => values.map((value, i) => (i === 0 ? value : `${name}=${value}`)).join(','),
  lucene: ({ values }) => lucene(values),
  join: ({ values }, separator) => values.join(separator ?? ','),
};

/** @returns undefined for a format that does not exist */
export function formatValues(input: FormatInput, format: string): string | undefined {
  const [name = '', ...argument] = format.split(':');
  const formatter = Object.hasOwn(FORMATTERS, name) ? FORMATTERS[name] : undefined;
  return formatter?.(input, argument.length > 0 ? argument.join(':') : undefined);
}
