import type { Prisma } from '@/lib/db/client';
import { type Directory, encodeDirectory } from './directory';
import type { Lease } from './lease';

/** Raw resolution and the default retention class: the only ones there are yet. */
const TIER = 0;
const CLASS = 0;

/** One published generation of a window's pages. Immutable. */
export interface SealedWindow {
  readonly windowStartMs: number;
  readonly generation: number;
  /** Fresh pages of the window up to this id are in it. */
  readonly mergedFresh: number;
  readonly samples: number;
  readonly directory: Directory;
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

  async insert(windowStartMs: number, generation: number, parts: readonly SealedPart[]): Promise<void> {
    const windowStart = new Date(windowStartMs);
    const data = parts.map(({ part, data }) => ({ tier: TIER, class: CLASS, windowStart, generation, part, data }));
    await this.lease.write((tx) => tx.page.createMany({ data }));
  }

  async read(window: SealedWindow, parts: readonly number[]): Promise<Map<number, Uint8Array>> {
    const rows = await this.prisma.page.findMany({
      where: {
        tier: TIER,
        class: CLASS,
        windowStart: new Date(window.windowStartMs),
        generation: window.generation,
        part: { in: [...parts] },
      },
    });
    return new Map(rows.map(({ part, data }) => [part, data]));
  }

  /** Makes a generation the one that counts: one statement, which does nothing when another collector took over. */
  async publish(window: SealedWindow, members: Uint8Array<ArrayBuffer>): Promise<void> {
    const directory = encodeDirectory(window.directory);
    const start = new Date(window.windowStartMs);
    const published = await this.prisma.$executeRaw`
      WITH held AS (SELECT 1 FROM "StoreState" WHERE "epoch" = ${this.lease.epoch} FOR SHARE)
      INSERT INTO "Window"
        ("tier", "class", "windowStart", "generation", "mergedFresh", "samples", "directory", "members")
      SELECT ${TIER}::smallint, ${CLASS}::smallint, ${start}::timestamptz, ${window.generation}::integer,
        ${BigInt(window.mergedFresh)}::bigint, ${BigInt(window.samples)}::bigint, ${directory}::bytea, ${members}::bytea
      FROM held
      ON CONFLICT ("tier", "class", "windowStart") DO UPDATE SET
        "generation" = excluded."generation", "mergedFresh" = excluded."mergedFresh",
        "samples" = excluded."samples", "directory" = excluded."directory", "members" = excluded."members"`;
    if (published === 0) throw this.lease.lose();
  }

  /** All published windows in order of time, with their series. */
  async *readWindows(): AsyncGenerator<WindowRow> {
    const starts = await this.prisma.window.findMany({
      where: { tier: TIER, class: CLASS },
      select: { windowStart: true },
      orderBy: { windowStart: 'asc' },
    });
    for (const { windowStart } of starts) {
      const row = await this.prisma.window.findUniqueOrThrow({
        where: { tier_class_windowStart: { tier: TIER, class: CLASS, windowStart } },
      });
      yield {
        windowStartMs: windowStart.getTime(),
        generation: row.generation,
        mergedFresh: Number(row.mergedFresh),
        samples: Number(row.samples),
        directory: row.directory,
        members: row.members,
      };
    }
  }

  /**
   * A generation that no attempt has published, and no page is in. Asked of the database: the answer to an earlier attempt
   * may have been lost after its commit, and writing that generation again would tear published pages down.
   */
  async nextGeneration(windowStartMs: number): Promise<number> {
    const key = { tier: TIER, class: CLASS, windowStart: new Date(windowStartMs) };
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
  async deleteEarlierGenerations(windowStartMs: number, generation: number): Promise<void> {
    const windowStart = new Date(windowStartMs);
    const where = { tier: TIER, class: CLASS, windowStart, generation: { lt: generation } };
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

  async deleteWindowsBefore(windowStartMs: number): Promise<void> {
    const where = { windowStart: { lt: new Date(windowStartMs) } };
    await this.lease.write((tx) => tx.window.deleteMany({ where }));
  }
}
