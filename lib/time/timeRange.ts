/** Time as it stands in URLs and dashboards: `now-6h`, `now-1d/d`, `now/fy`, milliseconds, or a date. */
import { fromWallClock, zonedParts } from './zone';

export interface TimeRangeText {
  readonly from: string;
  readonly to: string;
}

export interface ParseTimeOptions {
  readonly nowMs: number;
  readonly timeZone: string;
  /** First day of the week, 0 Sunday to 6; Monday when absent. */
  readonly weekStart?: number;
  /** First month of the fiscal year, 1 to 12; January when absent. */
  readonly fiscalYearStartMonth?: number;
}

type Unit = 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'Q' | 'y' | 'fQ' | 'fy';

const STEP = /([+-])(\d{0,9})(fQ|fy|[smhdwMQy])|\/(fQ|fy|[smhdwMQy])/y;
const FIXED_MS: Readonly<Record<string, number>> = { s: 1000, m: 60_000, h: 3_600_000 };

/** Adds calendar units on the wall clock of the zone: a day is not always 24 hours, months have their own length. */
function addUnits(timeMs: number, count: number, unit: Unit, timeZone: string): number {
  const fixed = FIXED_MS[unit];
  if (fixed !== undefined) return timeMs + count * fixed;
  const { year, month, day, hour, minute, second, ms } = zonedParts(timeMs, timeZone);
  if (unit === 'd' || unit === 'w') {
    const days = day + count * (unit === 'w' ? 7 : 1);
    return fromWallClock(timeZone, [year, month, days, hour, minute, second]) + ms;
  }
  const months = unit === 'M' ? count : unit === 'Q' || unit === 'fQ' ? count * 3 : count * 12;
  const target = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(target / 12);
  const targetMonth = target - targetYear * 12 + 1;
  const lastDay = new Date(Date.UTC(targetYear, targetMonth, 0)).getUTCDate();
  return fromWallClock(timeZone, [targetYear, targetMonth, Math.min(day, lastDay), hour, minute, second]) + ms;
}

function startOf(timeMs: number, unit: Unit, options: ParseTimeOptions): number {
  const { timeZone, weekStart = 1, fiscalYearStartMonth = 1 } = options;
  const { year, month, day, hour, minute, second, weekday } = zonedParts(timeMs, timeZone);
  const fiscalMonth = (month - fiscalYearStartMonth + 12) % 12;
  switch (unit) {
    case 's':
      return fromWallClock(timeZone, [year, month, day, hour, minute, second]);
    case 'm':
      return fromWallClock(timeZone, [year, month, day, hour, minute]);
    case 'h':
      return fromWallClock(timeZone, [year, month, day, hour]);
    case 'd':
      return fromWallClock(timeZone, [year, month, day]);
    case 'w':
      return fromWallClock(timeZone, [year, month, day - ((weekday - weekStart + 7) % 7)]);
    case 'M':
      return fromWallClock(timeZone, [year, month, 1]);
    case 'Q':
      return fromWallClock(timeZone, [year, month - ((month - 1) % 3), 1]);
    case 'y':
      return fromWallClock(timeZone, [year, 1, 1]);
    case 'fQ':
      return fromWallClock(timeZone, [year, month - (fiscalMonth % 3), 1]);
    case 'fy':
      return fromWallClock(timeZone, [year, month - fiscalMonth, 1]);
  }
}

function parseSteps(text: string, startMs: number, roundUp: boolean, options: ParseTimeOptions): number | undefined {
  let time = startMs;
  STEP.lastIndex = 0;
  while (STEP.lastIndex < text.length) {
    const step = STEP.exec(text);
    if (!step) return undefined;
    const unit = (step[3] ?? step[4]) as Unit;
    if (step[4] !== undefined) {
      time = startOf(time, unit, options);
      if (roundUp) time = addUnits(time, 1, unit, options.timeZone) - 1;
    } else {
      const count = step[2] === '' ? 1 : Number(step[2]);
      time = addUnits(time, step[1] === '-' ? -count : count, unit, options.timeZone);
    }
  }
  return Number.isFinite(time) && Math.abs(time) <= 8.64e15 ? time : undefined;
}

const DATE = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?)?$/;

