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
    return Math.max(this.#waitOf(loginKey(login), MAX_PER_LOGIN), this.#waitOf(networkOf(address), MAX_PER_ADDRESS));
  }

  fail(login: string, address: string): void {
    this.#count(loginKey(login));
    this.#count(networkOf(address));
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

/** An address, or the first half of one of version 6: whoever has one of those has all that share it. */
function networkOf(address: string): string {
  if (!address.includes(':') || /^::ffff:/i.test(address)) return address;
  const [left = [], right = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''));
  const between = new Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...between, ...right].slice(0, 4).join(':').toLowerCase();
}

/** Of fixed length, whatever was typed. */
function loginKey(login: string): string {
  return `login ${sha256(login.toLowerCase())}`;
}
