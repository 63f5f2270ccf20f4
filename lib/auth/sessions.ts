import type { Prisma } from '@/lib/db/client';
import {
  deleteExpiredSessions,
  deleteSession,
  deleteSessionsOf,
  extendSession,
  findSession,
  insertSession,
} from '@/lib/db/sessions';
import { type StoredUser, touchUser } from '@/lib/db/users';
import { keyedHash, newToken } from './tokens';

/** Name of the cookie that holds a session's token. */
export const SESSION_COOKIE = 'belvedere_session';

const DAY_MS = 86_400_000;
/** A session ends after so long without use, */
const IDLE_MS = 7 * DAY_MS;
/** and after so long in any case. */
export const MAX_SESSION_MS = 30 * DAY_MS;
/** Use moves the end in steps of this, so that not every request writes. */
const EXTEND_GRAIN_MS = 3_600_000;

export interface SessionsOptions {
  readonly prisma: Prisma;
  /** Another secret makes all sessions void. */
  readonly secret: () => Promise<string>;
  readonly nowMs: () => number;
}

/** The sessions of people who signed in. Tokens are known to browsers only; the database has their HMAC. */
export class Sessions {
  constructor(private readonly options: SessionsOptions) {}

  /** @returns the token for the cookie */
  async begin(userId: number): Promise<string> {
    const { prisma, nowMs } = this.options;
    const token = newToken();
    const createdAt = new Date(nowMs());
    const expiresAt = new Date(nowMs() + IDLE_MS);
    await deleteExpiredSessions(prisma, createdAt);
    await insertSession(prisma, { tokenHash: await this.hash(token), userId, createdAt, expiresAt });
    return token;
  }

  /** Whose session it is, and moves its end on. Undefined when it has ended or never was, or its user is disabled. */
  async resume(token: string): Promise<StoredUser | undefined> {
    const { prisma, nowMs } = this.options;
    const tokenHash = await this.hash(token);
    const session = await findSession(prisma, tokenHash);
    const now = nowMs();
    if (session === null || session.expiresAt.getTime() <= now || session.user.disabled) return undefined;
    const end = Math.min(now + IDLE_MS, session.createdAt.getTime() + MAX_SESSION_MS);
    if (end - session.expiresAt.getTime() > EXTEND_GRAIN_MS) {
      await extendSession(prisma, tokenHash, new Date(end));
      await touchUser(prisma, session.user, now);
    }
    return session.user;
  }

  async end(token: string): Promise<void> {
    await deleteSession(this.options.prisma, await this.hash(token));
  }

  /** Ends a user's sessions, but for the one with this token. */
  async endOthers(userId: number, token: string | undefined): Promise<void> {
    await deleteSessionsOf(this.options.prisma, userId, token === undefined ? '' : await this.hash(token));
  }

  private async hash(token: string): Promise<string> {
    return keyedHash(await this.options.secret(), token);
  }
}
