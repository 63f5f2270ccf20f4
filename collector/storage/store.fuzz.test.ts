import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel, labelsFromRecord } from '@/lib/labels/labels';
import type { Store } from './store';
import { randomSource } from './testing/randomSource';
import { openTestStore, selectAll } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 9, 50, 0);
const SERIES = 40;

/** What was taken, by series and time. */
type Reference = Map<number, Map<number, number>>;

/** Appends to one of three cohorts: scrapes, pushes with times of their own, imports, late samples, duplicates. */
async function appendSome(store: Store, random: () => number, nowMs: number, reference: Reference): Promise<void> {
  const cohort = Math.floor(random() * 3);
  const backfill = random() < 0.1;
  const appender = store.appender({ job: 'fuzz', instance: String(cohort), origin: 'push' }, { backfill });
  const taken: [number, number, number][] = [];
  let refused = 0;
  for (let i = cohort; i < SERIES; i += 3) {
    if (random() < 0.1) continue;
    const ref = appender.series(labelsFromRecord({ __name__: `m${i % 5}`, i: String(i) }));
    if (typeof ref === 'string') throw new Error(ref);
    const timestampMs = nowMs - ageOf(i, cohort, backfill, random);
    const known = reference.get(i)?.get(timestampMs);
    // Some of what is there comes again.
    const value = known !== undefined && random() < 0.5 ? known : Math.round(random() * 1e6) / 100;
    if (appender.append(ref, timestampMs, value) === 'ok') taken.push([i, timestampMs, value]);
    else refused++;
  }
  const commit = appender.commit();
  const refusedInAll = Object.values(commit.refused).reduce((sum, count) => sum + count, 0);
  for (const [i, timestampMs, value] of taken) {
    const samples = reference.get(i) ?? new Map<number, number>();
    // The first one wins: a later one is found out when it is merged, if not before.
    if (samples.has(timestampMs)) continue;
    // A block that is full closes during the commit, and what is too late is refused then: who was it?
    if (refusedInAll > refused && !(await isStored(store, i, timestampMs))) continue;
    samples.set(timestampMs, value);
    reference.set(i, samples);
  }
}

/** Cohort 1 has explicit timestamps by group; some samples of every cohort are late, a little or by hours. */
function ageOf(i: number, cohort: number, backfill: boolean, random: () => number): number {
  const shift = cohort === 1 ? (i % 4) * 1_111 : 0;
  if (backfill) return shift + Math.floor(random() * 500) * 17_000;
  if (random() < 0.02) return shift + Math.floor(random() * 100) * 60_000;
  return shift + (random() < 0.05 ? Math.floor(random() * 40) * 1_000 : 0);
}

async function isStored(store: Store, i: number, timestampMs: number): Promise<boolean> {
  const matcher = { name: 'i', operator: '=', value: String(i) } as const;
  const { series } = await selectAll(store, [matcher], timestampMs, timestampMs);
  return series.length === 1;
}

async function expectReference(store: Store, reference: Reference, minMs: number, maxMs: number): Promise<void> {
  const { series, warnings } = await selectAll(
    store,
    [{ name: '__name__', operator: '=~', value: 'm.' }],
    minMs,
    maxMs,
  );
  expect(warnings).toEqual([]);
  const found = new Map(series.map((one) => [Number(getLabel(one.labels, 'i')), one]));
  for (const [i, samples] of reference) {
    const want = [...samples].filter(([time]) => time >= minMs && time <= maxMs).sort(([a], [b]) => a - b);
    const one = found.get(i);
    expect([i, ...(one?.timestamps ?? [])]).toEqual([i, ...want.map(([time]) => time)]);
    expect([i, ...(one?.values ?? [])]).toEqual([i, ...want.map(([, value]) => value)]);
  }
}

describe.each([7, 8, 9])('store against a plain map (seed %i)', (seed) => {
  const database = useTestDatabase();

  it('agrees whatever is appended, closed, sealed and reopened in between', async () => {
    const random = randomSource(seed);
    const clock = { nowMs: START + seed * 3_600_000 };
    const limits = { blockMs: 120_000, windowMs: 600_000, sealQuietMs: 100, logSegmentMs: 60_000, lateMs: 30_000 };
    let store = await openTestStore(database(), clock, limits);
    const reference: Reference = new Map();
    for (let turn = 0; turn < 350; turn++) {
      clock.nowMs += Math.floor(random() * 5_000);
      await appendSome(store, random, clock.nowMs, reference);
      const dice = random();
      if (dice < 0.02) await store.sealNow();
      else if (dice < 0.03) {
        await store.close();
        store = await openTestStore(database(), clock, limits);
      } else if (dice < 0.08) {
        const startMs = START + seed * 3_600_000;
        const from = startMs + random() * (clock.nowMs - startMs);
        await expectReference(store, reference, Math.floor(from), Math.floor(from + random() * 600_000));
      }
    }
    await expectReference(store, reference, START - 4 * 3_600_000, 8e15);
    await store.sealNow();
    await expectReference(store, reference, START - 4 * 3_600_000, 8e15);
    await store.close();
  }, 60_000);
});
