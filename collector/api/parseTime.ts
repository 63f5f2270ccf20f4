/** Times and durations as the Prometheus API writes them. Seconds at the border, milliseconds inside. */
import { parseDuration as parseConfigDuration } from '@/collector/config/duration';

const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const RFC3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Prometheus' names for “since ever” and “for ever”, which its own clients send (web/api/v1/api.go). */
const EXTREMES: ReadonlyMap<string, number> = new Map([
  ['-292273086-05-16T16:47:06Z', Number.MIN_SAFE_INTEGER],
  ['292277025-08-18T07:12:54.999999999Z', Number.MAX_SAFE_INTEGER],
]);

/** Unix seconds or RFC 3339, as milliseconds; undefined when the text is neither or too far away to count. */
export function parseTime(text: string): number | undefined {
  if (DECIMAL.test(text)) return safeMilliseconds(Number(text));
  const extreme = EXTREMES.get(text);
  if (extreme !== undefined) return extreme;
  const match = RFC3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour] = [1, 2, 3, 4].map((group) => Number(match[group])) as [
    number,
    number,
    number,
    number,
  ];
  if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month) || hour > 23) return undefined;
  const ms = Date.parse(text.toUpperCase());
  return Number.isNaN(ms) ? undefined : ms;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** Seconds (`15`, `0.5`) or a Prometheus duration (`1m30s`), as milliseconds; undefined when it is neither. */
export function parseDuration(text: string): number | undefined {
  return DECIMAL.test(text) ? safeMilliseconds(Number(text)) : parseConfigDuration(text);
}

function safeMilliseconds(seconds: number): number | undefined {
  const ms = Math.round(seconds * 1000);
  return Number.isSafeInteger(ms) ? ms : undefined;
}
