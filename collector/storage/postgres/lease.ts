import { Client } from 'pg';
import type { Prisma } from '@/lib/db/client';

/** Another process writes to this store. Only one collector may. */
export class AnotherCollectorError extends Error {
  readonly code = 'another_collector';
}

/** The advisory lock of the store; advisory locks are per database. The number spells "belv". */
const LOCK_KEY = 0x62656c76;
const POLL_MS = 250;

/** Prisma would end a transaction after 5 s; removing the pages of a long outage takes longer. */
const WRITE_TIMEOUT_MS = 10 * 60_000;

/** A client whose statements belong to one transaction. */
export type Transaction = Omit<Prisma, '$connect' | '$disconnect' | '$on' | '$transaction' | '$extends'>;
const FIRST_RETRY_MS = 250;
const LAST_RETRY_MS = 5_000;

export interface LeaseOptions {
  readonly databaseUrl: string;
  readonly prisma: Prisma;
  /** How long to wait for the lock: a killed collector's session may take a moment to end. */
  readonly waitMs: number;
  /** Called once when another collector has taken the store over. */
  readonly onLost: (error: AnotherCollectorError) => void;
}

/**
 * The right to write to a store: an advisory lock held by one session, and an epoch that every write checks. A session may
 * die without anybody noticing for a while; the epoch then keeps the old holder from writing (fencing).
 */
export class Lease {
  private client: Client | undefined;
  private released = false;
  private retry: NodeJS.Timeout | undefined;

  private constructor(
    private readonly options: LeaseOptions,
    readonly epoch: bigint,
  ) {}

  /** Takes the store over. Rejects with AnotherCollectorError, or as pg does when Postgres cannot be reached. */
  static async acquire(options: LeaseOptions): Promise<Lease> {
    const client = await lock(options.databaseUrl, options.waitMs);
    const rows = await options.prisma.$queryRaw<{ epoch: bigint }[]>`
      UPDATE "StoreState" SET "epoch" = "epoch" + 1 RETURNING "epoch"`;
    const epoch = rows[0]?.epoch;
    if (epoch === undefined) throw new Error('the table "StoreState" has no row: was the database migrated?');
    const lease = new Lease(options, epoch);
    lease.watch(client);
    return lease;
  }

  /** The right that another thread of this process holds: its epoch is checked in every write, the lock stays there. */
  static borrow(options: Pick<LeaseOptions, 'prisma' | 'onLost'>, epoch: bigint): Lease {
    return new Lease({ ...options, databaseUrl: '', waitMs: 0 }, epoch);
  }

  async release(): Promise<void> {
    this.released = true;
    clearTimeout(this.retry);
    const { client } = this;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }

  /** Whether the epoch is still ours. Rejects when Postgres cannot be reached. */
  async isHeld(): Promise<boolean> {
    const state = await this.options.prisma.storeState.findUnique({ where: { id: 1 } });
    return state?.epoch === this.epoch;
  }

  /**
   * Carries out a statement in one transaction with a check of the epoch, whose lock a takeover waits for. Rejects with
   * AnotherCollectorError, and nothing is done, when the epoch is not ours any more.
   */
  async write(statement: (tx: Transaction) => PromiseLike<unknown>): Promise<void> {
    const inTurn = async (tx: Transaction) => {
      // A division by zero is the plainest way to end a transaction from within a query.
      await tx.$queryRaw`
      SELECT 1 / count(*) FROM (SELECT 1 FROM "StoreState" WHERE "epoch" = ${this.epoch} FOR SHARE) AS held`;
      await statement(tx);
    };
    try {
      await this.options.prisma.$transaction(inTurn, { timeout: WRITE_TIMEOUT_MS });
    } catch (error) {
      if (await this.isHeld().catch(() => true)) throw error;
      throw this.lose();
    }
  }

  /** Reports that a write found another epoch. */
  lose(): AnotherCollectorError {
    const error = new AnotherCollectorError('another collector is active on this database; this one stops writing');
    if (!this.released) {
      this.released = true;
      this.options.onLost(error);
    }
    return error;
  }

  private watch(client: Client): void {
    this.client = client;
    client.on('error', () => this.relock(client, FIRST_RETRY_MS));
    client.on('end', () => this.relock(client, FIRST_RETRY_MS));
  }

  /** The session died, with Postgres or without: takes the lock again, unless somebody else was faster. */
  private relock(dead: Client, delayMs: number): void {
    if (this.released || (this.client !== undefined && this.client !== dead)) return;
    this.client = undefined;
    clearTimeout(this.retry);
    this.retry = setTimeout(() => {
      this.lockAgain().catch((error: unknown) => {
        if (error instanceof AnotherCollectorError) this.lose();
        else this.relock(dead, Math.min(delayMs * 2, LAST_RETRY_MS));
      });
    }, delayMs);
  }

  private async lockAgain(): Promise<void> {
    const client = await lock(this.options.databaseUrl, this.options.waitMs);
    if (this.released) return client.end();
    this.watch(client);
    if (!(await this.isHeld())) this.lose();
  }
}

async function lock(databaseUrl: string, waitMs: number): Promise<Client> {
  const client = new Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5_000, keepAlive: true });
  client.on('error', () => undefined);
  await client.connect();
  for (let waitedMs = 0; ; waitedMs += POLL_MS) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [LOCK_KEY]);
    if (rows[0]?.held) return client;
    if (waitedMs >= waitMs) break;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  await client.end();
  throw new AnotherCollectorError(
    'another collector is active on this database: stop it, or give this one its own database',
  );
}
