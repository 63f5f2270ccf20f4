/** Lets only a few queries that need much memory and time run at once; light ones never wait. */
import { QueryAbortedError } from '@/collector/storage/storage';

/** A query is heavy when it reads more samples than this, or has more points in its result: some 16 MB of either. */
export const LIGHT_SAMPLES = 1_000_000;

/** The gate of an engine. Heavy queries pass in the order they came. */
export class HeavyQueries {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly atOnce: number) {}

  /** The pass of one query. */
  pass(): HeavyPass {
    let held = false;
    return {
      acquire: async (signal) => {
        if (held) return;
        await this.enter(signal);
        held = true;
      },
      release: () => {
        if (held) this.leave();
        held = false;
      },
    };
  }

  private enter(signal: AbortSignal): Promise<void> {
    if (this.running < this.atOnce) {
      this.running++;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const start = () => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = () => {
        this.waiting.splice(this.waiting.indexOf(start), 1);
        reject(new QueryAbortedError('the query was aborted while it waited for others', { cause: signal.reason }));
      };
      if (signal.aborted) return reject(new QueryAbortedError('the query was aborted', { cause: signal.reason }));
      signal.addEventListener('abort', giveUp, { once: true });
      this.waiting.push(start);
    });
  }

  /** The place goes to the one who waits longest, so `running` stays as it is. */
  private leave(): void {
    const next = this.waiting.shift();
    if (next === undefined) this.running--;
    else next();
  }
}

export interface HeavyPass {
  /** Waits for a place, unless it is held already. Rejects with QueryAbortedError. */
  acquire(signal: AbortSignal): Promise<void>;
  /** Gives the place back; without one it does nothing. */
  release(): void;
}
