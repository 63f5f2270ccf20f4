/** Times as text, for units that are dates. The locale is fixed so that every reader sees the same. */
import { ageText } from '@/lib/time/age';
import { zonedParts } from '@/lib/time/zone';

interface DateContext {
  readonly timeZone: string;
  readonly nowMs: number;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'];
const ALL_MONTHS = [...MONTHS, 'October', 'November', 'December'];
const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

const TOKENS = /\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH|H|hh|h|mm|m|ss|s|SSS|A|a|X|x/g;

/** A time by a pattern in moment's letters (`YYYY-MM-DD HH:mm:ss`); text in brackets is kept. */
export function formatPattern(pattern: string, timeMs: number, timeZone: string): string {
  const { year, month, day, hour, minute, second, ms, weekday } = zonedParts(timeMs, timeZone);
  const pad = (n: number, width = 2) => String(n).padStart(width, '0');
  const values: Record<string, string> = {
    YYYY: pad(year, 4),
    YY: pad(year % 100),
    MMMM: ALL_MONTHS[month - 1] ?? '',
    MMM: (ALL_MONTHS[month - 1] ?? '').slice(0, 3),
    MM: pad(month),
    M: String(month),
    DD: pad(day),
    D: String(day),
    dddd: DAYS[weekday] ?? '',
    ddd: (DAYS[weekday] ?? '').slice(0, 3),
    HH: pad(hour),
    H: String(hour),
    hh: pad(hour % 12 || 12),
    h: String(hour % 12 || 12),
    mm: pad(minute),
    m: String(minute),
    ss: pad(second),
    s: String(second),
    SSS: pad(ms, 3),
    A: hour < 12 ? 'AM' : 'PM',
    a: hour < 12 ? 'am' : 'pm',
    X: String(Math.floor(timeMs / 1000)),
    x: String(timeMs),
  };
  return pattern.replace(TOKENS, (token, literal: string | undefined) => literal ?? values[token] ?? token);
}

const STYLES: Record<string, readonly [date: string, time: string]> = {
  Iso: ['YYYY-MM-DD', 'HH:mm:ss'],
  US: ['MM/DD/YYYY', 'h:mm:ss a'],
  Local: ['YYYY-MM-DD', 'HH:mm:ss'],
  System: ['YYYY-MM-DD', 'HH:mm:ss'],
};

/** A value in ms as a date: one of the styles, `FromNow`, or a pattern; without the date if it is today and so asked. */
export function dateText(style: string, value: number, context: DateContext, noDateIfToday = false): string {
  const { timeZone, nowMs } = context;
  if (!Number.isFinite(value) || Math.abs(value) > 8.64e15) return String(value);
  if (style === 'FromNow') return ageText(value, nowMs);
  const known = STYLES[style];
  if (!known) return formatPattern(style, value, timeZone);
  const day = formatPattern(known[0], value, timeZone);
  const time = formatPattern(known[1], value, timeZone);
  return noDateIfToday && day === formatPattern(known[0], nowMs, timeZone) ? time : `${day} ${time}`;
}
