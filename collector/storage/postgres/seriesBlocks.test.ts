import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { PageKind, sealPage, startPage } from '../chunkenc/page';
import { SeriesIndex } from '../head/seriesIndex';
import { TextWriter } from '../log/textTable';
import { Lease } from './lease';
import { BLOCK_REFS, decodeSeriesBlock, encodeSeriesBlock, type SeriesBlock, SeriesBlockTable } from './seriesBlocks';

const BLOCK: SeriesBlock = {
  highestRef: 5000,
  series: [4097, 4100, 4999].map((ref) => ({ ref, labels: ['__name__', 'up', 'é', `value ${ref % 2}`] })),
};

describe('series block', () => {
  it.each<[string, SeriesBlock]>([
    ['with gaps', BLOCK],
    ['without series', { highestRef: 8192, series: [] }],
  ])('comes back as it was written: %s', (_, block) => {
    expect(decodeSeriesBlock(encodeSeriesBlock(block))).toEqual(block);
  });

  it('of an earlier version has refs of slot + 1, and holes where labels were lost', () => {
    const out = startPage();
    const texts = new TextWriter();
    out.varint(4096);
    out.varint(3);
    for (const labels of [['__name__', 'a'], [], ['__name__', 'b']]) {
      out.varint(labels.length);
      for (const text of labels) texts.write(out, text);
    }
    expect(decodeSeriesBlock(sealPage(out, PageKind.slotBlock))).toEqual({
      highestRef: 4099,
      series: [
        { ref: 4097, labels: ['__name__', 'a'] },
        { ref: 4099, labels: ['__name__', 'b'] },
      ],
    });
  });

  it('reports every changed or missing byte', () => {
    const bytes = encodeSeriesBlock(BLOCK);
    for (let at = 0; at < bytes.length; at++) {
      const damaged = bytes.slice();
      damaged[at] = (damaged[at] as number) ^ 0x10;
      // Bytes 2 and 3 are reserved.
      if (at !== 2 && at !== 3) expect(() => decodeSeriesBlock(damaged)).toThrow(CorruptPageError);
      expect(() => decodeSeriesBlock(bytes.subarray(0, at))).toThrow(CorruptPageError);
    }
  });

  it('refuses a series after the highest ref', () => {
    expect(() => decodeSeriesBlock(encodeSeriesBlock({ ...BLOCK, highestRef: 4998 }))).toThrow(
      'series 4999 comes after the highest, 4998',
    );
  });
});

describe('SeriesBlockTable', () => {
  const database = useTestDatabase();

  async function withTable(run: (table: SeriesBlockTable, lease: Lease) => Promise<void>): Promise<void> {
    const { prisma, url } = database();
    await prisma.$executeRaw`TRUNCATE "SeriesBlock"`;
    const lease = await Lease.acquire({ prisma, databaseUrl: url, waitMs: 2_000, onLost: () => undefined });
    await run(new SeriesBlockTable(prisma, lease), lease).finally(() => lease.release());
  }

  /** What a start reads back. */
  async function reload(table: SeriesBlockTable): Promise<{ refs: number[]; highestRef: number }> {
    const refs: number[] = [];
    const highestRef = await table.load(
      (ref, labels) => {
        expect(labels[1]).toBe(`m${ref}`);
        refs.push(ref);
      },
      (message) => expect.unreachable(message),
    );
    return { refs, highestRef };
  }

  function drop(index: SeriesIndex, table: SeriesBlockTable, ref: number): void {
    index.hide(index.slotOf(ref));
    table.noteDropped(ref);
  }

  it('brings back the series that are live, and keeps no row whose series are all gone, but the highest ref', async () => {
    await withTable(async (table) => {
      const index = new SeriesIndex();
      for (let ref = 1; ref <= 2 * BLOCK_REFS + 10; ref++) index.add(['__name__', `m${ref}`]);
      await table.save(index, 1, index.highestRef);
      for (let ref = 1; ref <= BLOCK_REFS; ref++) drop(index, table, ref);
      for (let ref = BLOCK_REFS + 1; ref <= 2 * BLOCK_REFS; ref += 3) drop(index, table, ref);
      for (let ref = 2 * BLOCK_REFS + 1; ref <= index.highestRef; ref++) drop(index, table, ref);
      await table.saveDropped(index);
      const rows = await database().prisma.seriesBlock.findMany({ orderBy: { id: 'asc' } });
      expect(rows.map(({ id, count, live }) => [id, count, live.length])).toEqual([
        [1, BLOCK_REFS, BLOCK_REFS / 8],
        [2, 10, BLOCK_REFS / 8],
      ]);
      const want = { refs: [...index.refsBetween(1, index.highestRef)], highestRef: index.highestRef };
      expect(await reload(table)).toEqual(want);

      // More than half of a block gone: it is written anew. The last one goes when another comes after it.
      for (let ref = BLOCK_REFS + 2; ref <= 2 * BLOCK_REFS; ref += 3) drop(index, table, ref);
      index.reserveRefs(3 * BLOCK_REFS);
      index.add(['__name__', `m${3 * BLOCK_REFS + 1}`]);
      await table.save(index, 3 * BLOCK_REFS + 1, index.highestRef);
      await table.saveDropped(index);
      const later = await database().prisma.seriesBlock.findMany({ orderBy: { id: 'asc' } });
      expect(later.map(({ id, count, live }) => [id, count, live.length])).toEqual([
        [1, index.count - 1, 0],
        [3, 1, 0],
      ]);
      expect((await reload(table)).refs).toEqual([...index.refsBetween(1, index.highestRef)]);
    });
  });

  it('leaves a damaged row alone', async () => {
    await withTable(async (table, lease) => {
      const index = new SeriesIndex();
      index.add(['__name__', 'm1']);
      await table.save(index, 1, 1);
      await database().prisma.$executeRaw`UPDATE "SeriesBlock" SET "data" = set_byte("data", 20, 77)`;
      const damage: string[] = [];
      const { prisma } = database();
      const reopened = new SeriesBlockTable(prisma, lease as unknown as Lease);
      expect(
        await reopened.load(
          () => expect.unreachable(),
          (message) => damage.push(message),
        ),
      ).toBe(BLOCK_REFS);
      reopened.noteDropped(1);
      await reopened.saveDropped(new SeriesIndex());
      expect(damage).toEqual([expect.stringContaining('series block 0, the labels of 1 series')]);
      expect(await prisma.seriesBlock.count()).toBe(1);
    });
  });
});
