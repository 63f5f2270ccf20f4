import type { Prisma } from '@/lib/db/client';
import type { LogTable } from '../log/logWriter';
import type { Lease } from './lease';

/** The log's partitions; they are made by the migration. */
export const SEGMENTS = [0, 1, 2, 3] as const;

/** Rows read at a time during replay. */
const READ_ROWS = 512;
const READ_BYTES = 8 << 20;

/** Where a row is, and how large. */
export interface LogRowKey {
  readonly segment: number;
  readonly sequence: number;
  readonly bytes: number;
}

export interface LogRow {
  readonly segment: number;
  readonly sequence: number;
  readonly data: Uint8Array;
}

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

  /** Where all rows are, in order of sequence. */
  async list(): Promise<LogRowKey[]> {
    const rows = await this.prisma.$queryRaw<{ segment: number; sequence: bigint; bytes: number }[]>`
      SELECT "segment", "sequence", octet_length("data") AS "bytes" FROM "HeadLog" ORDER BY "sequence"`;
    return rows.map(({ segment, sequence, bytes }) => ({ segment, sequence: Number(sequence), bytes }));
  }

  /** The listed rows in their order. Memory holds a batch, and the next one, which is read meanwhile. */
  async *read(keys: readonly LogRowKey[]): AsyncGenerator<LogRow> {
    const [first, ...others] = cutBatches(keys);
    let next = this.readBatch(first);
    for (const batch of [...others, undefined]) {
      const rows = await next;
      next = this.readBatch(batch);
      // Whoever gives replay up does not wait for it.
      next.catch(() => undefined);
      yield* rows;
    }
  }

  private async readBatch(batch: Batch | undefined): Promise<LogRow[]> {
    if (batch === undefined) return [];
    const { segment, first, last } = batch;
    // By segment, so that the primary key gives the rows in order.
    const rows = await this.prisma.headLog.findMany({
      where: { segment, sequence: { gte: BigInt(first), lte: BigInt(last) } },
      orderBy: { sequence: 'asc' },
    });
    return rows.map(({ sequence, data }) => ({ segment, sequence: Number(sequence), data }));
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

/** Neighbouring rows of one segment, from the first to the last sequence, both included. */
interface Batch {
  readonly segment: number;
  readonly first: number;
  readonly last: number;
}

function cutBatches(keys: readonly LogRowKey[]): Batch[] {
  const batches: { segment: number; first: number; last: number; rows: number; bytes: number }[] = [];
  for (const { segment, sequence, bytes } of keys) {
    const batch = batches[batches.length - 1];
    if (batch?.segment === segment && batch.rows < READ_ROWS && batch.bytes + bytes <= READ_BYTES) {
      batch.last = sequence;
      batch.rows++;
      batch.bytes += bytes;
    } else {
      batches.push({ segment, first: sequence, last: sequence, rows: 1, bytes });
    }
  }
  return batches;
}
