import type { Role } from '@/lib/api/visitor';
import type { Prisma as Client } from './client';
import { Prisma } from './generated/client';
import type { StoredUser } from './users';

/** What may be known of a token after it was made. */
export interface ApiTokenSummary {
  readonly id: number;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  /** null: it never expires. */
  readonly expiresAt: Date | null;
  readonly lastUsedAt: Date | null;
}

export interface StoredApiToken extends ApiTokenSummary {
  readonly user: StoredUser;
}

const SUMMARY = {
  id: true,
  name: true,
  role: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
} satisfies Prisma.ApiTokenSelect;

export interface NewApiToken {
  readonly userId: number;
  readonly name: string;
  readonly tokenHash: string;
  readonly role: Role;
  readonly expiresAt: Date | null;
}

/** @returns undefined when the user has a token of this name */
export async function insertApiToken(prisma: Client, token: NewApiToken): Promise<ApiTokenSummary | undefined> {
  try {
    return await prisma.apiToken.create({ data: token, select: SUMMARY });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return undefined;
    throw error;
  }
}

/** A user's tokens, the newest first. */
export async function listApiTokens(prisma: Client, userId: number): Promise<ApiTokenSummary[]> {
  return prisma.apiToken.findMany({ where: { userId }, select: SUMMARY, orderBy: { id: 'desc' } });
}

/** @returns false when the user has no such token */
export async function deleteApiToken(prisma: Client, userId: number, id: number): Promise<boolean> {
  return (await prisma.apiToken.deleteMany({ where: { id, userId } })).count > 0;
}

export async function findApiToken(prisma: Client, tokenHash: string): Promise<StoredApiToken | null> {
  return prisma.apiToken.findUnique({ where: { tokenHash }, select: { ...SUMMARY, user: true } });
}

/** Notes a use. */
export async function touchApiToken(prisma: Client, id: number, now: Date): Promise<void> {
  await prisma.apiToken.updateMany({ where: { id }, data: { lastUsedAt: now } });
}
