import type { StoreState } from '../storeState';

/** Exemplars of so long are gathered to one page, and at most so many. */
const GATHER_MS = 60_000;
const PAGE_EXEMPLARS = 10_000;
const HOUR_MS = 3_600_000;

type KeeperState = Pick<StoreState, 'exemplars' | 'tables' | 'log' | 'limits' | 'logger' | 'now'>;

/** Brings exemplars from the log to pages, and drops those past the retention of raw samples. */
export class ExemplarKeeper {
  private nextRetentionMs = 0;

  constructor(private readonly state: KeeperState) {}

  /** Called once a second. Rejects when Postgres fails; the next round takes up what is left. */
  async round(): Promise<void> {
    const { exemplars, now } = this.state;
    if (exemplars.waitingCount >= PAGE_EXEMPLARS || now() - exemplars.waitingSinceMs >= GATHER_MS) await this.store();
    await this.retire();
  }

  /** Stores all that wait now. */
  async store(): Promise<void> {
    const { exemplars, tables, now } = this.state;
    for (;;) {
      const page = exemplars.nextToStore(PAGE_EXEMPLARS);
      if (page.length === 0) return;
      await tables.exemplars.insert(page, now());
      exemplars.markStored(page);
    }
  }

  private async retire(): Promise<void> {
    const { tables, limits, logger, now } = this.state;
    if (now() < this.nextRetentionMs) return;
    const days = await tables.exemplars.dropBefore(now() - limits.rawRetentionMs - limits.maxAheadMs);
    if (days > 0) logger.info({ days }, 'dropped exemplars older than the retention of raw samples');
    this.nextRetentionMs = now() + HOUR_MS;
  }
}
