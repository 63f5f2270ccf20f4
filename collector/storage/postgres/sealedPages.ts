import type { Prisma } from '@/lib/db/client';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import { type Directory, encodeDirectory } from './directory';
import type { Lease } from './lease';
import type { PartitionKey } from './partitionNames';

/** One published generation of a window's pages. Immutable. */
export interface SealedWindow extends WindowKey {
  readonly generation: number;
  /** Fresh pages of the window up to this id are in it; 0 in a downsampled tier. */
  readonly mergedFresh: number;
  readonly samples: number;
  readonly directory: Directory;
  /** Of a downsampled tier: the windows it was built from, as the tier's builder encodes them; empty for raw. */
  readonly sources: Uint8Array<ArrayBuffer>;
  /** Deletions up to this number are carried out in its pages; later ones are applied by who reads (retention/deletions.ts). */
  readonly deletionsUntil: number;
}

/** A window's row: `directory` and `members` are encoded, as they may be damaged (directory.ts). */
export interface WindowRow extends Omit<SealedWindow, 'directory'> {
  readonly directory: Uint8Array;
  readonly members: Uint8Array;
}

/** Where a page of a window lies. */
export interface PageAddress {
  readonly generation: number;
  readonly part: number;
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

  /** Pages of a window, in the order they are asked for; undefined where one is not there. */
  async read(key: WindowKey, pages: readonly PageAddress[]): Promise<(Uint8Array | undefined)[]> {
    const rows = await this.prisma.page.findMany({
      where: { ...columnsOf(key), OR: partsByGeneration(pages) },
      select: { generation: true, part: true, data: true },
    });
    const found = new Map(rows.map((row) => [addressName(row), row.data]));
    return pages.map((page) => found.get(addressName(page)));
  }

  /** The members of a window's published generation, encoded (directory.ts). Undefined when the window is gone. */
  async readMembers(key: WindowKey): Promise<Uint8Array | undefined> {
    const where = { tier_class_windowStart: columnsOf(key) };
    const row = await this.prisma.window.findUnique({ where, select: { members: true } });
    return row?.members;
  }

  /** Whether all these windows are still published in the same generations. */
  async arePublished(windows: readonly SealedWindow[]): Promise<boolean> {
    const where = { OR: windows.map((window) => ({ ...columnsOf(window), generation: window.generation })) };
    return (await this.prisma.window.count({ where })) === windows.length;
  }

  /** Makes a generation the one that counts: one statement, which does nothing when another collector took over. */
  async publish(window: SealedWindow, members: Uint8Array<ArrayBuffer>): Promise<void> {
    const directory = encodeDirectory(window.directory);
    const { tier, class: retentionClass, windowStart } = columnsOf(window);
    const published = await this.prisma.$executeRaw`
      WITH held AS (SELECT 1 FROM "StoreState" WHERE "epoch" = ${this.lease.epoch} FOR SHARE)
      INSERT INTO "Window"
        ("tier", "class", "windowStart", "generation", "mergedFresh", "samples", "directory", "members", "sources",
         "deletionsUntil")
      SELECT ${tier}::smallint, ${retentionClass}::smallint, ${windowStart}::timestamptz, ${window.generation}::integer,
        ${BigInt(window.mergedFresh)}::bigint, ${BigInt(window.samples)}::bigint, ${directory}::bytea, ${members}::bytea,
        ${window.sources}::bytea, ${BigInt(window.deletionsUntil)}::bigint
      FROM held
      ON CONFLICT ("tier", "class", "windowStart") DO UPDATE SET
        "generation" = excluded."generation", "mergedFresh" = excluded."mergedFresh",
        "samples" = excluded."samples", "directory" = excluded."directory", "members" = excluded."members",
        "sources" = excluded."sources", "deletionsUntil" = excluded."deletionsUntil"`;
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
        deletionsUntil: Number(row.deletionsUntil),
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

  /**
   * Removes what a published generation replaced: pages of it and of earlier ones that its directory does not name. A
   * later generation may be under way already.
   */
  async deleteReplaced(window: SealedWindow): Promise<void> {
    const { tier, class: retentionClass, windowStart } = columnsOf(window);
    const { timestamps, series } = window.directory;
    const generations = [...timestamps.generations, ...series.generations];
    const parts = [...timestamps.parts, ...series.parts];
    await this.lease.write(
      (tx) => tx.$executeRaw`
      DELETE FROM "Page" p
      WHERE p."tier" = ${tier}::smallint AND p."class" = ${retentionClass}::smallint
        AND p."windowStart" = ${windowStart}::timestamptz AND p."generation" <= ${window.generation}::integer
        AND NOT EXISTS (
          SELECT 1 FROM unnest(${generations}::integer[], ${parts}::integer[]) AS named("generation", "part")
          WHERE named."generation" = p."generation" AND named."part" = p."part")`,
    );
  }

  /** Removes pages of generations that were never published: the process ended before. */
  async deleteUnpublished(): Promise<void> {
    await this.lease.write(
      (tx) => tx.$executeRaw`
      DELETE FROM "Page" p WHERE NOT EXISTS (
        SELECT 1 FROM "Window" w WHERE w."tier" = p."tier" AND w."class" = p."class"
          AND w."windowStart" = p."windowStart" AND w."generation" >= p."generation")`,
    );
  }

  /** How many pages each window has, replaced ones included, by windowKeyName. */
  async countPages(): Promise<Map<string, number>> {
    const counts = await this.prisma.page.groupBy({ by: ['tier', 'class', 'windowStart'], _count: { _all: true } });
    return new Map(
      counts.map(({ tier, class: retentionClass, windowStart, _count }) => [
        windowKeyName({ tier, class: retentionClass, windowStartMs: windowStart.getTime() }),
        _count._all,
      ]),
    );
  }

  /** Forgets the windows of a partition; their pages go with it. */
  async deleteWindowsIn({ tier, class: retentionClass, fromMs, toMs }: PartitionKey): Promise<void> {
    const windowStart = { gte: new Date(fromMs), lt: new Date(toMs) };
    await this.lease.write((tx) => tx.window.deleteMany({ where: { tier, class: retentionClass, windowStart } }));
  }
}

/** A window's key as columns of the tables. */
function columnsOf({ tier, class: retentionClass, windowStartMs }: WindowKey) {
  return { tier, class: retentionClass, windowStart: new Date(windowStartMs) };
}

function partsByGeneration(pages: readonly PageAddress[]) {
  const parts = new Map<number, number[]>();
  for (const { generation, part } of pages) {
    const known = parts.get(generation);
    if (known) known.push(part);
    else parts.set(generation, [part]);
  }
  return [...parts].map(([generation, wanted]) => ({ generation, part: { in: wanted } }));
}

function addressName({ generation, part }: PageAddress): string {
  return `${generation}/${part}`;
}
