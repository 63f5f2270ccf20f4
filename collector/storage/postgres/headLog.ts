import type { Prisma } from '@/lib/db/client';
import type { LogTable } from '../log/logWriter';
import type { Lease } from './lease';

/** The log's partitions; they are made by the migration. */
export const SEGMENTS = [0, 1, 2, 3] as const;

/** Rows read at a time during replay: at most this many times a large row of memory. */
const READ_BATCH = 32;

/** A server that gives no answer for this long is as good as away. The row may be committed all the same. */
const INSERT_TIMEOUT_MS = 30_000;

/** The table of write-ahead rows. */
export class HeadLogTable implements LogTable {
  constructor(
    private readonly prisma: Prisma,
    private readonly lease: Lease,
  ) {}

  /**
   * One statement, so one commit: the shared row lock makes a takeover wait for inserts under way, and an insert after it
   * finds another epoch and does nothing. Prisma's `create` cannot say that.
   */
  async insert(segment: number, sequence: number, row: Uint8Array<ArrayBuffer>): Promise<void> {
    const { epoch } = this.lease;
    const statement = this.prisma.$executeRaw`
      WITH held AS (SELECT 1 FROM "StoreState" WHERE "epoch" = ${epoch} FOR SHARE)
      INSERT INTO "HeadLog" ("segment", "sequence", "epoch", "data")
      SELECT ${segment}::smallint, ${BigInt(sequence)}::bigint, ${epoch}::bigint, ${row}::bytea FROM held
      ON CONFLICT DO NOTHING`;
    const inserted = await withTimeout(statement, INSERT_TIMEOUT_MS);
    // None inserted: fenced, or the row of an earlier attempt whose answer was lost.
    if (inserted === 0 && !(await this.lease.isHeld())) throw this.lease.lose();
  }

  /** All rows in order of sequence, a few at a time. */
  async *read(): AsyncGenerator<{ segment: number; sequence: number; data: Uint8Array }> {
    let after = -1n;
    for (;;) {
      const rows = await this.prisma.headLog.findMany({
        where: { sequence: { gt: after } },
        orderBy: { sequence: 'asc' },
        take: READ_BATCH,
      });
      for (const { segment, sequence, data } of rows) {
        after = sequence;
        yield { segment, sequence: Number(sequence), data };
      }
      if (rows.length < READ_BATCH) return;
    }
  }

  /** Empties a segment. Its lock waits for readers of the table, of which there are none after replay. */
  async truncate(segment: number): Promise<void> {
    const partition = SEGMENTS.find((known) => known === segment);
    if (partition === undefined) throw new Error(`BUG: log segment ${segment}`);
    await this.lease.write((tx) => tx.$executeRawUnsafe(`TRUNCATE "partitions"."HeadLog_${partition}"`));
  }
}

async function withTimeout<T>(statement: PromiseLike<T>, timeoutMs: number): Promise<T> {
  // A Prisma statement runs when it is first waited for.
  const answer = Promise.resolve(statement);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer from Postgres within ${timeoutMs} ms`)), timeoutMs);
  });
  // It may fail after nobody waits for it any more.
  answer.catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
