import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { BoundedCache } from './boundedCache';
import { keyedHash } from './tokens';

/** OWASP's recommendation: 32 MB and about a tenth of a second. */
const COST = { N: 2 ** 15, r: 8, p: 3 };
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;
const KEY_BYTES = 32;

/** Hashes worked on together; the thread pool has four threads, which files and names need too. */
const CONCURRENCY = 2;
/** Hashes that may wait; beyond, a flood of guesses would grow without bound. */
const MAX_WAITING = 64;

/** Too many passwords are being checked already. */
export class AuthBusyError extends Error {
  readonly code = 'auth_busy';
}

/** @returns `scrypt$N$r$p$salt$key` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await inTurn(() => derive(password, salt, COST));
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), key.toString('base64url')].join('$');
}

/** Takes the same time for every password. Throws AuthBusyError. */
async function matchesHash(password: string, hash: string): Promise<boolean> {
  const [scheme, n, r, p, salt = '', key = ''] = hash.split('$');
  if (scheme !== 'scrypt') throw new Error('BUG: a stored password hash is not of scrypt');
  const options = { N: Number(n), r: Number(r), p: Number(p) };
  const wanted = Buffer.from(key, 'base64url');
  const got = await inTurn(() => derive(password, Buffer.from(salt, 'base64url'), options));
  return wanted.length === got.length && timingSafeEqual(wanted, got);
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // One character may be written in several ways; a keyboard decides which.
    scrypt(password.normalize('NFKC'), salt, KEY_BYTES, { ...options, maxmem: MAX_MEMORY_BYTES }, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= CONCURRENCY) {
    if (waiting.length >= MAX_WAITING) throw new AuthBusyError('too many passwords are being checked');
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    // A place goes to who waits, without being free in between.
    const next = waiting.shift();
    if (next === undefined) running--;
    else next();
  }
}

const CACHE_ENTRIES = 1000;
const CACHE_MS = 30_000;

/**
 * Checks passwords and remembers the outcome for 30 s, so that Basic credentials do not cost a tenth of a second per
 * request. An outcome belongs to one stored hash: a changed password is noticed at once. What is remembered is keyed
 * by an HMAC whose key never leaves this object.
 */
export class PasswordVerifier {
  readonly #key = randomBytes(32);
  readonly #outcomes: BoundedCache<Promise<boolean>>;
  #decoy: Promise<string> | undefined;

  constructor(nowMs: () => number) {
    this.#outcomes = new BoundedCache(CACHE_ENTRIES, CACHE_MS, nowMs);
  }

  /**
   * Without a hash (no such user) the answer is false after the same work.
   * Throws AuthBusyError.
   */
  async verify(password: string, hash: string | null): Promise<boolean> {
    this.#decoy ??= hashPassword(keyedHash(this.#key, 'decoy'));
    const against = hash ?? (await this.#decoy);
    const key = keyedHash(this.#key, `${against}\n${password}`);
    let outcome = this.#outcomes.get(key);
    if (outcome === undefined) {
      // Kept while it is worked on: the same credential in many requests at once is checked once.
      outcome = matchesHash(password, against);
      this.#outcomes.set(key, outcome);
      outcome.catch(() => this.#outcomes.delete(key));
    }
    return (await outcome) && hash !== null;
  }
}
