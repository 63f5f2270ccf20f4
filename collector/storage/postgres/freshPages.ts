import type { Prisma } from '@/lib/db/client';
import type { WindowKey } from '../read/windowSet';
import type { Lease } from './lease';
import type { PartitionKey } from './partitionNames';
import { readAhead } from './readAhead';

export interface FreshPageRow {
  readonly id: number;
  /** Retention class of all its series. */
  readonly class: number;
  readonly windowStartMs: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

const READ_BATCH = 64;

/** The table of closed blocks that are not sealed yet. */
export class FreshPageTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /** Stores pages; those of an earlier attempt whose answer was lost are left alone. */
  async insert(pages: readonly FreshPageRow[]): Promise<void> {
    const data = pages.map(({ id, class: retentionClass, windowStartMs, data }) => ({
      id: BigInt(id),
      class: retentionClass,
      windowStart: new Date(windowStartMs),
      data,
    }));
    await this.lease.write((tx) => tx.freshPage.createMany({ data, skipDuplicates: true }));
  }

  async read(ids: readonly number[]): Promise<Map<number, Uint8Array>> {
    const rows = await this.prisma.freshPage.findMany({ where: { id: { in: ids.map(BigInt) } } });
    return new Map(rows.map(({ id, data }) => [Number(id), data]));
  }

  /** Size of some pages together. */
  async totalBytes(ids: readonly number[]): Promise<number> {
    const rows = await this.prisma.$queryRaw<{ bytes: bigint }[]>`
      SELECT coalesce(sum(length("data")), 0)::bigint AS bytes FROM "FreshPage"
      WHERE "id" = ANY(${ids.map(BigInt)}::bigint[])`;
    return Number(rows[0]?.bytes ?? 0n);
  }

  /** All pages in order of id, a few at a time. */
  async *readAll(): AsyncGenerator<FreshPageRow> {
    const rows = readAhead<{ id: bigint; class: number; windowStart: Date; data: Uint8Array<ArrayBuffer> }>(
      READ_BATCH,
      (after) =>
        this.prisma.freshPage.findMany({
          where: { id: { gt: after?.id ?? -1n } },
          orderBy: { id: 'asc' },
          take: READ_BATCH,
        }),
    );
    for await (const { id, class: retentionClass, windowStart, data } of rows) {
      yield { id: Number(id), class: retentionClass, windowStartMs: windowStart.getTime(), data };
    }
  }

  async delete(ids: readonly number[]): Promise<void> {
    // One array, not a parameter for each: there may be tens of thousands.
    await this.lease.write(
      (tx) => tx.$executeRaw`DELETE FROM "FreshPage" WHERE "id" = ANY(${ids.map(BigInt)}::bigint[])`,
    );
  }

  /** Removes pages that a published window holds already: the process ended between publishing and removing. */
  async deleteMerged(
    { class: retentionClass, windowStartMs }: Omit<WindowKey, 'tier'>,
    untilId: number,
  ): Promise<void> {
    const where = { class: retentionClass, windowStart: new Date(windowStartMs), id: { lte: BigInt(untilId) } };
    await this.lease.write((tx) => tx.freshPage.deleteMany({ where }));
  }

  /** Removes the pages whose windows would lie in a partition of raw. */
  async deleteIn({ class: retentionClass, fromMs, toMs }: PartitionKey): Promise<void> {
    const windowStart = { gte: new Date(fromMs), lt: new Date(toMs) };
    await this.lease.write((tx) => tx.freshPage.deleteMany({ where: { class: retentionClass, windowStart } }));
  }
}
