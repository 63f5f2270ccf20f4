import { randomBytes } from 'node:crypto';
import type { Authentication, Authenticator } from '@/lib/auth/authenticator';
import { BoundedCache } from '@/lib/auth/boundedCache';
import { keyedHash } from '@/lib/auth/tokens';
import type { Gatekeeper, Sender } from './api/access';

/** After this long a revoked credential is noticed. */
const CACHE_MS = 10_000;
const CACHE_ENTRIES = 5_000;

type Headers = Parameters<Gatekeeper['identify']>[0];

export interface GatekeeperOptions {
  readonly authenticator: Authenticator;
  /** With this the collector scrapes itself. */
  readonly ownToken: string;
  readonly nowMs: () => number;
}

/**
 * Tells senders apart by what the web app's database knows, and remembers it for some seconds: a dashboard asks often.
 * What is remembered is keyed by an HMAC whose key never leaves this object.
 */
export class CredentialGatekeeper implements Gatekeeper {
  readonly #key = randomBytes(32);
  readonly #senders: BoundedCache<Promise<Sender>>;

  constructor(private readonly options: GatekeeperOptions) {
    this.#senders = new BoundedCache(CACHE_ENTRIES, CACHE_MS, options.nowMs);
  }

  async identify(headers: Headers, address: string): Promise<Sender> {
    const { authorization = '', cookie = '' } = headers;
    if (authorization === '' && cookie === '') return senderOf(this.options.authenticator.anonymous());
    // Their hashes are compared, so that the time it takes tells nothing.
    if (this.#hash(authorization) === this.#hash(`Bearer ${this.options.ownToken}`))
      return { type: 'known', role: 'Viewer' };
    const key = this.#hash(JSON.stringify([authorization, cookie]));
    const remembered = this.#senders.get(key);
    if (remembered !== undefined) return remembered;
    const asking = this.#ask(headers, address);
    this.#senders.set(key, asking);
    const forget = () => this.#senders.delete(key);
    // A failure and "too many" are of the moment, not of the credential.
    asking.then((sender) => sender.type === 'refused' && sender.reason !== 'invalid' && forget(), forget);
    return asking;
  }

  #hash(text: string): string {
    return keyedHash(this.#key, text);
  }

  /** While the database is away, who may look without a credential may still look. */
  async #ask(headers: Headers, address: string): Promise<Sender> {
    try {
      const source = { get: (name: string) => headers[name]?.toString() };
      return senderOf(await this.options.authenticator.authenticate(source, address));
    } catch (error) {
      const anonymous = senderOf(this.options.authenticator.anonymous());
      if (anonymous.type === 'anonymous') return anonymous;
      throw error;
    }
  }
}

function senderOf(found: Authentication): Sender {
  if (found.type !== 'visitor') return found;
  return { type: found.means === 'anonymous' ? 'anonymous' : 'known', role: found.visitor.role };
}
