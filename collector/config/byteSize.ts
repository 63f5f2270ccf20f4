const PREFIXES = ['K', 'M', 'G', 'T', 'P', 'E'] as const;

/** Both spellings mean powers of 1,024, as in Prometheus (alecthomas/units, Base2Bytes): 1KB is 1KiB. */
const UNITS: ReadonlyMap<string, number> = new Map([
  ['B', 1],
  ...PREFIXES.flatMap((prefix, i): [string, number][] => [
    [`${prefix}B`, 1024 ** (i + 1)],
    [`${prefix}iB`, 1024 ** (i + 1)],
  ]),
]);

const PART = /(\d+\.?\d*|\.\d+)([^\d.]+)/y;

/** A size such as `50MB`, `1.5GiB` or `1MB512KB` in bytes; `0` needs no unit. Undefined when the text is none. */
export function parseByteSize(text: string): number | undefined {
  if (text === '0') return 0;
  let bytes = 0;
  PART.lastIndex = 0;
  while (PART.lastIndex < text.length || text === '') {
    const match = PART.exec(text);
    const unit = match === null ? undefined : UNITS.get(match[2] ?? '');
    if (match === null || unit === undefined) return undefined;
    bytes += Number(match[1]) * unit;
  }
  return bytes <= Number.MAX_SAFE_INTEGER ? Math.floor(bytes) : undefined;
}

/** Bytes in the largest unit that gives a short number: `50MiB`. For messages. */
export function formatByteSize(bytes: number): string {
  let value = bytes;
  let unit = 'B';
  for (const prefix of PREFIXES) {
    if (value < 1024) break;
    value /= 1024;
    unit = `${prefix}iB`;
  }
  return `${Number(value.toFixed(1))}${unit}`;
}
