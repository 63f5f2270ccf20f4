import { type WindowKey, windowKeyName } from '../read/windowSet';

const FIRST_DELAY_MS = 10_000;
const LAST_DELAY_MS = 30 * 60_000;

/** Which windows failed and when to try them again: one that always fails must not keep the others from their turn. */
export class WindowRetries {
  private readonly failed = new Map<string, { readonly failures: number; readonly notBeforeMs: number }>();

  mayTry(key: WindowKey, nowMs: number): boolean {
    return nowMs >= (this.failed.get(windowKeyName(key))?.notBeforeMs ?? -Infinity);
  }

  /** Does something with a window; rejects as that does, having noted it. */
  async attempt(key: WindowKey, nowMs: number, task: () => Promise<void>): Promise<void> {
    const name = windowKeyName(key);
    const failures = this.failed.get(name)?.failures ?? 0;
    const delayMs = Math.min(FIRST_DELAY_MS * 2 ** failures, LAST_DELAY_MS);
    try {
      await task();
      this.failed.delete(name);
    } catch (error) {
      this.failed.set(name, { failures: failures + 1, notBeforeMs: nowMs + delayMs });
      throw error;
    }
  }
}
