import type { Prisma } from '@/lib/db/client';

export const DAY_MS = 86_400_000;

/** The parent of raw pages of the default retention class; made by the migration. */
const PARENT = '"partitions"."Page_raw_0"';
const NAME = /^Page_raw_0_(\d{4})(\d{2})(\d{2})$/;

/** Daily partitions of raw pages. Days are UTC, named by the time they begin. */
export class Partitions {
  private readonly existing = new Set<number>();

  constructor(private readonly prisma: Prisma) {}

  async load(): Promise<void> {
    const rows = await this.prisma.$queryRaw<{ name: string }[]>`
      SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
      WHERE i.inhparent = '"partitions"."Page_raw_0"'::regclass`;
    this.existing.clear();
    for (const { name } of rows) {
      const day = NAME.exec(name);
      if (day) this.existing.add(Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])));
    }
  }

  /**
   * Makes sure that the day of a window has its partition. It is made alone and then attached, because `PARTITION OF` takes
   * an exclusive lock on the parent and would wait for every reader.
   */
  async ensure(windowStartMs: number): Promise<void> {
    const dayMs = Math.floor(windowStartMs / DAY_MS) * DAY_MS;
    if (this.existing.has(dayMs)) return;
    const table = `"partitions"."${partitionName(dayMs)}"`;
    const [from, to] = [new Date(dayMs).toISOString(), new Date(dayMs + DAY_MS).toISOString()];
    await this.prisma.$executeRawUnsafe(`CREATE TABLE IF NOT EXISTS ${table} (LIKE ${PARENT} INCLUDING ALL)`);
    await this.prisma.$executeRawUnsafe(
      `ALTER TABLE ${PARENT} ATTACH PARTITION ${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
    this.existing.add(dayMs);
  }

  /**
   * Drops the days that end at or before a time, without blocking readers: detached first, then dropped. Returns how many.
   */
  async dropBefore(timeMs: number): Promise<number> {
    const old = [...this.existing].filter((dayMs) => dayMs + DAY_MS <= timeMs);
    for (const dayMs of old) {
      const table = `"partitions"."${partitionName(dayMs)}"`;
      await this.prisma.$executeRawUnsafe(`ALTER TABLE ${PARENT} DETACH PARTITION ${table} CONCURRENTLY`);
      await this.prisma.$executeRawUnsafe(`DROP TABLE ${table}`);
      this.existing.delete(dayMs);
    }
    return old.length;
  }
}

function partitionName(dayMs: number): string {
  return `Page_raw_0_${new Date(dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
