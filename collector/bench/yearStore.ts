/** A store with a year of samples, made through its own front door: appended in order of time, sealed and downsampled. */
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStore } from '@/collector/storage/openStore';
import type { Appender } from '@/collector/storage/storage';
import type { Store } from '@/collector/storage/store';
import { bundleProgram } from '@/collector/storage/testing/storeWorkerBundle';
import type { Prisma } from '@/lib/db/client';
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';

const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
/** Series that are scraped together. */
const TARGET_SERIES = 100;
/** What is appended is sealed after so many days, while the next ones are appended. */
const SEAL_DAYS = 5;

export interface YearOptions {
  /** Gauges, and as many counters. */
  readonly series: number;
  readonly days: number;
  /** Distance of samples in all days but the last, and in the last. */
  readonly stepMs: number;
  readonly lastDayStepMs: number;
}

export interface YearStore {
  readonly store: Store;
  /** Midnight at which the last day ends; it is in no tier of one hour yet. */
  readonly endMs: number;
  readonly samples: number;
  close(): Promise<void>;
}

/** @param workerSource the URL of worker/storeWorker.ts */
export async function makeYear(
  database: { readonly url: string; readonly prisma: Prisma },
  workerSource: URL,
  { series, days, stepMs, lastDayStepMs }: YearOptions,
): Promise<YearStore> {
  const endMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const clock = { nowMs: endMs - days * DAY_MS };
  const folder = await mkdtemp(join(process.cwd(), 'node_modules/.cache/year-'));
  const workerFile = join(folder, 'storeWorker.mjs');
  await bundleProgram(workerSource.href, workerFile);
  const store = await openStore({
    prisma: database.prisma,
    databaseUrl: database.url,
    workerFile: pathToFileURL(workerFile),
    now: () => clock.nowMs,
    log: { info: () => undefined, warn: console.warn, error: console.error },
  });
  const targets = makeTargets(series);
  let sealing: Promise<void> = Promise.resolve();
  for (let day = 0; day < days; day++) {
    const isLast = day === days - 1;
    const every = isLast ? lastDayStepMs : stepMs;
    if (isLast || day % SEAL_DAYS === 0) {
      await sealing;
      sealing = store.sealNow();
    }
    // What is appended on the last day must not be in tiers that a seal builds up to the present.
    if (isLast) await sealing;
    const until = clock.nowMs + DAY_MS;
    for (; clock.nowMs < until; clock.nowMs += every) await appendAll(store, targets, clock.nowMs, every);
  }
  const samples = 2 * series * (((days - 1) * DAY_MS) / stepMs + DAY_MS / lastDayStepMs);
  const close = async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { store, endMs, samples, close };
}

interface Target {
  readonly instance: string;
  readonly labels: readonly Labels[];
  readonly refs: Float64Array;
  readonly values: Float64Array;
}

function makeTargets(series: number): Target[] {
  return Array.from({ length: Math.ceil((2 * series) / TARGET_SERIES) }, (_, number) => {
    const instance = `host-${number}.example.org:9100`;
    const labels = Array.from({ length: TARGET_SERIES }, (_label, i) =>
      labelsFromRecord({ __name__: nameOf(i), device: String(i), instance, job: 'node' }),
    );
    const refs = new Float64Array(TARGET_SERIES);
    return { instance, labels, refs, values: new Float64Array(TARGET_SERIES).fill(50) };
  });
}

/** Half of a target's series are counters. */
function nameOf(i: number): string {
  return i % 2 === 0 ? 'year_gauge' : 'year_total';
}

let state = 1;

function random(): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
  return state / 2 ** 32;
}

async function appendAll(store: Store, targets: readonly Target[], timeMs: number, stepMs: number): Promise<void> {
  for (const { instance, labels, refs, values } of targets) {
    const appender = store.appender({ job: 'node', instance, origin: instance });
    for (const [i, each] of labels.entries()) {
      values[i] = next(values[i] as number, i, stepMs);
      if (refs[i] === 0) refs[i] = refOf(appender, each);
      const outcome = appender.append(refs[i] as number, timeMs, values[i] as number);
      if (outcome !== 'ok') throw new Error(`sample refused: ${outcome}`);
    }
    appender.commit();
  }
  // The log and the rounds of the store get a turn.
  await new Promise((resolve) => setImmediate(resolve));
}

function refOf(appender: Appender, labels: Labels): number {
  const ref = appender.series(labels);
  if (typeof ref === 'string') throw new Error(`series refused: ${ref}`);
  return ref;
}

/** A gauge of two decimals that wanders, a counter of some 100 a second that starts again about once a month. */
function next(value: number, i: number, stepMs: number): number {
  if (i % 2 === 0) return Math.round(100 * (value + random() - 0.5)) / 100;
  return random() < stepMs / (30 * DAY_MS) ? 0 : value + Math.floor((random() * stepMs) / 5);
}
