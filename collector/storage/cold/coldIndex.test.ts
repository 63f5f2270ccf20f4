import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { labelsFromRecord } from '@/lib/labels/labels';
import { compileMatcher, type Matcher, type MatchOperator } from '@/lib/labels/matcher';
import { Lease } from '../postgres/lease';
import { type StoreTables, storeTables } from '../postgres/tables';
import { ColdIndex, type ColdSelection } from './coldIndex';
import type { ColdSeries } from './coldRun';
import { type MergeOutcome, mergeRuns } from './mergeRuns';
import { podSeries, randomSource } from './testing/podSeries';

const DAY_MS = 86_400_000;
const DAY = Date.UTC(2026, 10, 20);

describe('the cold index', () => {
  const database = useTestDatabase();
  let lease: Lease;
  let tables: StoreTables;
  /** What queries were told, and what the log was. */
  let damage: string[];
  let told: string[];

  beforeEach(async () => {
    const { prisma, url } = database();
    lease = await Lease.acquire({ prisma, databaseUrl: url, waitMs: 5_000, onLost: () => undefined });
    tables = storeTables(prisma, lease);
    damage = [];
    told = [];
    await prisma.coldRun.deleteMany();
  });
  afterEach(() => lease.release());

  function open(): Promise<ColdIndex> {
    const { cold: table, coldPartitions: partitions } = storeTables(database().prisma, lease);
    const views = { drained: async () => undefined };
    return ColdIndex.open({
      table,
      partitions,
      views,
      maxCacheBytes: 8 << 20,
      onDamage: (message) => told.push(message),
    });
  }

  function selection(
    matchers: readonly [name: string, operator: MatchOperator, value: string][],
    minTimeMs = -8.64e15,
    maxTimeMs = 8.64e15,
  ): ColdSelection {
    const set = matchers.map(([name, operator, value]): Matcher => ({ name, operator, value }));
    const onDamage = (message: string) => damage.push(message);
    return { matcherSets: [set], minTimeMs, maxTimeMs, signal: new AbortController().signal, onDamage };
  }

  async function mergeAll(cold: ColdIndex, nowMs: number): Promise<MergeOutcome[]> {
    const outcomes: MergeOutcome[] = [];
    for (;;) {
      const outcome = await cold.mergeDue(nowMs, (input) => mergeRuns({ tables }, input, { turn: () => undefined }));
      if (outcome === undefined) return outcomes;
      outcomes.push(outcome);
      if (outcome.type === 'damaged') return outcomes;
    }
  }

  async function partitionNames(): Promise<string[]> {
    const rows = await database().prisma.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_class WHERE relname LIKE 'ColdPage\\_%\\_2%' AND relkind = 'r' ORDER BY 1`;
    return rows.map((row) => row.name);
  }

  function series(ref: number, labels: Record<string, string>, firstMs = DAY, lastMs = DAY + 60_000): ColdSeries {
    return { ref, labels: labelsFromRecord(labels), firstMs, lastMs };
  }

  it('finds what was added, also after a restart, and leaves out what has no samples', async () => {
    const cold = await open();
    expect(cold.newestMs).toBe(-Infinity);
    const up = series(7, { __name__: 'up', job: 'node' }, DAY + 1_500, DAY + 61_001);
    await cold.add([up, { ...up, ref: 8, firstMs: Infinity, lastMs: -Infinity }, { ...up, ref: 9, labels: [] }]);
    for (const index of [cold, await open()]) {
      // Times are rounded outwards to seconds.
      const found = { ...up, firstMs: DAY + 1_000, lastMs: DAY + 62_000 };
      expect(await index.find(selection([]))).toEqual([found]);
      expect(index.newestMs).toBe(DAY + 62_000);
    }
  });

  it('answers random questions as a list of all series does, before and after merges', async () => {
    const random = randomSource(4711);
    const all: ColdSeries[] = [];
    const cold = await open();
    for (let portion = 0; portion < 12; portion++) {
      const options = { pods: 20, seriesPerPod: 40, dayStartMs: DAY + (portion % 3) * DAY_MS, seed: portion + 1 };
      const added = [...podSeries({ ...options, firstRef: 1 + portion * 800 })];
      all.push(...added);
      await cold.add(added.sort(() => random(3) - 1));
    }
    await expectAnswers(cold, all);
    const outcomes = await mergeAll(cold, DAY + 10 * DAY_MS);
    expect(outcomes.map((outcome) => outcome.type)).toEqual(['merged', 'merged', 'merged']);
    expect(cold.runCount).toBe(3);
    expect(await partitionNames()).toEqual(['ColdPage_merged_202611']);
    await expectAnswers(cold, all);
    await expectAnswers(await open(), all);
  }, 60_000);

  async function expectAnswers(cold: ColdIndex, all: readonly ColdSeries[]): Promise<void> {
    const random = randomSource(99);
    const valuesOf = (name: string) =>
      [...new Set(all.map(({ labels }) => labels[labels.indexOf(name) + 1] as string))].sort();
    const values = { __name__: valuesOf('__name__'), pod: valuesOf('pod'), namespace: valuesOf('namespace') };
    const question = (): [name: string, operator: MatchOperator, value: string] => {
      const name = (['__name__', 'pod', 'namespace'] as const)[random(3)] ?? 'pod';
      const known = values[name][random(values[name].length)] ?? '';
      const any: [MatchOperator, string][] = [
        ['=', known],
        ['!=', known],
        ['=~', `${known.slice(0, 8)}.*`],
        ['!~', `${known.slice(0, 8)}.*`],
        ['=', 'nowhere'],
        ['=', ''],
      ];
      const [operator, value] = any[random(any.length)] ?? ['=', ''];
      return [random(8) === 0 ? 'device' : name, operator, value];
    };
    for (let i = 0; i < 40; i++) {
      const minTimeMs = DAY + random(3 * 86_400) * 1000;
      const wanted = selection(
        Array.from({ length: 1 + random(3) }, question),
        minTimeMs,
        minTimeMs + random(7_200_000),
      );
      const found = await cold.find(wanted);
      expect(found.map((one) => one.ref).sort((a, b) => a - b)).toEqual(expected(all, wanted).map((one) => one.ref));
      const byRef = new Map(all.map((one) => [one.ref, one]));
      for (const { ref, labels } of found) expect(labels).toEqual(byRef.get(ref)?.labels);
    }
    const metric = selection([['__name__', '=', values.__name__[0] ?? '']]);
    const matching = expected(all, metric);
    const pods = new Set(matching.map(({ labels }) => labels[labels.indexOf('pod') + 1]));
    expect(await cold.labelValues('pod', metric)).toEqual(pods);
    const names = new Set(matching.flatMap(({ labels }) => labels.filter((_, i) => i % 2 === 0)));
    expect(await cold.labelNames(metric)).toEqual(names);
  }

  function expected(all: readonly ColdSeries[], { matcherSets, minTimeMs, maxTimeMs }: ColdSelection): ColdSeries[] {
    const tests = (matcherSets[0] ?? []).map((matcher) => ({ name: matcher.name, matches: compileMatcher(matcher) }));
    return all.filter(({ labels, firstMs, lastMs }) => {
      if (Math.floor(firstMs / 1000) * 1000 > maxTimeMs || Math.ceil(lastMs / 1000) * 1000 < minTimeMs) return false;
      return tests.every(({ name, matches }) => {
        const at = labels.indexOf(name);
        return matches(at < 0 ? '' : (labels[at + 1] as string));
      });
    });
  }

  it('gives a series once that was written twice, and merges it to one', async () => {
    const cold = await open();
    await cold.add([series(1, { __name__: 'a' }, DAY, DAY + 1_000)]);
    await cold.add([series(1, { __name__: 'a' }, DAY, DAY + 5_000), series(2, { __name__: 'a' })]);
    expect((await cold.find(selection([]))).map((one) => one.ref).sort()).toEqual([1, 2]);
    await mergeAll(cold, DAY + 10 * DAY_MS);
    expect(cold.series).toBe(2);
    expect(await cold.find(selection([]))).toContainEqual(series(1, { __name__: 'a' }, DAY, DAY + 5_000));
  });

  it('drops days as a whole, and their partitions with the last of them', async () => {
    const cold = await open();
    const at = (dayMs: number, ref: number) => series(ref, { __name__: 'a' }, dayMs, dayMs);
    const december = Date.UTC(2026, 11, 1);
    await cold.add([at(DAY, 1), at(DAY + DAY_MS, 2), at(december, 3)]);
    await mergeAll(cold, DAY + 60 * DAY_MS);
    expect(await cold.dropBefore(DAY)).toBe(0);
    expect(await cold.dropBefore(DAY + DAY_MS)).toBe(1);
    expect((await cold.find(selection([]))).map((one) => one.ref)).toEqual([2, 3]);
    expect(await partitionNames()).toEqual(['ColdPage_merged_202611', 'ColdPage_merged_202612']);
    expect(await cold.dropBefore(december)).toBe(1);
    expect(await partitionNames()).toEqual(['ColdPage_merged_202612']);
    expect(await (await open()).find(selection([]))).toHaveLength(1);
  });

  it('merges the small runs of a running day, and what comes for it while it is merged stays', async () => {
    const cold = await open();
    for (let ref = 1; ref <= 8; ref++) await cold.add([series(ref, { __name__: 'a', i: `${ref}` })]);
    const outcome = await cold.mergeDue(DAY + 3_600_000, async (input) => {
      await cold.add([series(9, { __name__: 'b' })]);
      return mergeRuns({ tables }, input, { turn: () => undefined });
    });
    expect(outcome).toMatchObject({ type: 'merged', run: { series: 8, level: 0 } });
    expect(cold.runCount).toBe(2);
    expect(await (await open()).find(selection([]))).toHaveLength(9);
  });

  it('answers from the rest when a page is damaged, names it, and does not merge it away', async () => {
    const cold = await open();
    await cold.add([series(1, { __name__: 'a' })]);
    await cold.add([series(2, { __name__: 'a' })]);
    const { prisma } = database();
    const [first] = await prisma.coldPage.findMany({ where: { part: 1 }, orderBy: { run: 'asc' } });
    if (first === undefined) throw new Error('no block');
    const data = first.data.slice();
    data[20] = (data[20] as number) ^ 1;
    const { level, dayStart, run, part } = first;
    await prisma.coldPage.updateMany({ where: { level, dayStart, run, part }, data: { data } });
    const reopened = await open();
    expect((await reopened.find(selection([]))).map((one) => one.ref)).toEqual([2]);
    expect(damage).toEqual([expect.stringContaining(`page 1 of 2026-11-20/run ${run}: coldBlock page`)]);
    await reopened.find(selection([]));
    expect(damage).toHaveLength(2);
    expect(told).toEqual(damage.slice(1));
    expect(await mergeAll(reopened, DAY + 10 * DAY_MS)).toMatchObject([{ type: 'damaged', run }]);
    await mergeAll(reopened, DAY + 10 * DAY_MS);
    expect((await reopened.find(selection([]))).map((one) => one.ref)).toEqual([2]);
    expect(await prisma.coldPage.count({ where: { run } })).toBe(2);
  });

  it('goes on after a publication whose answer was lost', async () => {
    const cold = await open();
    await cold.add([series(1, { __name__: 'a' })]);
    const failing = cold.mergeDue(DAY + 10 * DAY_MS, async (input) => {
      await mergeRuns({ tables }, input, { turn: () => undefined });
      throw new Error('connection lost');
    });
    await expect(failing).rejects.toThrow('connection lost');
    await cold.add([series(2, { __name__: 'a' })]);
    expect((await cold.find(selection([]))).map((one) => one.ref)).toEqual([1, 2]);
    expect(await partitionNames()).toContain('ColdPage_merged_202611');
  });

  it('removes at start what a killed process had written and not published', async () => {
    const cold = await open();
    await cold.add([series(1, { __name__: 'a' })]);
    const unpublished = { level: 0, dayStartMs: DAY, run: 99 } as const;
    await tables.cold.insert(unpublished, [{ part: 0, data: new Uint8Array(10) }]);
    await open();
    expect(await database().prisma.coldPage.count({ where: { run: 99 } })).toBe(0);
  });

  it('ends when it is told to', async () => {
    const cold = await open();
    await cold.add([series(1, { __name__: 'a' })]);
    const signal = AbortSignal.abort();
    await expect(cold.find({ ...selection([]), signal })).rejects.toMatchObject({ code: 'query_aborted' });
  });
});
