import type { Prisma } from '@/lib/db/client';
import type { RetentionClass } from '../retention/policy';
import type { Lease } from './lease';

/** The table of retention classes. */
export class RetentionClassTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  async load(): Promise<RetentionClass[]> {
    const rows = await this.prisma.retentionClass.findMany({ orderBy: { id: 'asc' } });
    return rows.map(({ id, rawMs, fiveMinuteMs, oneHourMs }) => ({
      id,
      times: { rawMs: numberOf(rawMs), fiveMinuteMs: numberOf(fiveMinuteMs), oneHourMs: numberOf(oneHourMs) },
    }));
  }

  /** Classes that stored windows and pages name. */
  async used(): Promise<ReadonlySet<number>> {
    const rows = await this.prisma.$queryRaw<{ id: number }[]>`
      SELECT DISTINCT "class" AS id FROM "Window" UNION SELECT DISTINCT "class" FROM "FreshPage"`;
    return new Set(rows.map(({ id }) => id));
  }

  /** Makes these the classes there are. */
  async save(classes: readonly RetentionClass[]): Promise<void> {
    const data = classes.map(({ id, times }) => ({
      id,
      rawMs: bigintOf(times.rawMs),
      fiveMinuteMs: bigintOf(times.fiveMinuteMs),
      oneHourMs: bigintOf(times.oneHourMs),
    }));
    await this.lease.write(async (tx) => {
      await tx.retentionClass.deleteMany();
      await tx.retentionClass.createMany({ data });
    });
  }
}

function numberOf(value: bigint | null): number | undefined {
  return value === null ? undefined : Number(value);
}

function bigintOf(value: number | undefined): bigint | null {
  return value === undefined ? null : BigInt(value);
}
