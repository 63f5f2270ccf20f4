import type { Prisma } from '@/lib/db/client';
import { decodeExemplars, encodeExemplars, type KeptExemplar } from '../exemplars/exemplarCodec';
import { DayPartitions } from './dayPartitions';
import type { Lease } from './lease';

/** One stored page of exemplars, not decoded, as it may be damaged. */
export interface ExemplarRow {
  readonly id: number;
  readonly data: Uint8Array;
}

const READ_BATCH = 16;

/** The table of packed exemplars: a row a minute, partitioned by the day it was written. */
export class ExemplarPageTable {
  private readonly partitions: DayPartitions;
  private lastId: number | undefined;

  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {
    this.partitions = new DayPartitions(prisma, lease, 'ExemplarPage');
  }

  /** Stores one page. Each attempt takes a new id: one whose answer was lost is there twice, which reading makes good. */
  async insert(exemplars: readonly KeptExemplar[], nowMs: number): Promise<void> {
    const day = new Date(await this.partitions.ensure(nowMs));
    this.lastId ??= Number((await this.prisma.exemplarPage.aggregate({ _max: { id: true } }))._max.id ?? 0n);
    const id = BigInt(++this.lastId);
    const times = exemplars.map(({ exemplar }) => exemplar.timestampMs);
    const [minMs, maxMs] = times.reduce(([low, high], ms) => [Math.min(low, ms), Math.max(high, ms)], [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ] as [number, number]);
    const data = encodeExemplars(exemplars);
    const row = { day, id, minMs: BigInt(minMs), maxMs: BigInt(maxMs), count: exemplars.length, data };
    await this.lease.write((tx) => tx.exemplarPage.create({ data: row }));
  }

  /** Pages with exemplars in an interval, newest first. */
  async *readBack(minTimeMs: number, maxTimeMs: number): AsyncGenerator<ExemplarRow> {
    let before: bigint | undefined;
    for (;;) {
      const rows = await this.prisma.exemplarPage.findMany({
        select: { id: true, data: true },
        where: {
          minMs: { lte: bigIntOf(maxTimeMs) },
          maxMs: { gte: bigIntOf(minTimeMs) },
          ...(before !== undefined && { id: { lt: before } }),
        },
        orderBy: [{ day: 'desc' }, { id: 'desc' }],
        take: READ_BATCH,
      });
      for (const { id, data } of rows) {
        before = id;
        yield { id: Number(id), data };
      }
      if (rows.length < READ_BATCH) return;
    }
  }

  /** The newest time in pages before one. */
  async newestBefore(id: number): Promise<number | undefined> {
    const { _max } = await this.prisma.exemplarPage.aggregate({
      _max: { maxMs: true },
      where: { id: { lt: BigInt(id) } },
    });
    return _max.maxMs === null ? undefined : Number(_max.maxMs);
  }

  /** Drops the days that were written before a time; answers how many. */
  dropBefore(timeMs: number): Promise<number> {
    return this.partitions.dropBefore(timeMs);
  }

  /** Throws CorruptPageError. */
  decode({ data }: ExemplarRow): KeptExemplar[] {
    return decodeExemplars(data);
  }
}

/** Intervals of queries may be without end. */
function bigIntOf(timeMs: number): bigint {
  return BigInt(Math.trunc(Math.min(Math.max(timeMs, -8.64e15), 8.64e15)));
}
