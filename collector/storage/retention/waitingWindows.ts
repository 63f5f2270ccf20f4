import { windowKeyName } from '../read/windowSet';
import type { StoreLog } from '../storeState';
import type { WaitingWindow } from './expiry';
import type { RetentionFigures } from './figures';

const HOUR_MS = 3_600_000;

/** Keeps account of windows that are past their retention and wait for the next tier; tells of each once an hour. */
export class WaitingWindows {
  /** Since when each waits, and when that was last told, by windowKeyName. */
  private readonly since = new Map<string, { readonly sinceMs: number; toldMs: number }>();

  constructor(
    private readonly figures: RetentionFigures,
    private readonly logger: StoreLog,
  ) {}

  /** @param waiting all that wait now */
  note(waiting: readonly WaitingWindow[], nowMs: number): void {
    const names = new Set(waiting.map(({ key }) => windowKeyName(key)));
    for (const name of this.since.keys()) if (!names.has(name)) this.since.delete(name);
    let oldestMs = nowMs;
    for (const { key, reason } of waiting) {
      const window = windowKeyName(key);
      const known = this.since.get(window) ?? { sinceMs: nowMs, toldMs: nowMs };
      this.since.set(window, known);
      oldestMs = Math.min(oldestMs, known.sinceMs);
      if (nowMs - known.toldMs < HOUR_MS) continue;
      known.toldMs = nowMs;
      const message = 'a window is past its retention and stays until the next tier is built from it';
      this.logger.warn({ window, reason, waitsMs: nowMs - known.sinceMs }, message);
    }
    this.figures.waiting = waiting;
    this.figures.oldestWaitingMs = nowMs - oldestMs;
  }
}
