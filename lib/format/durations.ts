/** Durations in words and as clocks. */

const PARTS: readonly (readonly [number, string])[] = [
  [31_536_000, 'year'],
  [2_628_000, 'month'],
  [604_800, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
  [1, 'second'],
  [0.001, 'millisecond'],
];

/**
 * A duration as its largest parts: `2 days, 3 hours`. `decimals` adds that many parts below the first, two parts
 * in all without it. Months are a twelfth of a year, as in Grafana.
 */
export function durationText(seconds: number, decimals?: number): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  if (seconds === 0) return '0 seconds';
  let rest = Math.abs(seconds);
  const words: string[] = [];
  const wanted = decimals === undefined ? 2 : decimals + 1;
  let left = Number.POSITIVE_INFINITY;
  for (const [size, name] of PARTS) {
    const count = Math.floor(rest / size + 1e-9);
    if (left > PARTS.length && count > 0) left = wanted;
    if (left <= PARTS.length && left-- <= 0) break;
    if (count === 0) continue;
    words.push(`${count} ${name}${count === 1 ? '' : 's'}`);
    rest -= count * size;
  }
  if (words.length === 0) return '0 seconds';
  return (seconds < 0 ? '-' : '') + words.join(', ');
}

const two = (n: number): string => String(n).padStart(2, '0');

/** `hh:mm:ss`, or with days `3 d 04:05:06`. */
export function hmsText(seconds: number, withDays: boolean): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  const whole = Math.floor(Math.abs(seconds));
  const days = withDays ? Math.floor(whole / 86_400) : 0;
  const rest = whole - days * 86_400;
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return (seconds < 0 ? '-' : '') + (days > 0 ? `${days} d ${clock}` : clock);
}

/** `26h:03m:04s:005ms`; `decimals` cuts it: 0 hours, 1 and minutes, 2 and seconds. */
export function clockText(ms: number, decimals = 3): string {
  if (!Number.isFinite(ms)) return String(ms);
  const whole = Math.floor(Math.abs(ms));
  const parts = [
    `${two(Math.floor(whole / 3_600_000))}h`,
    `${two(Math.floor(whole / 60_000) % 60)}m`,
    `${two(Math.floor(whole / 1000) % 60)}s`,
    `${String(whole % 1000).padStart(3, '0')}ms`,
  ];
  return (ms < 0 ? '-' : '') + parts.slice(0, decimals + 1).join(':');
}