function parseDate(text: string, roundUp: boolean, timeZone: string): number | undefined {
  const parts = DATE.exec(text);
  if (!parts) {
    const time = /[zZ]|[+-]\d{2}:?\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
    return Number.isNaN(time) ? undefined : time;
  }
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => Number(part ?? 0));
  if (!month || month > 12 || !day || day > 31 || (hour ?? 0) > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) {
    return undefined;
  }
  const start = fromWallClock(timeZone, [year ?? 0, month, day, hour, minute, second]);
  // A date alone, as the end of a range, means the whole day.
  if (parts[4] === undefined && roundUp) return addUnits(start, 1, 'd', timeZone) - 1;
  return start + Number((parts[7] ?? '0').padEnd(3, '0'));
}

/**
 * The time in ms a text means, or undefined. `roundUp` makes `/d` the end of the day (ms exact), as for the end of
 * a range. Reads `now` with steps, `<date>||<steps>`, milliseconds, `YYYY-MM-DD[ HH:mm[:ss]]` in the zone, ISO 8601.
 */
export function parseTime(text: string, roundUp: boolean, options: ParseTimeOptions): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length > 100) return undefined;
  if (trimmed.startsWith('now')) return parseSteps(trimmed.slice(3), options.nowMs, roundUp, options);
  const bars = trimmed.indexOf('||');
  if (bars >= 0) {
    const start = parseDate(trimmed.slice(0, bars), false, options.timeZone);
    return start === undefined ? undefined : parseSteps(trimmed.slice(bars + 2), start, roundUp, options);
  }
  if (/^-?\d{5,16}$/.test(trimmed)) return Number(trimmed);
  return parseDate(trimmed, roundUp, options.timeZone);
}

export interface ParsedRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Both ends of a range; undefined when one cannot be read or the range is not longer than nothing. */
export function parseTimeRange(range: TimeRangeText, options: ParseTimeOptions): ParsedRange | undefined {
  const fromMs = parseTime(range.from, false, options);
  const toMs = parseTime(range.to, true, options);
  if (fromMs === undefined || toMs === undefined || fromMs >= toMs) return undefined;
  return { fromMs, toMs };
}

/** True when the text moves with the clock. */
export function isRelative(text: string): boolean {
  return text.trim().startsWith('now');
}

const UNIT_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  s: ['second', 'seconds'],
  m: ['minute', 'minutes'],
  h: ['hour', 'hours'],
  d: ['day', 'days'],
  w: ['week', 'weeks'],
  M: ['month', 'months'],
  Q: ['quarter', 'quarters'],
  y: ['year', 'years'],
};

const WHOLE: Readonly<Record<string, string>> = {
  'now/d|now/d': 'Today',
  'now/d|now': 'Today so far',
  'now-1d/d|now-1d/d': 'Yesterday',
  'now-2d/d|now-2d/d': 'Day before yesterday',
  'now-7d/d|now-7d/d': 'This day last week',
  'now/w|now/w': 'This week',
  'now/w|now': 'This week so far',
  'now-1w/w|now-1w/w': 'Previous week',
  'now/M|now/M': 'This month',
  'now/M|now': 'This month so far',
  'now-1M/M|now-1M/M': 'Previous month',
  'now/y|now/y': 'This year',
  'now/y|now': 'This year so far',
  'now-1y/y|now-1y/y': 'Previous year',
  'now/fQ|now/fQ': 'This fiscal quarter',
  'now/fQ|now': 'This fiscal quarter so far',
  'now-1Q/fQ|now-1Q/fQ': 'Previous fiscal quarter',
  'now/fy|now/fy': 'This fiscal year',
  'now/fy|now': 'This fiscal year so far',
  'now-1y/fy|now-1y/fy': 'Previous fiscal year',
};

/** A relative range in words, `Last 6 hours`; undefined when it has none (show the times instead). */
export function describeRange({ from, to }: TimeRangeText): string | undefined {
  const whole = WHOLE[`${from}|${to}`];
  if (whole) return whole;
  const last = /^now-(\d+)([smhdwMQy])$/.exec(from);
  if (!last || to !== 'now') return isRelative(from) && isRelative(to) ? `${from} to ${to}` : undefined;
  const words = UNIT_WORDS[last[2] ?? ''];
  return words ? `Last ${last[1]} ${last[1] === '1' ? words[0] : words[1]}` : undefined;
}
