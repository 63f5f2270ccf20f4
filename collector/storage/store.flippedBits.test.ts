import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import type { SeriesColumns } from './storage';
import { randomBits, storedBytes } from './testing/flippedBits';
import { appendRow, type LoggedLine, metricIs, openTestStore, selectAll, type TestClock } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const ROWS = 300;
const STEP_MS = 15_000;
const SERIES = Array.from({ length: 20 }, (_, i) => ({ __name__: 'm', i: String(i) }));

type Store = Awaited<ReturnType<typeof openTestStore>>;

/** A small deterministic generator (mulberry32). */
function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Appends rows of all series, with gaps; advances the clock. */
async function fill(store: Store, clock: TestClock, random: () => number, from: number, to: number): Promise<void> {
  for (let row = from; row < to; row++) {
    clock.nowMs = START + row * STEP_MS;
    const valueAt = (i: number) => (random() < 0.05 ? undefined : Math.round(random() * 1e6) / (i % 3 === 0 ? 1 : 100));
    await appendRow(store, clock.nowMs, SERIES, valueAt).durable();
  }
}

/** Samples by series and time. */
function samplesOf(series: readonly SeriesColumns[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { labels, timestamps, values } of series) {
    for (const [row, timeMs] of timestamps.entries()) out.set(`${labels.join(',')}@${timeMs}`, values[row] as number);
  }
  return out;
}

/** What is answered must be true; what is missing must be said. */
function expectTrueOrTold(found: Map<string, number>, truth: Map<string, number>, told: boolean, bit: string): void {
  for (const [sample, value] of found) {
    if (truth.get(sample) !== value) throw new Error(`${bit}: ${sample} is ${value}, not ${truth.get(sample)}`);
  }
  if (found.size < truth.size && !told) throw new Error(`${bit}: ${truth.size - found.size} samples missing untold`);
}

describe('a bit turned over in what is stored', () => {
  const database = useTestDatabase();

  it('in 1,000 places of pages: each query tells, or answers the truth', async () => {
    const clock = { nowMs: START };
    const { prisma } = database();
    const store = await openTestStore(database(), clock, { maxCacheBytes: 0 });
    const random = randomSource(7);
    await fill(store, clock, random, 0, ROWS / 2);
    await store.sealNow();
    await fill(store, clock, random, ROWS / 2, ROWS);
    await expect.poll(() => store.stats().waitingPageBytes, { timeout: 10_000 }).toBe(0);
    const truth = samplesOf((await selectAll(store, metricIs('m'))).series);
    const [sealed, fresh] = [await storedBytes(prisma, 'Page'), await storedBytes(prisma, 'FreshPage')];
    expect([sealed.length, fresh.length].every((count) => count > 0)).toBe(true);
    const rows = [...sealed, ...fresh];
    let told = 0;
    for (const bit of randomBits(prisma, rows, 1_000, random)) {
      await bit.flip();
      const { series, warnings } = await selectAll(store, metricIs('m'));
      expectTrueOrTold(samplesOf(series), truth, warnings.length > 0, bit.name);
      if (warnings.length > 0) told++;
      await bit.flip();
    }
    // All but those in the two reserved bytes of a page.
    expect(told).toBeGreaterThan(900);
    expect(samplesOf((await selectAll(store, metricIs('m'))).series)).toEqual(truth);
    await store.close();
  }, 120_000);
});

/** The largest value of each five minutes, by series and time. */
async function largestOf(store: Store): Promise<{ samples: Map<string, number>; told: boolean; coarse: boolean }> {
  const resolutionMs = 300_000;
  const querier = store.querier(START + 1, START + ROWS * STEP_MS);
  const hints = {
    func: 'max_over_time',
    stepMs: resolutionMs,
    rangeMs: resolutionMs,
    startMs: START,
    maxResolutionMs: resolutionMs,
  } as const;
  const set = await querier.select(metricIs('m'), hints, new AbortController().signal).finally(() => querier.close());
  return { samples: samplesOf(set.series), told: set.warnings.length > 0, coarse: set.resolutionMs === resolutionMs };
}

describe('a bit turned over in a downsampled tier', () => {
  const database = useTestDatabase();

  it('in 300 places of its pages: each query tells, or answers the truth', async () => {
    const clock = { nowMs: START };
    const { prisma } = database();
    const store = await openTestStore(database(), clock, { maxCacheBytes: 0 });
    const random = randomSource(9);
    await fill(store, clock, random, 0, ROWS);
    await store.sealNow();
    const truth = await largestOf(store);
    expect(truth.coarse).toBe(true);
    const rows = (await storedBytes(prisma, 'Page')).filter(({ where }) => where.startsWith('"tier" = 1'));
    let told = 0;
    for (const bit of randomBits(prisma, rows, 300, random)) {
      await bit.flip();
      const found = await largestOf(store);
      expectTrueOrTold(found.samples, truth.samples, found.told, bit.name);
      if (found.told) told++;
      await bit.flip();
    }
    expect(told).toBeGreaterThan(270);
    await store.close();
  }, 120_000);
});

describe('a bit turned over in what is read at start', () => {
  const database = useTestDatabase();

  it('in 30 places of windows, series and log: the store opens, and tells, or answers the truth', async () => {
    const clock = { nowMs: START };
    const { prisma } = database();
    const first = await openTestStore(database(), clock);
    const random = randomSource(8);
    await fill(first, clock, random, 0, 40);
    await first.sealNow();
    await fill(first, clock, random, 40, 60);
    const truth = samplesOf((await selectAll(first, metricIs('m'))).series);
    await first.close();
    // They would answer in the place of damaged raw windows, with buckets instead of samples.
    await prisma.page.deleteMany({ where: { tier: { gt: 0 } } });
    await prisma.window.deleteMany({ where: { tier: { gt: 0 } } });
    const rows = [
      ...(await storedBytes(prisma, 'Window', 'directory')),
      ...(await storedBytes(prisma, 'Window', 'members')),
      ...(await storedBytes(prisma, 'SeriesBlock')),
      ...(await storedBytes(prisma, 'HeadLog')),
    ];
    for (const bit of randomBits(prisma, rows, 30, random)) {
      await bit.flip();
      const lines: LoggedLine[] = [];
      const store = await openTestStore(database(), clock, {}, lines);
      const { series, warnings } = await selectAll(store, metricIs('m'));
      const isTold = warnings.length > 0 || lines.some(({ level }) => level === 'error');
      expectTrueOrTold(samplesOf(series), truth, isTold, bit.name);
      await store.close();
      await bit.flip();
    }
  }, 120_000);
});
