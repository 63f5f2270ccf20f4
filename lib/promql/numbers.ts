/** Numbers and durations as literals. Prometheus 3 reads both everywhere: `5m` is 300, `300` is a duration of 300 s. */

const UNIT_SECONDS: Readonly<Record<string, number>> = {
  y: 365 * 86_400,
  w: 7 * 86_400,
  d: 86_400,
  h: 3600,
  m: 60,
  s: 1,
  ms: 0.001,
};

const DURATION = /^(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$/;
const DURATION_PART = /(\d+)(ms|[ywdhms])/g;

/** Longest duration in seconds; Go's time.Duration ends there. */
const MAX_SECONDS = 2 ** 63 / 1e9;

/**
 * The value of a number or duration literal without sign, durations in seconds; undefined when it is neither.
 * A duration beyond 292 years gives Infinity.
 */
export function parseNumberLiteral(text: string): number | undefined {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return Number(text);
  const lower = text.toLowerCase();
  if (lower === 'inf') return Number.POSITIVE_INFINITY;
  if (lower === 'nan') return Number.NaN;
  if (/[a-z]$/.test(text)) return parseDurationSeconds(text);
  const digits = text.replaceAll('_', '');
  // Go reads a leading zero as octal: 010 is 8, 08 is decimal again because it is no octal number.
  if (/^0[0-7]+$/.test(digits)) return Number.parseInt(digits, 8);
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(digits)) return undefined;
  return Number(digits);
}

/** Seconds of `1h30m`; undefined when the text is no duration. */
export function parseDurationSeconds(text: string): number | undefined {
  if (text === '' || !DURATION.test(text)) return undefined;
  let ms = 0;
  for (const [, count, unit] of text.matchAll(DURATION_PART)) {
    ms += Number(count) * Math.round((UNIT_SECONDS[unit as string] as number) * 1000);
  }
  return ms / 1000 > MAX_SECONDS ? Number.POSITIVE_INFINITY : ms / 1000;
}

/** `1h30m` as Prometheus prints it; 0 is `0s`. Negative durations carry a minus sign. */
export function formatDuration(ms: number): string {
  if (ms === 0) return '0s';
  if (ms < 0) return `-${formatDuration(-ms)}`;
  let rest = Math.round(ms);
  let out = '';
  const take = (unit: string, unitMs: number, exact: boolean) => {
    if (exact && rest % unitMs !== 0) return;
    const count = Math.floor(rest / unitMs);
    if (count > 0) out += `${count}${unit}`;
    rest -= count * unitMs;
  };
  // Years and weeks only when nothing is left over, as in model.Duration.String.
  take('y', 365 * 86_400_000, true);
  take('w', 7 * 86_400_000, true);
  take('d', 86_400_000, false);
  take('h', 3_600_000, false);
  take('m', 60_000, false);
  take('s', 1000, false);
  take('ms', 1, false);
  return out;
}

/** A number as Go's `%v` and Prometheus' API print it: `+Inf`, `NaN`, `1e+06`… with the shortest exact digits. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (value === Number.POSITIVE_INFINITY) return '+Inf';
  if (value === Number.NEGATIVE_INFINITY) return '-Inf';
  if (Object.is(value, -0)) return '-0';
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const power = Number(exponent);
  if (power >= -4 && power < 21) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

/** A number without exponent, with the shortest exact digits: what count_values writes into a label. */
export function formatDecimal(value: number): string {
  const short = formatNumber(value);
  if (!short.includes('e')) return short;
  const [mantissa, exponent] = value.toExponential().split('e') as [string, string];
  const digits = mantissa.replace(/[-.]/g, '');
  const sign = value < 0 ? '-' : '';
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${digits}`;
  return `${sign}${digits.padEnd(power + 1, '0')}`;
}
