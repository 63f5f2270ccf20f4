/** Times as text: axes, crosshair flags, tooltips. The year is named only where it is not the current one's. */
import { formatPattern } from '@/lib/format/dates';

const SECOND_MS = 1000;
const DAY_MS = 86_400_000;

/** `Nov 22, 01:09:30`; with milliseconds when steps are shorter than a second. */
export function formatInstant(
  timeMs: number,
  timeZone: string,
  options: { stepMs?: number; nowMs?: number } = {},
): string {
  const clock = (options.stepMs ?? SECOND_MS) < SECOND_MS ? 'HH:mm:ss.SSS' : 'HH:mm:ss';
  const sameYear =
    options.nowMs !== undefined &&
    formatPattern('YYYY', timeMs, timeZone) === formatPattern('YYYY', options.nowMs, timeZone);
  return formatPattern(sameYear ? `MMM D, ${clock}` : `MMM D YYYY, ${clock}`, timeMs, timeZone);
}

/** The time at the crosshair as short as the range allows: `01:09:30`, or with the day beyond two days. */
export function formatFlag(timeMs: number, timeZone: string, rangeMs: number): string {
  if (rangeMs > 120 * DAY_MS) return formatPattern('MMM D YYYY, HH:mm', timeMs, timeZone);
  if (rangeMs > 2 * DAY_MS) return formatPattern('MMM D, HH:mm', timeMs, timeZone);
  if (rangeMs < 10 * SECOND_MS) return formatPattern('HH:mm:ss.SSS', timeMs, timeZone);
  return formatPattern('HH:mm:ss', timeMs, timeZone);
}

/** A time complete and unambiguous, as for a title or a copy: `2026-11-22 01:09:30`. */
export function formatAbsolute(timeMs: number, timeZone: string): string {
  return formatPattern('YYYY-MM-DD HH:mm:ss', timeMs, timeZone);
}
