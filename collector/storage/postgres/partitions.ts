import type { Prisma } from '@/lib/db/client';
import type { WindowKey } from '../read/windowSet';
import { RAW_TIER } from '../tiers';
import type { Lease } from './lease';
import {
  classTableName,
  type PartitionKey,
  parsePartitionName,
  partitionName,
  partitionOf,
  tierTableName,
} from './partitionNames';

export const DAY_MS = 86_400_000;

/** Two threads that make the same table get into each other's way at most at each of its two steps. */
const ATTACH_ATTEMPTS = 3;

interface Partition {
  readonly key: PartitionKey;
  readonly attached: boolean;
  /** A concurrent detach was interrupted half way. */
  readonly pending: boolean;
}

/** A partition with the room it takes: heap, TOAST and indexes. */
export interface PartitionSize {
  readonly key: PartitionKey;
  readonly bytes: number;
}

/**
 * Partitions of pages, by tier, retention class and time. All are made when the first window needs them, and go as a whole.
 * A store has one object of this class: it remembers what there is.
 */
export class Partitions {
  private readonly byName = new Map<string, Partition>();
  /** Class tables that are attached to their tier's. */
  private readonly classTables = new Set<string>();

  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /** Finds all partitions, those included that a killed process left alone before attaching or dropping them. */
  async load(): Promise<void> {
    const rows = await this.prisma.$queryRaw<{ name: string; kind: string; attached: boolean; pending: boolean }[]>`
      SELECT c.relname AS name, c.relkind::text AS kind,
        i.inhrelid IS NOT NULL AS attached, coalesce(i.inhdetachpending, false) AS pending
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
      WHERE n.nspname = 'partitions' AND c.relkind IN ('r', 'p')`;
    this.byName.clear();
    this.classTables.clear();
    for (const { name, kind, attached, pending } of rows) {
      if (kind === 'p') {
        if (attached) this.classTables.add(name);
        continue;
      }
      const key = parsePartitionName(name);
      if (key) this.byName.set(name, { key, attached, pending });
    }
  }

  all(): PartitionKey[] {
    return [...this.byName.values()].map(({ key }) => key);
  }

  /** Makes sure that a window's partition is there. */
  async ensure(window: WindowKey | Pick<WindowKey, 'windowStartMs'>): Promise<void> {
    const key = partitionOf({ tier: RAW_TIER, class: 0, ...window });
    const name = partitionName(key);
    const known = this.byName.get(name);
    if (known?.attached && !known.pending) return;
    await this.ensureClass(key);
    const parent = quoted(classTableName(key));
    // A detach that was interrupted ends first, or the partition cannot be attached again.
    if (known?.pending) await this.detach(parent, quoted(name), 'FINALIZE');
    const [from, to] = [new Date(key.fromMs).toISOString(), new Date(key.toMs).toISOString()];
    const isThere = () => this.byName.get(name)?.attached === true;
    await this.attach({
      parent,
      table: quoted(name),
      partitionBy: '',
      values: `FROM ('${from}') TO ('${to}')`,
      isThere,
    });
    this.byName.set(name, { key, attached: true, pending: false });
  }

  /**
   * Drops partitions without blocking readers: detached first, then dropped. Nobody may read their windows any more.
   * Detaching concurrently cannot be in a transaction, so the epoch is checked before; it leaves the data where they are.
   */
  async drop(keys: readonly PartitionKey[]): Promise<void> {
    for (const key of keys) {
      const name = partitionName(key);
      const known = this.byName.get(name);
      if (known === undefined) continue;
      if (!(await this.lease.isHeld())) throw this.lease.lose();
      const how = known.pending ? 'FINALIZE' : 'CONCURRENTLY';
      if (known.attached) await this.detach(quoted(classTableName(key)), quoted(name), how);
      this.byName.set(name, { key, attached: false, pending: false });
      await this.lease.write((tx) => tx.$executeRawUnsafe(`DROP TABLE ${quoted(name)}`));
      this.byName.delete(name);
    }
  }

  /** What each partition takes on disk. */
  async sizes(): Promise<PartitionSize[]> {
    const rows = await this.prisma.$queryRaw<{ name: string; bytes: bigint }[]>`
      SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'partitions' AND c.relkind = 'r'`;
    return rows.flatMap(({ name, bytes }) => {
      const key = parsePartitionName(name);
      return key ? [{ key, bytes: Number(bytes) }] : [];
    });
  }

  private async ensureClass(key: PartitionKey): Promise<void> {
    const name = classTableName(key);
    if (this.classTables.has(name)) return;
    await this.attach({
      parent: quoted(tierTableName(key.tier)),
      table: quoted(name),
      partitionBy: ' PARTITION BY RANGE ("windowStart")',
      values: `IN (${key.class})`,
      isThere: () => this.classTables.has(name),
    });
    this.classTables.add(name);
  }

  /**
   * A table is made alone and then attached, because `PARTITION OF` takes an exclusive lock on the parent and would wait for
   * every reader. One that a killed process left alone is taken. Main and the store worker may do so for one table at the same
   * time; who comes second sees by `isThere`, after loading anew, that it is done.
   */
  private async attach(attachment: Attachment): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await this.attachOnce(attachment);
        return;
      } catch (error) {
        await this.load();
        if (attachment.isThere()) return;
        if (attempt === ATTACH_ATTEMPTS) throw error;
      }
    }
  }

  private async attachOnce({ parent, table, partitionBy, values }: Attachment): Promise<void> {
    await this.prisma.$executeRawUnsafe(
      `CREATE TABLE IF NOT EXISTS ${table} (LIKE ${parent} INCLUDING ALL)${partitionBy}`,
    );
    await this.prisma.$executeRawUnsafe(`ALTER TABLE ${parent} ATTACH PARTITION ${table} FOR VALUES ${values}`);
  }

  private async detach(parent: string, table: string, how: 'CONCURRENTLY' | 'FINALIZE'): Promise<void> {
    await this.prisma.$executeRawUnsafe(`ALTER TABLE ${parent} DETACH PARTITION ${table} ${how}`);
  }
}

interface Attachment {
  readonly parent: string;
  readonly table: string;
  readonly partitionBy: string;
  readonly values: string;
  isThere(): boolean;
}

/** Only for names that this folder makes. */
function quoted(name: string): string {
  return `"partitions"."${name}"`;
}
