import type { Prisma } from '@/lib/db/client';
import type { WindowKey } from '../read/windowSet';
import { type Directory, encodeDirectory } from './directory';
import type { Lease } from './lease';

/** One published generation of a window's pages. Immutable. */
export interface SealedWindow extends WindowKey {
  readonly generation: number;
  /** Fresh pages of the window up to this id are in it; 0 in a downsampled tier. */
  readonly mergedFresh: number;
  readonly samples: number;
  readonly directory: Directory;
  /** Of a downsampled tier: the windows it was built from, as the tier's builder encodes them; empty for raw. */
  readonly sources: Uint8Array<ArrayBuffer>;
}

/** A window's row: `directory` and `members` are encoded, as they may be damaged (directory.ts). */
export interface WindowRow extends Omit<SealedWindow, 'directory'> {
  readonly directory: Uint8Array;
  readonly members: Uint8Array;
}

export interface SealedPart {
  readonly part: number;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** The tables of sealed windows and their pages. */
export class SealedPageTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  async insert(key: WindowKey, generation: number, parts: readonly SealedPart[]): Promise<void> {
    const data = parts.map(({ part, data }) => ({ ...columnsOf(key), generation, part, data }));
    await this.lease.write((tx) => tx.page.createMany({ data }));
  }

  async read(window: SealedWindow, parts: readonly number[]): Promise<Map<number, Uint8Array>> {
    const rows = await this.prisma.page.findMany({
      where: {
        ...columnsOf(window),
        generation: window.generation,
        part: { in: [...parts] },
      },
    });
    return new Map(rows.map(({ part, data }) => [part, data]));
  }

  /** Makes a generation the one that counts: one statement, which does nothing when another collector took over. */
  async publish(window: SealedWindow, members: Uint8Array<ArrayBuffer>): Promise<void> {
    const directory = encodeDirectory(window.directory);
    const { tier, class: retentionClass, windowStart } = columnsOf(window);
    const published = await this.prisma.$executeRaw`
      WITH held AS (SELECT 1 FROM "StoreState" WHERE "epoch" = ${this.lease.epoch} FOR SHARE)
      INSERT INTO "Window"
        ("tier", "class", "windowStart", "generation", "mergedFresh", "samples", "directory", "members", "sources")
      SELECT ${tier}::smallint, ${retentionClass}::smallint, ${windowStart}::timestamptz, ${window.generation}::integer,
        ${BigInt(window.mergedFresh)}::bigint, ${BigInt(window.samples)}::bigint, ${directory}::bytea, ${members}::bytea,
        ${window.sources}::bytea
      FROM held
      ON CONFLICT ("tier", "class", "windowStart") DO UPDATE SET
        "generation" = excluded."generation", "mergedFresh" = excluded."mergedFresh",
        "samples" = excluded."samples", "directory" = excluded."directory", "members" = excluded."members",
        "sources" = excluded."sources"`;
    if (published === 0) throw this.lease.lose();
  }

  /** All published windows in order of time, with their series. */
  async *readWindows(): AsyncGenerator<WindowRow> {
    const keys = await this.prisma.window.findMany({
      select: { tier: true, class: true, windowStart: true },
      orderBy: [{ windowStart: 'asc' }, { tier: 'asc' }, { class: 'asc' }],
    });
    for (const key of keys) {
      const row = await this.prisma.window.findUniqueOrThrow({ where: { tier_class_windowStart: key } });
      yield {
        tier: key.tier,
        class: key.class,
        windowStartMs: key.windowStart.getTime(),
        generation: row.generation,
        mergedFresh: Number(row.mergedFresh),
        samples: Number(row.samples),
        directory: row.directory,
        members: row.members,
        sources: row.sources,
      };
    }
  }

  /**
   * A generation that no attempt has published, and no page is in. Asked of the database: the answer to an earlier attempt
   * may have been lost after its commit, and writing that generation again would tear published pages down.
   */
  async nextGeneration(window: WindowKey): Promise<number> {
    const key = columnsOf(window);
    const row = await this.prisma.window.findUnique({
      where: { tier_class_windowStart: key },
      select: { generation: true },
    });
    const published = row?.generation ?? 0;
    // Of attempts that failed half way.
    await this.lease.write((tx) => tx.page.deleteMany({ where: { ...key, generation: { gt: published } } }));
    return published + 1;
  }

  /** Removes what a published generation replaced. A later one may be under way already. */
  async deleteEarlierGenerations(key: WindowKey, generation: number): Promise<void> {
    const where = { ...columnsOf(key), generation: { lt: generation } };
    await this.lease.write((tx) => tx.page.deleteMany({ where }));
  }

  /** Removes pages that no window's row names: the process ended before it published them. */
  async deleteUnpublished(): Promise<void> {
    await this.lease.write(
      (tx) => tx.$executeRaw`
      DELETE FROM "Page" p WHERE NOT EXISTS (
        SELECT 1 FROM "Window" w WHERE w."tier" = p."tier" AND w."class" = p."class"
          AND w."windowStart" = p."windowStart" AND w."generation" = p."generation")`,
    );
  }

  /** Forgets the windows of a tier and class that begin before `windowStartMs`; their pages go with their partitions. */
  async deleteWindowsBefore(key: WindowKey): Promise<void> {
    const { windowStart, ...rest } = columnsOf(key);
    const where = { ...rest, windowStart: { lt: windowStart } };
    await this.lease.write((tx) => tx.window.deleteMany({ where }));
  }
}

/** A window's key as columns of the tables. */
function columnsOf({ tier, class: retentionClass, windowStartMs }: WindowKey) {
  return { tier, class: retentionClass, windowStart: new Date(windowStartMs) };
}
