import type { Prisma } from '@/lib/db/client';
import type { Lease } from './lease';

const DAY_MS = 86_400_000;

interface Partition {
  readonly attached: boolean;
  /** A concurrent detach was interrupted half way. */
  readonly pending: boolean;
}

/** Daily partitions of a table, in UTC: made and dropped as Partitions does for pages, and for the same reasons. */
export class DayPartitions {
  private byDay: Map<number, Partition> | undefined;

  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
    /** Name of the partitioned table; its partitions are `table_20261122`. */
    private readonly table: string,
  ) {}

  /** Makes sure that the day of a time has its partition; answers the day's begin. */
  async ensure(timeMs: number): Promise<number> {
    const days = await this.days();
    const dayMs = Math.floor(timeMs / DAY_MS) * DAY_MS;
    const known = days.get(dayMs);
    if (known?.attached && !known.pending) return dayMs;
    const [parent, name] = [`"${this.table}"`, this.partitionName(dayMs)];
    const [from, to] = [new Date(dayMs).toISOString(), new Date(dayMs + DAY_MS).toISOString()];
    if (known?.pending) await this.prisma.$executeRawUnsafe(`ALTER TABLE ${parent} DETACH PARTITION ${name} FINALIZE`);
    await this.prisma.$executeRawUnsafe(`CREATE TABLE IF NOT EXISTS ${name} (LIKE ${parent} INCLUDING ALL)`);
    const bounds = `FOR VALUES FROM ('${from}') TO ('${to}')`;
    await this.prisma.$executeRawUnsafe(`ALTER TABLE ${parent} ATTACH PARTITION ${name} ${bounds}`);
    days.set(dayMs, { attached: true, pending: false });
    return dayMs;
  }

  /** Drops the days that end at or before a time, without blocking readers; answers how many. */
  async dropBefore(timeMs: number): Promise<number> {
    const days = await this.days();
    const old = [...days].filter(([dayMs]) => dayMs + DAY_MS <= timeMs);
    for (const [dayMs, { attached, pending }] of old) {
      const name = this.partitionName(dayMs);
      if (!(await this.lease.isHeld())) throw this.lease.lose();
      const how = pending ? 'FINALIZE' : 'CONCURRENTLY';
      const detach = `ALTER TABLE "${this.table}" DETACH PARTITION ${name} ${how}`;
      if (attached) await this.prisma.$executeRawUnsafe(detach);
      days.set(dayMs, { attached: false, pending: false });
      await this.lease.write((tx) => tx.$executeRawUnsafe(`DROP TABLE ${name}`));
      days.delete(dayMs);
    }
    return old.length;
  }

  /** Those included that a killed process left alone before attaching or dropping them. */
  private async days(): Promise<Map<number, Partition>> {
    if (this.byDay !== undefined) return this.byDay;
    const rows = await this.prisma.$queryRaw<{ name: string; attached: boolean; pending: boolean }[]>`
      SELECT c.relname AS name, i.inhrelid IS NOT NULL AS attached, coalesce(i.inhdetachpending, false) AS pending
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE n.nspname = 'partitions' AND c.relkind = 'r' AND starts_with(c.relname, ${`${this.table}_`})`;
    const days = new Map<number, Partition>();
    for (const { name, attached, pending } of rows) {
      const day = /_(\d{4})(\d\d)(\d\d)$/.exec(name);
      if (day) days.set(Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])), { attached, pending });
    }
    this.byDay = days;
    return days;
  }

  private partitionName(dayMs: number): string {
    return `"partitions"."${this.table}_${new Date(dayMs).toISOString().slice(0, 10).replaceAll('-', '')}"`;
  }
}
