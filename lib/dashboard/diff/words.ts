/** Paths and values as people read them. */

const MAX_VALUE = 48;

/** A value in a sentence; undefined for one that is no single word or number. */
export function valueWords(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return 'none';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'string') return shortened(value);
  if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === 'string')) {
    return shortened(value.join(', '));
  }
  return Array.isArray(value) && value.length === 0 ? 'none' : undefined;
}

/** ` bytes → percent`, or ` changed` where the values are too large to be read. */
export function changeWords(before: unknown, after: unknown): string {
  const from = valueWords(before);
  const to = valueWords(after);
  return from === undefined || to === undefined || from === to ? ' changed' : ` ${from} → ${to}`;
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > MAX_VALUE ? `${line.slice(0, MAX_VALUE - 1)}…` : line;
}

/** Beginnings of paths that say nothing to a person, and what stands for them. */
const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^fieldConfig\.defaults\.custom\./, ''],
  [/^fieldConfig\.defaults\./, ''],
  [/^fieldConfig\.overrides\[(\d+)\]/, 'override $1'],
  [/^transformations\[(\d+)\]/, 'transformation $1'],
  [/^targets\[([^\]]*)\]\.expr$/, 'query $1'],
  [/^targets\[([^\]]*)\]/, 'query $1'],
  [/^options\./, ''],
  [/^unknown\./, ''],
];

/** `fieldConfig.defaults.custom.fillOpacity` as `fill opacity`. List indexes count from 1. */
export function pathWords(path: string): string {
  const counted = path.replace(/\[(\d+)\]/g, (_, index: string) => `[${Number(index) + 1}]`);
  const [pattern, replacement] = PREFIXES.find(([prefix]) => prefix.test(counted)) ?? [/^/, ''];
  return counted
    .replace(pattern, replacement)
    .replace(/[.[\]]+/g, ' ')
    .replace(/([a-z])([A-Z])/g, (_, low: string, high: string) => `${low} ${high.toLowerCase()}`)
    .trim();
}
