import { formatPattern } from '@/lib/format/dates';
import { formatDuration } from '@/lib/time/duration';
import { formatValues } from './formats';
import type { BoundVariable, Builtin } from './scope';

export interface BuiltinInput {
  readonly fromMs: number;
  readonly toMs: number;
  readonly timeZone: string;
  readonly dashboard: { readonly uid: string; readonly title: string };
  /** Login of who looks; '' for nobody in particular. */
  readonly user?: string;
}

/** Variables that stand for the time range and the dashboard: `$__from`, `$__range_s`, `$__dashboard`, …. */
export function rangeBuiltins({ fromMs, toMs, timeZone, dashboard, user = '' }: BuiltinInput): [string, Builtin][] {
  const rangeMs = Math.max(0, toMs - fromMs);
  const rangeSeconds = Math.round(rangeMs / 1000);
  return [
    ['__from', timeBuiltin(fromMs, timeZone)],
    ['__to', timeBuiltin(toMs, timeZone)],
    ['__range', () => `${rangeSeconds}s`],
    ['__range_s', () => String(rangeSeconds)],
    ['__range_ms', () => String(rangeMs)],
    ['__dashboard', (path) => (path === 'uid' ? dashboard.uid : dashboard.title)],
    ['__org', (path) => (path === 'name' ? 'Main Org.' : '1')],
    ['__timezone', () => timeZone],
    ['__url_time_range', () => `from=${fromMs}&to=${toMs}`],
    ['__user', (path) => (path === 'id' ? '0' : path === 'email' ? '' : user)],
  ];
}

/** `$__all_variables`: all choices as parameters of a link, without those that are kept out of addresses. */
export function allVariables(variables: Iterable<BoundVariable>): Builtin {
  const parameters = [...variables]
    .filter(({ inUrl }) => inUrl !== false)
    .map((variable) => formatValues(variable, 'queryparam') ?? '');
  return () => parameters.filter((text) => text !== '').join('&');
}

/** Variables that depend on the step of a query. */
export function intervalBuiltins(intervalMs: number, rateIntervalMs: number): [string, Builtin][] {
  return [
    ['__interval', () => formatDuration(intervalMs)],
    ['__interval_ms', () => String(intervalMs)],
    ['__rate_interval', () => formatDuration(rateIntervalMs)],
    ['__rate_interval_ms', () => String(rateIntervalMs)],
  ];
}

/** `${__from}` is milliseconds, `${__from:date}` ISO 8601, `:date:seconds` seconds, `:date:YYYY-MM` a pattern. */
function timeBuiltin(timeMs: number, timeZone: string): Builtin {
  return (_path, format) => {
    if (format === undefined || !format.startsWith('date')) return String(timeMs);
    const pattern = format.slice('date:'.length);
    if (pattern === '' || pattern === 'iso') return new Date(timeMs).toISOString();
    if (pattern === 'seconds') return String(Math.round(timeMs / 1000));
    return formatPattern(pattern, timeMs, timeZone);
  };
}
