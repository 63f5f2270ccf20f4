import type { TimeRangeText } from '@/lib/time/timeRange';

/** What the address says about time; what it does not say is undefined and comes from the dashboard. */
export interface TimeUrlState {
  readonly range?: TimeRangeText;
  readonly timeZone?: string;
  /** `''` for off. */
  readonly refresh?: string;
}

const MAX_LENGTH = 100;

/** Reads Grafana's `from`, `to`, `time` and `time.window`, `timezone` or `tz`, `refresh`. */
export function readTimeUrl(params: URLSearchParams): TimeUrlState {
  const range = readRange(params);
  const timeZone = short(params.get('timezone')) ?? short(params.get('tz'));
  const refresh = params.get('refresh');
  return {
    ...(range === undefined ? {} : { range }),
    ...(timeZone === undefined || timeZone === '' ? {} : { timeZone }),
    ...(refresh === null ? {} : { refresh: refresh === 'off' ? '' : refresh.slice(0, MAX_LENGTH) }),
  };
}

function readRange(params: URLSearchParams): TimeRangeText | undefined {
  const from = short(params.get('from'));
  const to = short(params.get('to'));
  if (from !== undefined || to !== undefined) return { from: from || 'now-6h', to: to || 'now' };
  const centre = Number(params.get('time'));
  const windowMs = Number(params.get('time.window'));
  if (!(centre > 0 && windowMs > 0)) return undefined;
  return { from: String(Math.round(centre - windowMs / 2)), to: String(Math.round(centre + windowMs / 2)) };
}

function short(text: string | null): string | undefined {
  return text === null || text.length > MAX_LENGTH ? undefined : text.trim();
}

export function withRange(params: URLSearchParams, { from, to }: TimeRangeText): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('time');
  next.delete('time.window');
  next.set('from', from);
  next.set('to', to);
  return next;
}

export function withTimeZone(params: URLSearchParams, timeZone: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete('tz');
  next.set('timezone', timeZone);
  return next;
}

export function withRefresh(params: URLSearchParams, refresh: string): URLSearchParams {
  const next = new URLSearchParams(params);
  next.set('refresh', refresh === '' ? 'off' : refresh);
  return next;
}
