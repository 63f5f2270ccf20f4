import { hasRole, type Role, type Visitor } from '@/lib/api/visitor';
import { findApiToken, touchApiToken } from '@/lib/db/apiTokens';
import type { Prisma } from '@/lib/db/client';
import { findUserByLogin, type StoredUser, touchUser } from '@/lib/db/users';
import { AttemptLimiter } from './attemptLimiter';
import { type Credential, type HeaderSource, readCredential } from './credential';
import { AuthBusyError, PasswordVerifier } from './password';
import { Sessions } from './sessions';
import { sha256 } from './tokens';

/** How often the use of an API token is noted. */
const TOKEN_USE_GRAIN_MS = 60_000;

export type Refusal = 'invalid' | 'too-many-attempts' | 'busy';

/** By what a visitor was known. */
export type Means = 'session' | 'bearer' | 'basic' | 'anonymous';

export type Authentication =
  | {
      readonly type: 'visitor';
      readonly visitor: Visitor;
      readonly means: Means;
    }
  /** No credential, and anonymous visitors have no role. */
  | { readonly type: 'none' }
  /** A credential that is not good. */
  | { readonly type: 'refused'; readonly reason: Refusal };

export type PasswordCheck =
  | { readonly ok: true; readonly user: StoredUser }
  | { readonly ok: false; readonly reason: Refusal };

export interface AuthenticatorOptions {
  readonly prisma: Prisma;
  readonly secret: () => Promise<string>;
  /** Undefined: who has no credential may nothing. */
  readonly anonymousRole: Role | undefined;
  readonly nowMs: () => number;
}

/** Says who sends a request. Rejects when the database does not answer. */
export class Authenticator {
  readonly sessions: Sessions;
  readonly #passwords: PasswordVerifier;
  readonly #attempts: AttemptLimiter;

  constructor(private readonly options: AuthenticatorOptions) {
    this.sessions = new Sessions(options);
    this.#passwords = new PasswordVerifier(options.nowMs);
    this.#attempts = new AttemptLimiter(options.nowMs);
  }

  /** `address` is the client's, for the limit of wrong passwords. */
  async authenticate(headers: HeaderSource, address: string): Promise<Authentication> {
    const credential = readCredential(headers);
    if (credential.type === 'none') return this.anonymous();
    if (credential.type === 'malformed') return { type: 'refused', reason: 'invalid' };
    if (credential.type === 'session') return this.#bySession(credential.token);
    if (credential.type === 'bearer') return this.#byToken(credential.token);
    return this.#byPassword(credential, address);
  }

  /** What a request without a credential is. */
  anonymous(): Authentication {
    const role = this.options.anonymousRole;
    if (role === undefined) return { type: 'none' };
    return { type: 'visitor', means: 'anonymous', visitor: { userId: null, login: '', name: '', email: '', role } };
  }

  /** `login` is a user name or email. Unknown users, wrong passwords and disabled users are told apart by nothing. */
  async checkPassword(login: string, password: string, address: string): Promise<PasswordCheck> {
    if (this.#attempts.waitMs(login, address) > 0) return { ok: false, reason: 'too-many-attempts' };
    const user = await findUserByLogin(this.options.prisma, login);
    try {
      const matches = await this.#passwords.verify(password, user?.passwordHash ?? null);
      // Guesses that were made at once all passed above; those beyond the limit learn nothing either.
      const isLate = this.#attempts.waitMs(login, address) > 0;
      const isRight = matches && user !== null && !user.disabled;
      if (!isRight) this.#attempts.fail(login, address);
      if (isLate) return { ok: false, reason: 'too-many-attempts' };
      if (!isRight) return { ok: false, reason: 'invalid' };
      this.#attempts.succeed(login);
      await touchUser(this.options.prisma, user, this.options.nowMs());
      return { ok: true, user };
    } catch (error) {
      if (error instanceof AuthBusyError) return { ok: false, reason: 'busy' };
      throw error;
    }
  }

  /** An ended session is as none: its browser may still see what anonymous visitors see. */
  async #bySession(token: string): Promise<Authentication> {
    const user = await this.sessions.resume(token);
    return user === undefined ? this.anonymous() : { type: 'visitor', means: 'session', visitor: visitorOf(user) };
  }

  async #byToken(token: string): Promise<Authentication> {
    const { prisma, nowMs } = this.options;
    const found = await findApiToken(prisma, sha256(token));
    const now = nowMs();
    if (found === null || found.user.disabled || (found.expiresAt !== null && found.expiresAt.getTime() <= now)) {
      return { type: 'refused', reason: 'invalid' };
    }
    if (now - (found.lastUsedAt?.getTime() ?? 0) >= TOKEN_USE_GRAIN_MS) {
      await touchApiToken(prisma, found.id, new Date(now));
    }
    // Its user's role may have been lowered since the token was made.
    const role = hasRole(found.user, found.role) ? found.role : found.user.role;
    return { type: 'visitor', means: 'bearer', visitor: { ...visitorOf(found.user), role } };
  }

  async #byPassword(
    { login, password }: Extract<Credential, { type: 'basic' }>,
    address: string,
  ): Promise<Authentication> {
    const check = await this.checkPassword(login, password, address);
    if (!check.ok) return { type: 'refused', reason: check.reason };
    return { type: 'visitor', means: 'basic', visitor: visitorOf(check.user) };
  }
}

export function visitorOf({ id, login, name, email, role }: StoredUser): Visitor {
  return { userId: String(id), login, name, email: email ?? '', role };
}
