/** For tests: a store on a test database, with a clock and a log to look at. */
import type { Prisma } from '@/lib/db/client';
import { labelsFromRecord } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import type { StoreLimits } from '../limits';
import { openStore } from '../openStore';
import type { StoreRetention } from '../retention/policy';
import type { Commit, SeriesColumns } from '../storage';
import type { Store } from '../store';
import { storeWorkerBundle } from './storeWorkerBundle';

export const COHORT = { job: 'node', instance: 'a:9100', origin: 'http://a:9100/metrics' };

export interface TestClock {
  nowMs: number;
}

export interface LoggedLine {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: object;
}

export async function openTestStore(
  database: { readonly url: string; readonly prisma: Prisma },
  clock: TestClock,
  limits: Partial<StoreLimits> = {},
  lines: LoggedLine[] = [],
  onFenced?: (error: Error) => void,
  retention?: StoreRetention,
): Promise<Store> {
  const note = (level: LoggedLine['level']) => (fields: object, message: string) => {
    lines.push({ level, message, fields });
  };
  return openStore({
    prisma: database.prisma,
    databaseUrl: database.url,
    workerFile: await storeWorkerBundle(),
    now: () => clock.nowMs,
    log: { info: note('info'), warn: note('warn'), error: note('error') },
    limits: { flushIntervalMs: 50, lockWaitMs: 2_000, ...limits },
    ...(onFenced ? { onFenced } : {}),
    ...(retention ? { retention } : {}),
  });
}

/** Appends one sample of each series; `valueAt` gives undefined for "no sample", 'stale' for a marker. */
export function appendRow(
  store: Store,
  timestampMs: number,
  series: readonly Readonly<Record<string, string>>[],
  valueAt: (i: number) => number | 'stale' | undefined,
  cohort = COHORT,
): Commit {
  const appender = store.appender(cohort);
  for (const [i, labels] of series.entries()) {
    const value = valueAt(i);
    if (value === undefined) continue;
    const ref = appender.series(labelsFromRecord(labels));
    if (typeof ref === 'string') throw new Error(`series refused: ${ref}`);
    if (value === 'stale') appender.appendStale(ref, timestampMs);
    else appender.append(ref, timestampMs, value);
  }
  return appender.commit();
}

export async function selectAll(
  store: Store,
  matchers: readonly Matcher[],
  minTimeMs = -8.64e15,
  maxTimeMs = 8.64e15,
): Promise<{ series: readonly SeriesColumns[]; warnings: readonly string[] }> {
  const querier = store.querier(minTimeMs, maxTimeMs);
  try {
    return await querier.select(matchers, { stepMs: 0, rangeMs: 0, func: '' }, new AbortController().signal);
  } finally {
    querier.close();
  }
}

export function metricIs(name: string): Matcher[] {
  return [{ name: '__name__', operator: '=', value: name }];
}
