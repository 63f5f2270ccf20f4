/** Unit names in the only order Prometheus accepts them, with their length in milliseconds. */
const UNITS = [
  ['y', 365 * 24 * 3600 * 1000],
  ['w', 7 * 24 * 3600 * 1000],
  ['d', 24 * 3600 * 1000],
  ['h', 3600 * 1000],
  ['m', 60 * 1000],
  ['s', 1000],
  ['ms', 1],
] as const;

const PATTERN = /^(?:(\d+)y)?(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/;

/** Prometheus keeps durations as 64-bit nanoseconds and refuses what does not fit. */
const MAX_MS = 9_223_372_036_854;

/**
 * A duration as Prometheus' configuration writes it (`30s`, `1h30m`, `0`) in milliseconds, or undefined when the
 * text is none: units in descending order, whole numbers, no sign, no blanks (prometheus/common: model/time.go).
 */
export function parseDuration(text: string): number | undefined {
  if (text === '0') return 0;
  if (text === '') return undefined;
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  let ms = 0;
  for (const [i, [, unitMs]] of UNITS.entries()) ms += Number(match[i + 1] ?? 0) * unitMs;
  return ms <= MAX_MS ? ms : undefined;
}

/** Units that Prometheus prints only when nothing remains: 90d rather than 12w6d. */
const WHOLE_ONLY: ReadonlySet<string> = new Set(['y', 'w']);

/** The duration as Prometheus prints it: `1h30m`, `15d`, `0s`. The inverse of parseDuration for whole milliseconds. */
export function formatDuration(ms: number): string {
  if (ms <= 0) return '0s';
  let rest = Math.round(ms);
  let out = '';
  for (const [unit, unitMs] of UNITS) {
    if (rest < unitMs || (WHOLE_ONLY.has(unit) && rest % unitMs !== 0)) continue;
    const count = Math.floor(rest / unitMs);
    out += `${count}${unit}`;
    rest -= count * unitMs;
  }
  return out;
}
