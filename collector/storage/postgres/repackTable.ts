import type { Prisma } from '@/lib/db/client';
import type { Lease } from './lease';

/** How far a repacking is that has not ended; nothing when there is none. */
export class RepackTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /** Windows that begin before this time are done; undefined when none is under way. */
  async load(): Promise<number | undefined> {
    const row = await this.prisma.repack.findUnique({ where: { id: 1 } });
    return row?.doneBefore.getTime();
  }

  async save(doneBeforeMs: number): Promise<void> {
    const doneBefore = new Date(doneBeforeMs);
    await this.lease.write((tx) =>
      tx.repack.upsert({ where: { id: 1 }, create: { doneBefore }, update: { doneBefore } }),
    );
  }

  async end(): Promise<void> {
    await this.lease.write((tx) => tx.repack.deleteMany());
  }
}
