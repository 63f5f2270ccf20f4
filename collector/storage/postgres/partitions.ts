import type { Prisma } from '@/lib/db/client';
import type { WindowKey } from '../read/windowSet';
import type { Lease } from './lease';

export const DAY_MS = 86_400_000;

/** The parent of raw pages of the default retention class; made by the migration. */
const PARENT = '"partitions"."Page_raw_0"';
const NAME = /^Page_raw_0_(\d{4})(\d{2})(\d{2})$/;

interface Partition {
  readonly attached: boolean;
  /** A concurrent detach was interrupted half way. */
  readonly pending: boolean;
}

/** Daily partitions of raw pages. Days are UTC, named by the time they begin. */
export class Partitions {
  private readonly byDay = new Map<number, Partition>();

  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /** Finds all partitions, those included that a killed process left alone before attaching or dropping them. */
  async load(): Promise<void> {
    const rows = await this.prisma.$queryRaw<{ name: string; attached: boolean; pending: boolean }[]>`
      SELECT c.relname AS name, i.inhrelid IS NOT NULL AS attached, coalesce(i.inhdetachpending, false) AS pending
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE n.nspname = 'partitions' AND c.relkind = 'r'`;
    this.byDay.clear();
    for (const { name, attached, pending } of rows) {
      const day = NAME.exec(name);
      if (day === null) continue;
      this.byDay.set(Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])), { attached, pending });
    }
  }

  /**
   * Makes sure that the day of a window has its partition. It is made alone and then attached, because `PARTITION OF` takes
   * an exclusive lock on the parent and would wait for every reader.
   */
  async ensure({ windowStartMs }: Pick<WindowKey, 'windowStartMs'>): Promise<void> {
    const dayMs = Math.floor(windowStartMs / DAY_MS) * DAY_MS;
    if (this.byDay.get(dayMs)?.attached) return;
    const table = `"partitions"."${partitionName(dayMs)}"`;
    const [from, to] = [new Date(dayMs).toISOString(), new Date(dayMs + DAY_MS).toISOString()];
    await this.prisma.$executeRawUnsafe(`CREATE TABLE IF NOT EXISTS ${table} (LIKE ${PARENT} INCLUDING ALL)`);
    await this.prisma.$executeRawUnsafe(
      `ALTER TABLE ${PARENT} ATTACH PARTITION ${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
    this.byDay.set(dayMs, { attached: true, pending: false });
  }

  /**
   * Drops the days that end at or before a time, without blocking readers: detached first, then dropped. Returns how many.
   * Detaching concurrently cannot be in a transaction, so the epoch is checked before; it leaves the data where they are.
   */
  async dropBefore(timeMs: number): Promise<number> {
    const old = [...this.byDay].filter(([dayMs]) => dayMs + DAY_MS <= timeMs);
    for (const [dayMs, { attached, pending }] of old) {
      const table = `"partitions"."${partitionName(dayMs)}"`;
      const how = pending ? 'FINALIZE' : 'CONCURRENTLY';
      if (!(await this.lease.isHeld())) throw this.lease.lose();
      if (attached) await this.prisma.$executeRawUnsafe(`ALTER TABLE ${PARENT} DETACH PARTITION ${table} ${how}`);
      this.byDay.set(dayMs, { attached: false, pending: false });
      await this.lease.write((tx) => tx.$executeRawUnsafe(`DROP TABLE ${table}`));
      this.byDay.delete(dayMs);
    }
    return old.length;
  }
}

function partitionName(dayMs: number): string {
  return `Page_raw_0_${new Date(dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}
