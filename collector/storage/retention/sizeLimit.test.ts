import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { type PartitionKey, partitionName, partitionOf } from '../postgres/partitionNames';
import { diskUse } from './diskSpace';
import { excessBytes, partitionsToDrop } from './sizeLimit';

const NOW = Date.UTC(2026, 10, 22, 12);
const GIB = 2 ** 30;

const disk = (usedBytes: number) => ({ directory: '/data', totalBytes: 100 * GIB, usedBytes });

describe('room that the store may take', () => {
  it.each([
    ['no bound', { storeBytes: 9 * GIB, maxBytes: 0, disk: disk(99 * GIB) }, undefined],
    ['within it', { storeBytes: 9 * GIB, maxBytes: 10 * GIB, disk: disk(89 * GIB) }, undefined],
    ['over it', { storeBytes: 9 * GIB, maxBytes: 8 * GIB, disk: disk(50 * GIB) }, { bytes: GIB, reason: 'size' }],
    [
      'a full disk',
      { storeBytes: 9 * GIB, maxBytes: 8 * GIB, disk: disk(93 * GIB) },
      { bytes: 3 * GIB, reason: 'disk' },
    ],
    ['no disk known', { storeBytes: 9 * GIB, maxBytes: 10 * GIB, disk: undefined }, undefined],
  ])('%s', (_, state, want) => {
    const excess = excessBytes(state);
    expect(excess && { ...excess, bytes: Math.round(excess.bytes) }).toEqual(want);
  });

  const sizes = [
    [2, Date.UTC(2024, 0, 1), 1],
    [1, Date.UTC(2026, 8, 1), 2],
    [1, Date.UTC(2026, 10, 1), 2],
    [0, Date.UTC(2026, 10, 22), 9],
    [0, Date.UTC(2026, 10, 20), 3],
    [0, Date.UTC(2026, 10, 21), 3],
  ].map(([tier = 0, windowStartMs = 0, bytes = 0]) => ({ key: partitionOf({ tier, class: 0, windowStartMs }), bytes }));
  const dropped = (excess: number, isHeld: (key: PartitionKey) => boolean = () => false) =>
    partitionsToDrop(sizes, excess, NOW, isHeld).map(({ key }) => partitionName(key));

  it.each([
    [0, []],
    [3, ['Page_raw_0_20261120']],
    [4, ['Page_raw_0_20261120', 'Page_raw_0_20261121']],
    [7, ['Page_raw_0_20261120', 'Page_raw_0_20261121', 'Page_5m_0_202609']],
    // This day and this month are not over.
    [99, ['Page_raw_0_20261120', 'Page_raw_0_20261121', 'Page_5m_0_202609', 'Page_1h_0_2024']],
  ])('is made by dropping the oldest: %i', (excess, want) => {
    expect(dropped(excess)).toEqual(want);
  });

  it('is not made of what something still needs', () => {
    expect(dropped(4, ({ tier }) => tier === 0)).toEqual(['Page_5m_0_202609', 'Page_1h_0_2024']);
  });
});

describe('the disk of the database', () => {
  const database = useTestDatabase();

  it('is known where the server runs on this machine, and nowhere else', async () => {
    const { prisma, url } = database();
    const use = await diskUse(prisma, url);
    expect(existsSync(use?.directory ?? '')).toBe(true);
    expect(use?.usedBytes).toBeGreaterThan(0);
    expect(use?.totalBytes).toBeGreaterThan(use?.usedBytes ?? Infinity);
    expect(await diskUse(prisma, url.replace('127.0.0.1', 'db.example.org'))).toBeUndefined();
    const other = new URL(url);
    other.port = '1';
    expect(await diskUse(prisma, other.href)).toBeUndefined();
  });
});
