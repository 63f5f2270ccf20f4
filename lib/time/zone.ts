/** Wall-clock arithmetic in IANA time zones, on Intl alone. Times are ms since the epoch. */

/** A wall clock: month 1–12, weekday 0 (Sunday) to 6. */
export interface ZonedParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly ms: number;
  readonly weekday: number;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

/** null for UTC, which needs no Intl. Unknown names count as UTC: a dashboard's zone is not ours to trust. */
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  const cached = formats.get(timeZone);
  if (cached !== undefined) return cached;
  const name = resolveZone(timeZone);
  const format =
    name === 'UTC'
      ? null
      : new Intl.DateTimeFormat('en-US', {
          timeZone: name,
          hourCycle: 'h23',
          year: 'numeric',
          month: 'numeric',
          day: 'numeric',
          hour: 'numeric',
          minute: 'numeric',
          second: 'numeric',
        });
  formats.set(timeZone, format);
  return format;
}

/** `browser` and '' become the zone of this machine, `utc` UTC, unknown names UTC. */
export function resolveZone(timeZone: string): string {
  if (timeZone === 'browser' || timeZone === '' || timeZone === 'default') {
    return Intl.DateTimeFormat().resolvedOptions().timeZone;
  }
  if (timeZone.toLowerCase() === 'utc') return 'UTC';
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}

const HOUR_MS = 3_600_000;
const QUARTER_MS = 900_000;
const offsets = new Map<string, Map<number, number>>();

/** Local time minus UTC in ms. Offsets change on quarters of an hour at the finest, so one lookup serves a quarter. */
export function zoneOffset(timeMs: number, timeZone: string): number {
  const format = formatOf(timeZone);
  if (!format || !Number.isFinite(timeMs) || Math.abs(timeMs) > 8.64e15) return 0;
  let known = offsets.get(timeZone);
  if (!known) {
    known = new Map();
    offsets.set(timeZone, known);
  }
  const quarter = Math.floor(timeMs / QUARTER_MS);
  const cached = known.get(quarter);
  if (cached !== undefined) return cached;
  const at = quarter * QUARTER_MS;
  const parts: Record<string, number> = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
  if (known.size > 5000) known.clear();
  known.set(quarter, offset);
  return offset;
}

export function zonedParts(timeMs: number, timeZone: string): ZonedParts {
  const local = new Date(timeMs + zoneOffset(timeMs, timeZone));
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    ms: local.getUTCMilliseconds(),
    weekday: local.getUTCDay(),
  };
}

/**
 * The time of a wall clock; fields overflow as in Date.UTC (day 32 is the next month's first days). A clock that a
 * change to summer time skips is moved ahead, one that happens twice is the earlier.
 */
export function fromWallClock(
  timeZone: string,
  clock: readonly [year: number, month: number, day: number, hour?: number, minute?: number, second?: number],
): number {
  const [year, month, day, hour = 0, minute = 0, second = 0] = clock;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  const before = zoneOffset(wall - 24 * HOUR_MS, timeZone);
  const after = zoneOffset(wall + 24 * HOUR_MS, timeZone);
  for (const offset of [Math.max(before, after), Math.min(before, after)]) {
    if (zoneOffset(wall - offset, timeZone) === offset) return wall - offset;
  }
  return wall - before;
}
