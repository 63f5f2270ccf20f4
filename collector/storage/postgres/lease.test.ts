import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { MetadataStore } from '../head/metadataStore';
import { pageRange } from './directory';
import { Lease } from './lease';
import { partitionOf } from './partitionNames';
import type { SealedWindow } from './sealedPages';
import type { SeriesSource } from './seriesBlocks';
import { type StoreTables, storeTables } from './tables';

const START = Date.UTC(2026, 10, 22);
const KEY = { tier: 0, class: 0, windowStartMs: START };
const DATA = Uint8Array.of(1, 2, 3);

function metadataOf(metric: string): MetadataStore {
  const store = new MetadataStore();
  store.note({ metric, type: 'gauge', help: '', unit: '' });
  return store;
}

const window = (generation: number): SealedWindow => ({
  ...KEY,
  generation,
  mergedFresh: 0,
  samples: 1,
  directory: {
    timestamps: { ...pageRange(generation, 0, 1), firstColumns: Uint32Array.of(0) },
    series: pageRange(generation, 1, 0),
    firstMetrics: [],
    firstRefs: [],
    minTimeMs: 0,
    maxTimeMs: 0,
    bytes: 1,
  },
  sources: new Uint8Array(0),
  deletionsUntil: 0,
});

const seriesOf = (metric: string): SeriesSource => ({
  slotOf: () => 0,
  labels: () => ['__name__', metric],
  refsBetween: () => [1],
});

/** Everything that changes what is stored. Carried out by the holder, each changes something in `filled`. */
const WRITES: [name: string, write: (tables: StoreTables) => Promise<unknown>][] = [
  ['log row', ({ log }) => log.insert(1, 9, DATA)],
  ['cut of the log', ({ log }) => log.truncate(0)],
  ['fresh pages', ({ fresh }) => fresh.insert([{ id: 2, class: 0, windowStartMs: START, data: DATA }])],
  ['removal of fresh pages', ({ fresh }) => fresh.delete([1])],
  ['removal of merged fresh pages', ({ fresh }) => fresh.deleteMerged(KEY, 1)],
  ['removal of old fresh pages', ({ fresh }) => fresh.deleteIn(partitionOf(KEY))],
  ['sealed pages', ({ sealed }) => sealed.insert(KEY, 2, [{ part: 1, data: DATA }])],
  ['publication', ({ sealed }) => sealed.publish(window(2), DATA)],
  ['removal of half written generations', ({ sealed }) => sealed.nextGeneration(KEY)],
  ['removal of replaced pages', ({ sealed }) => sealed.deleteReplaced(window(2))],
  ['removal of unpublished pages', ({ sealed }) => sealed.deleteUnpublished()],
  ['removal of old windows', ({ sealed }) => sealed.deleteWindowsIn(partitionOf(KEY))],
  ['series', ({ series }) => series.save(seriesOf('other'), 1, 1)],
  ['metadata', ({ metadata }) => metadata.save(metadataOf('other'))],
  ['removal of old days', ({ partitions }) => partitions.drop([partitionOf(KEY)])],
];

describe('a collector whose store was taken over', () => {
  const database = useTestDatabase();

  async function stored(): Promise<string> {
    const { prisma } = database();
    const all = await Promise.all([
      prisma.headLog.findMany(),
      prisma.freshPage.findMany(),
      prisma.page.findMany(),
      prisma.window.findMany(),
      prisma.seriesBlock.findMany(),
      prisma.metricMetadata.findMany(),
    ]);
    return JSON.stringify(all, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  }

  async function acquire(onLost: () => void): Promise<Lease> {
    const { url, prisma } = database();
    return Lease.acquire({ databaseUrl: url, prisma, waitMs: 1_000, onLost });
  }

  async function fill(tables: StoreTables): Promise<void> {
    const { prisma } = database();
    await prisma.$executeRaw`TRUNCATE "HeadLog", "FreshPage", "Page", "Window", "SeriesBlock", "MetricMetadata"`;
    await tables.partitions.load();
    await tables.partitions.ensure(KEY);
    await tables.log.insert(0, 1, DATA);
    await tables.fresh.insert([{ id: 1, class: 0, windowStartMs: START, data: DATA }]);
    for (const generation of [1, 2]) await tables.sealed.insert(KEY, generation, [{ part: 0, data: DATA }]);
    await tables.sealed.publish(window(1), DATA);
    await tables.series.save(seriesOf('a'), 1, 1);
    await tables.metadata.save(metadataOf('a'));
  }

  it.each(WRITES)('cannot carry out: %s', async (_, write) => {
    let lost = 0;
    const lease = await acquire(() => lost++);
    const tables = storeTables(database().prisma, lease);
    await fill(tables);
    const before = await stored();
    await write(tables);
    expect(await stored()).not.toBe(before);
    await fill(tables);
    const filled = await stored();
    await database().prisma.$executeRaw`UPDATE "StoreState" SET "epoch" = "epoch" + 1`;
    await expect(write(tables)).rejects.toMatchObject({ code: 'another_collector' });
    expect(await stored()).toBe(filled);
    expect(lost).toBe(1);
    await lease.release();
  });

  it('passes failures on that are not about the epoch', async () => {
    const lease = await acquire(() => undefined);
    const tables = storeTables(database().prisma, lease);
    await fill(tables);
    await expect(tables.sealed.insert(KEY, 1, [{ part: 0, data: DATA }])).rejects.toMatchObject({ code: 'P2002' });
    await lease.release();
  });

  it('waits for statements that take longer than the transactions of Prisma may', async () => {
    const lease = await acquire(() => undefined);
    await lease.write((tx) => tx.$queryRaw`SELECT 1 FROM pg_sleep(6)`);
    await lease.release();
  }, 20_000);
});
