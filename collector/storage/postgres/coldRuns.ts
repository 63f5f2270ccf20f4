import type { Prisma } from '@/lib/db/client';
import { type ColdPart, type ColdRun, type RunKey, RunLevel } from '../cold/coldRun';
import type { Lease } from './lease';

/** The tables of series that are no longer in memory. Their partitions are coldPartitions.ts. */
export class ColdRunTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /** All published runs, without their directories, in order of their numbers. */
  async list(): Promise<ColdRun[]> {
    const rows = await this.prisma.coldRun.findMany({ omit: { directory: true }, orderBy: { run: 'asc' } });
    return rows.map(({ run, level, dayStart, series, firstMs, lastMs }) => ({
      run,
      level: level === RunLevel.fresh ? RunLevel.fresh : RunLevel.merged,
      dayStartMs: dayStart.getTime(),
      series,
      firstMs: Number(firstMs),
      lastMs: Number(lastMs),
    }));
  }

  /** The encoded directory of a run; undefined when the run is not published any more. */
  async readDirectory({ run }: RunKey): Promise<Uint8Array | undefined> {
    const row = await this.prisma.coldRun.findUnique({ where: { run }, select: { directory: true } });
    return row?.directory;
  }

  async read(run: RunKey, parts: readonly number[]): Promise<Map<number, Uint8Array>> {
    const rows = await this.prisma.coldPage.findMany({
      where: { ...columnsOf(run), part: { in: [...parts] } },
      select: { part: true, data: true },
    });
    return new Map(rows.map(({ part, data }) => [part, data]));
  }

  /** Stores pages of a run that is not published yet. Its partition must be there. */
  async insert(run: RunKey, parts: readonly ColdPart[]): Promise<void> {
    const data = parts.map((part) => ({ ...columnsOf(run), ...part }));
    await this.lease.write((tx) => tx.coldPage.createMany({ data }));
  }

  /** Makes a run one that counts, and those it replaces ones that do not, in one transaction. */
  async publish(run: ColdRun, directory: Uint8Array<ArrayBuffer>, replaced: readonly number[] = []): Promise<void> {
    const { series, firstMs, lastMs } = run;
    const data = { ...columnsOf(run), series, firstMs: BigInt(firstMs), lastMs: BigInt(lastMs), directory };
    await this.lease.write(async (tx) => {
      await tx.coldRun.create({ data });
      if (replaced.length > 0) await tx.coldRun.deleteMany({ where: { run: { in: [...replaced] } } });
    });
  }

  /** Unpublishes runs; their pages stay. */
  async forget(runs: readonly number[]): Promise<void> {
    await this.lease.write((tx) => tx.coldRun.deleteMany({ where: { run: { in: [...runs] } } }));
  }

  /** Removes pages of runs that are not published any more. */
  async deletePages(runs: readonly RunKey[]): Promise<void> {
    await this.lease.write((tx) => tx.coldPage.deleteMany({ where: { OR: runs.map(columnsOf) } }));
  }

  /** Removes pages that no run's row names: the process ended before it published them, or after it replaced them. */
  async deleteUnpublished(): Promise<void> {
    await this.lease.write(
      (tx) => tx.$executeRaw`
      DELETE FROM "ColdPage" p WHERE NOT EXISTS (SELECT 1 FROM "ColdRun" r WHERE r."run" = p."run")`,
    );
  }
}

function columnsOf({ level, dayStartMs, run }: RunKey) {
  return { level, dayStart: new Date(dayStartMs), run };
}
