import { sha256 } from './tokens';

const WINDOW_MS = 5 * 60_000;
const MAX_PER_LOGIN = 10;
const MAX_PER_ADDRESS = 30;
const MAX_KEYS = 20_000;

interface Count {
  failures: number;
  readonly sinceMs: number;
}

/** Counts wrong passwords per user name and per client address, and says when it is enough for a while. */
export class AttemptLimiter {
  readonly #counts = new Map<string, Count>();

  constructor(private readonly nowMs: () => number) {}

  /** How long this attempt has to wait; 0: it may be made. */
  waitMs(login: string, address: string): number {
    return Math.max(this.#waitOf(loginKey(login), MAX_PER_LOGIN), this.#waitOf(address, MAX_PER_ADDRESS));
  }

  fail(login: string, address: string): void {
    this.#count(loginKey(login));
    this.#count(address);
  }

  succeed(login: string): void {
    this.#counts.delete(loginKey(login));
  }

  #waitOf(key: string, limit: number): number {
    const count = this.#counts.get(key);
    if (count === undefined || count.failures < limit) return 0;
    return Math.max(0, count.sinceMs + WINDOW_MS - this.nowMs());
  }

  #count(key: string): void {
    const nowMs = this.nowMs();
    const count = this.#counts.get(key);
    if (count !== undefined && nowMs - count.sinceMs < WINDOW_MS) {
      count.failures++;
      return;
    }
    this.#counts.delete(key);
    this.#counts.set(key, { failures: 1, sinceMs: nowMs });
    for (const oldest of this.#counts.keys()) {
      if (this.#counts.size <= MAX_KEYS) break;
      this.#counts.delete(oldest);
    }
  }
}

/** Of fixed length, whatever was typed. */
function loginKey(login: string): string {
  return `login ${sha256(login.toLowerCase())}`;
}
