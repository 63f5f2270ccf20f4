import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { Lease } from './lease';
import { partitionName, partitionOf } from './partitionNames';
import { Partitions } from './partitions';
import { SealedPageTable } from './sealedPages';

const WINDOWS = [
  { tier: 0, class: 0, windowStartMs: Date.UTC(2026, 10, 22, 10) },
  { tier: 0, class: 7, windowStartMs: Date.UTC(2026, 10, 22, 10) },
  { tier: 1, class: 7, windowStartMs: Date.UTC(2026, 10, 22) },
  { tier: 2, class: 7, windowStartMs: Date.UTC(2026, 10, 1) },
];

describe('partitions', () => {
  const database = useTestDatabase();

  async function withPartitions(work: (partitions: Partitions, lease: Lease) => Promise<void>): Promise<void> {
    const { prisma, url } = database();
    const lease = await Lease.acquire({ prisma, databaseUrl: url, waitMs: 2_000, onLost: () => undefined });
    try {
      const partitions = new Partitions(prisma, lease);
      await partitions.load();
      await work(partitions, lease);
    } finally {
      await lease.release();
    }
  }

  const execute = (statement: string) => database().prisma.$executeRawUnsafe(statement);
  const names = (partitions: Partitions) => partitions.all().map(partitionName).sort();

  it('are made for every tier and class when a window needs them, and take its pages', async () => {
    await withPartitions(async (partitions, lease) => {
      const pages = new SealedPageTable(database().prisma, lease);
      for (const window of WINDOWS) {
        await partitions.ensure(window);
        await partitions.ensure(window);
        await pages.insert(window, 1, [{ part: 0, data: Uint8Array.of(window.class, window.tier) }]);
      }
      const all = ['Page_1h_7_2026', 'Page_5m_7_202611', 'Page_raw_0_20261122', 'Page_raw_7_20261122'];
      expect(names(partitions)).toEqual(all);
      expect((await partitions.sizes()).map(({ bytes }) => bytes > 8_000)).toEqual([true, true, true, true]);
      await partitions.drop([partitionOf({ tier: 1, class: 7, windowStartMs: Date.UTC(2026, 10, 3) })]);
      expect(names(partitions)).toEqual(all.filter((name) => name !== 'Page_5m_7_202611'));
      expect(await database().prisma.page.count()).toBe(3);
      await partitions.load();
      expect(names(partitions)).toEqual(all.filter((name) => name !== 'Page_5m_7_202611'));
    });
  });

  it('are made by two threads at the same time', async () => {
    await withPartitions(async (one, lease) => {
      const other = new Partitions(database().prisma, lease);
      for (let day = 1; day <= 12; day++) {
        // A class that is new, too.
        const key = { tier: 0, class: 20 + day, windowStartMs: Date.UTC(2027, 0, day) };
        await other.load();
        await Promise.all([one.ensure(key), other.ensure(key)]);
        expect(names(one)).toContain(partitionName(partitionOf(key)));
        expect(names(other)).toContain(partitionName(partitionOf(key)));
      }
    });
  });

  it('are whole again after a process was killed between their steps', async () => {
    // Made and not attached: a class table, and a partition of one that is there.
    await execute(
      'CREATE TABLE "partitions"."Page_1h_3" (LIKE "partitions"."Page_1h" INCLUDING ALL) PARTITION BY RANGE ("windowStart")',
    );
    await execute('CREATE TABLE "partitions"."Page_raw_0_20300101" (LIKE "partitions"."Page_raw_0" INCLUDING ALL)');
    await withPartitions(async (partitions) => {
      await partitions.ensure({ tier: 2, class: 3, windowStartMs: Date.UTC(2030, 0, 1) });
      await partitions.ensure({ tier: 0, class: 0, windowStartMs: Date.UTC(2030, 0, 1) });
    });
    // Detached and not dropped.
    await execute('ALTER TABLE "partitions"."Page_1h_3" DETACH PARTITION "partitions"."Page_1h_3_2030"');
    await withPartitions(async (partitions) => {
      expect(names(partitions)).toContain('Page_1h_3_2030');
      await partitions.drop([partitionOf({ tier: 2, class: 3, windowStartMs: Date.UTC(2030, 5, 1) })]);
      expect(names(partitions)).not.toContain('Page_1h_3_2030');
      await partitions.ensure({ tier: 2, class: 3, windowStartMs: Date.UTC(2030, 0, 1) });
    });
  });
});
