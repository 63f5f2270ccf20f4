import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel, labelsFromRecord } from '@/lib/labels/labels';
import type { Store } from './store';
import { openTestStore, selectAll } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 9, 50, 0);
const SERIES = 60;
const STEP_MS = 5_000;

/** Small pages and little memory for merging, so that sealing takes many passes, and amending renews few of the pages. */
const LIMITS = {
  blockMs: 60_000,
  windowMs: 600_000,
  sealQuietMs: 100,
  logSegmentMs: 60_000,
  lateMs: 1_000,
  sealedPageBytes: 1_500,
  maxMergeBytes: 4_000,
};

/** xorshift32, so that a failure can be repeated. */
function randomSource(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Times of all samples by series; a sample's value follows from the two. */
type Reference = Map<number, Set<number>>;

function sampleValue(series: number, timeMs: number): number {
  return series * 1e6 + (timeMs - START) / 7;
}

async function append(store: Store, reference: Reference, series: Iterable<number>, timeMs: number): Promise<void> {
  const appender = store.appender({ job: 'sealing', instance: 'a', origin: 'push' });
  const taken: number[] = [];
  for (const i of series) {
    const ref = appender.series(labelsFromRecord({ __name__: `m${i % 7}`, i: String(i) }));
    if (typeof ref === 'string') throw new Error(ref);
    if (appender.append(ref, timeMs, sampleValue(i, timeMs)) === 'ok') taken.push(i);
  }
  await appender.commit().durable();
  for (const i of taken) reference.set(i, (reference.get(i) ?? new Set()).add(timeMs));
}

/** Every sample that was durable when the query began, none twice and none wrong. */
async function expectAll(store: Store, reference: Reference, random: () => number): Promise<void> {
  const known = new Map([...reference].map(([i, times]) => [i, new Set(times)]));
  const metric = Math.floor(random() * 7);
  const { series, warnings } = await selectAll(store, [{ name: '__name__', operator: '=', value: `m${metric}` }]);
  expect(warnings).toEqual([]);
  const found = new Map(series.map((one) => [Number(getLabel(one.labels, 'i')), one]));
  for (const [i, times] of known) {
    if (i % 7 !== metric) continue;
    const { timestamps, values } = found.get(i) ?? { timestamps: new Float64Array(0), values: new Float64Array(0) };
    expect(new Set(timestamps).size).toBe(timestamps.length);
    expect([i, ...times].filter((time) => time !== i && !timestamps.includes(time))).toEqual([]);
    expect([...values]).toEqual(Array.from(timestamps, (time) => sampleValue(i, time)));
  }
}

describe('a reader while windows are sealed and amended', () => {
  const database = useTestDatabase();

  it.each([21, 22])(
    'sees every sample exactly once (seed %i)',
    async (seed) => {
      const random = randomSource(seed);
      const clock = { nowMs: START + seed * 3_600_000 };
      const fromMs = clock.nowMs;
      let store = await openTestStore(database(), clock, LIMITS);
      const reference: Reference = new Map();
      for (let round = 0; round < 5; round++) {
        for (let step = 0; step < 20; step++) {
          clock.nowMs += STEP_MS;
          await append(store, reference, Array(SERIES).keys(), clock.nowMs);
        }
        // Late samples of a few series, some of them new, in any window so far.
        const late = fromMs + Math.floor((random() * (clock.nowMs - fromMs)) / 1_000) * 1_000 + 1;
        await append(store, reference, [Math.floor(random() * SERIES), SERIES + round], late);
        let sealed = false;
        const sealing = store.sealNow().finally(() => {
          sealed = true;
        });
        while (!sealed) {
          await expectAll(store, reference, random);
          clock.nowMs += 100;
          await append(store, reference, [1, 2, 3], clock.nowMs);
        }
        await sealing;
        await expectAll(store, reference, random);
        if (random() < 0.3) {
          await store.close();
          store = await openTestStore(database(), clock, LIMITS);
        }
      }
      const { conflictingSamples, damaged } = store.stats();
      expect({ conflictingSamples, damaged }).toEqual({ conflictingSamples: 0, damaged: 0 });
      await store.close();
    },
    120_000,
  );
});

describe('a start after the process ended between two steps of sealing', () => {
  const database = useTestDatabase();

  it('removes pages of unpublished generations, and those that a publication replaced', async () => {
    const clock = { nowMs: START };
    const first = await openTestStore(database(), clock, LIMITS);
    const reference: Reference = new Map();
    await append(first, reference, Array(SERIES).keys(), START);
    await first.sealNow();
    await first.close();
    const { prisma } = database();
    const pages = () =>
      prisma.page.findMany({ orderBy: [{ windowStart: 'asc' }, { generation: 'asc' }, { part: 'asc' }] });
    const before = await pages();
    const [page] = before.filter(({ tier }) => tier === 0);
    if (page === undefined) throw new Error('nothing was sealed');
    await prisma.page.createMany({
      data: [
        { ...page, part: 999 },
        { ...page, generation: page.generation + 1 },
      ],
    });
    const second = await openTestStore(database(), clock, LIMITS);
    expect(await pages()).toEqual(before);
    await expectAll(second, reference, randomSource(1));
    await second.close();
  }, 60_000);
});
