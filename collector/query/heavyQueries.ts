/**
 * Lets only a few queries that need much memory and time run at once, and none while results that are still being
 * sent fill the memory; light ones never wait.
 */
import { QueryAbortedError } from '@/collector/storage/storage';

/** A query is heavy when it reads more samples than this, or has more points in its result: some 16 MB of either. */
export const LIGHT_SAMPLES = 1_000_000;

/** The gate of an engine. Heavy queries pass in the order they came. */
export class HeavyQueries {
  private running = 0;
  private heldBytes = 0;
  private readonly waiting: (() => void)[] = [];

  /** One that starts below `maxHeldBytes` may pass it: the size of a result is known when it is there. */
  constructor(
    private readonly atOnce: number,
    private readonly maxHeldBytes: number,
  ) {}

  /** The pass of one query. */
  pass(): HeavyPass {
    let held = false;
    return {
      acquire: async (signal) => {
        if (held) return;
        await this.enter(signal);
        held = true;
      },
      finish: (bytes, letGo) => {
        if (!held) return;
        held = false;
        if (letGo) this.hold(bytes, letGo);
        this.leave();
      },
      release: () => {
        if (held) this.leave();
        held = false;
      },
    };
  }

  private enter(signal: AbortSignal): Promise<void> {
    if (this.hasRoom()) {
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

  private hasRoom(): boolean {
    return this.running < this.atOnce && this.heldBytes < this.maxHeldBytes;
  }

  private hold(bytes: number, letGo: Promise<void>): void {
    this.heldBytes += bytes;
    void letGo.finally(() => {
      this.heldBytes -= bytes;
      this.admit();
    });
  }

  private leave(): void {
    this.running--;
    this.admit();
  }

  /** Those who wait longest come first. */
  private admit(): void {
    while (this.hasRoom()) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.running++;
      next();
    }
  }
}

export interface HeavyPass {
  /** Waits for a place, unless it is held already. Rejects with QueryAbortedError. */
  acquire(signal: AbortSignal): Promise<void>;
  /**
   * Gives the place back, and counts the result's bytes until `letGo` resolves (it must not reject); without it the
   * result is not counted. Does nothing without a place.
   */
  finish(bytes: number, letGo: Promise<void> | undefined): void;
  /** Gives the place back; without one it does nothing. */
  release(): void;
}
