/** Partitions of the cold index: days of what left memory, months of merged days; all in UTC. */
import type { Prisma } from '@/lib/db/client';
import { RunLevel } from '../cold/coldRun';
import type { Lease } from './lease';

/** One partition: the days of a level that begin in `[fromMs, toMs)`. */
export interface ColdPartition {
  readonly level: RunLevel;
  readonly fromMs: number;
  readonly toMs: number;
}

interface Found {
  readonly partition: ColdPartition;
  readonly attached: boolean;
  /** A concurrent detach was interrupted half way. */
  readonly pending: boolean;
}

const PARENTS = ['ColdPage_fresh', 'ColdPage_merged'] as const;
const NAME = /^ColdPage_(fresh|merged)_(\d{4})(\d\d)(\d\d)?$/;

export function coldPartitionOf(level: RunLevel, dayStartMs: number): ColdPartition {
  const day = new Date(dayStartMs);
  const [year, month, date] = [day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate()];
  return level === RunLevel.fresh
    ? { level, fromMs: Date.UTC(year, month, date), toMs: Date.UTC(year, month, date + 1) }
    : { level, fromMs: Date.UTC(year, month, 1), toMs: Date.UTC(year, month + 1, 1) };
}

/** Makes and drops partitions as Partitions does for pages, and for the same reasons. */
export class ColdPartitions {
  private readonly byName = new Map<string, Found>();

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
    this.byName.clear();
    for (const { name, attached, pending } of rows) {
      const partition = parseName(name);
      if (partition) this.byName.set(name, { partition, attached, pending });
    }
  }

  all(): ColdPartition[] {
    return [...this.byName.values()].map(({ partition }) => partition);
  }

  /** Makes sure that a day has its partition. */
  async ensure(level: RunLevel, dayStartMs: number): Promise<void> {
    const partition = coldPartitionOf(level, dayStartMs);
    const name = nameOf(partition);
    const known = this.byName.get(name);
    if (known?.attached && !known.pending) return;
    const [parent, table] = [quoted(PARENTS[level]), quoted(name)];
    if (known?.pending) await this.prisma.$executeRawUnsafe(`ALTER TABLE ${parent} DETACH PARTITION ${table} FINALIZE`);
    const [from, to] = [new Date(partition.fromMs).toISOString(), new Date(partition.toMs).toISOString()];
    await this.prisma.$executeRawUnsafe(`CREATE TABLE IF NOT EXISTS ${table} (LIKE ${parent} INCLUDING ALL)`);
    await this.prisma.$executeRawUnsafe(
      `ALTER TABLE ${parent} ATTACH PARTITION ${table} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
    this.byName.set(name, { partition, attached: true, pending: false });
  }

  /** Drops a partition without blocking readers. No published run may be in it. */
  async drop(partition: ColdPartition): Promise<void> {
    const name = nameOf(partition);
    const known = this.byName.get(name);
    if (known === undefined) return;
    if (!(await this.lease.isHeld())) throw this.lease.lose();
    const [parent, table] = [quoted(PARENTS[partition.level]), quoted(name)];
    const how = known.pending ? 'FINALIZE' : 'CONCURRENTLY';
    if (known.attached) await this.prisma.$executeRawUnsafe(`ALTER TABLE ${parent} DETACH PARTITION ${table} ${how}`);
    this.byName.set(name, { partition, attached: false, pending: false });
    await this.lease.write((tx) => tx.$executeRawUnsafe(`DROP TABLE ${table}`));
    this.byName.delete(name);
  }
}

function nameOf({ level, fromMs }: ColdPartition): string {
  const digits = new Date(fromMs).toISOString().slice(0, 10).replaceAll('-', '');
  return `${PARENTS[level]}_${level === RunLevel.fresh ? digits : digits.slice(0, 6)}`;
}

/** The partition that a table is by its name; undefined for other tables. */
function parseName(name: string): ColdPartition | undefined {
  const [, kind, year, month, date = '01'] = NAME.exec(name) ?? [];
  if (kind === undefined) return undefined;
  const level = kind === 'fresh' ? RunLevel.fresh : RunLevel.merged;
  const partition = coldPartitionOf(level, Date.UTC(Number(year), Number(month) - 1, Number(date)));
  return nameOf(partition) === name ? partition : undefined;
}

/** Only for names that this file makes. */
function quoted(name: string): string {
  return `"partitions"."${name}"`;
}
