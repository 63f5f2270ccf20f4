import type { Role } from '@/lib/api/visitor';
import type { Prisma as Client } from './client';
import { Prisma } from './generated/client';

export interface StoredUser {
  readonly id: number;
  /** In lower case. */
  readonly login: string;
  readonly email: string | null;
  readonly name: string;
  readonly role: Role;
  /** null until a password was chosen. */
  readonly passwordHash: string | null;
  readonly disabled: boolean;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
}

const USER = {
  id: true,
  login: true,
  email: true,
  name: true,
  role: true,
  passwordHash: true,
  disabled: true,
  createdAt: true,
  lastSeenAt: true,
} satisfies Prisma.UserSelect;

/** How recent `lastSeenAt` is kept. */
const SEEN_GRAIN_MS = 3_600_000;

/** By user name or email, in any case. */
export async function findUserByLogin(prisma: Client, loginOrEmail: string): Promise<StoredUser | null> {
  const text = loginOrEmail.toLowerCase();
  // Postgres keeps no NUL in text, and fails when asked for one.
  if (text.includes('\u0000')) return null;
  const found = await prisma.user.findMany({
    where: { OR: [{ login: text }, { email: text }] },
    select: USER,
    take: 2,
  });
  // One person's user name may look like another's email; the user name wins.
  return found.find((user) => user.login === text) ?? found[0] ?? null;
}

export async function findUserById(prisma: Client, id: number): Promise<StoredUser | null> {
  return prisma.user.findUnique({ where: { id }, select: USER });
}

/** In order of their user names; at most `limit`. */
export async function listUsers(prisma: Client, limit = 1000): Promise<StoredUser[]> {
  return prisma.user.findMany({ select: USER, orderBy: { login: 'asc' }, take: limit });
}

export interface NewUser {
  readonly login: string;
  readonly email: string | null;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash: string | null;
}

/** @returns undefined when the user name or email is taken */
export async function createUser(prisma: Client, user: NewUser): Promise<StoredUser | undefined> {
  const data = { ...user, login: user.login.toLowerCase(), email: user.email?.toLowerCase() ?? null };
  return unlessTaken(() => prisma.user.create({ data, select: USER }));
}

/** @returns undefined when the email is taken */
export async function updateProfile(
  prisma: Client,
  id: number,
  { name, email }: { readonly name: string; readonly email: string | null },
): Promise<StoredUser | undefined> {
  const data = { name, email: email?.toLowerCase() ?? null };
  return unlessTaken(() => prisma.user.update({ where: { id }, data, select: USER }));
}

/** Sets a password and spends the link that may have allowed it. */
export async function setPasswordHash(prisma: Client, id: number, passwordHash: string): Promise<void> {
  await prisma.$transaction([
    prisma.user.update({ where: { id }, data: { passwordHash } }),
    prisma.passwordLink.deleteMany({ where: { userId: id } }),
  ]);
}

export type StandingOutcome = 'done' | 'not-found' | 'last-admin';

/** Changes what a user may do. Refuses what would leave nobody to administer. */
export async function changeStanding(
  prisma: Client,
  id: number,
  change: { readonly role?: Role; readonly disabled?: boolean },
): Promise<StandingOutcome> {
  const endsAdmin = change.disabled === true || (change.role !== undefined && change.role !== 'Admin');
  return keepingAnAdmin(prisma, id, endsAdmin, async (transaction) => {
    await transaction.user.update({ where: { id }, data: change });
    if (change.disabled === true) await transaction.session.deleteMany({ where: { userId: id } });
  });
}

/** Removes a user with their sessions and tokens. Refuses what would leave nobody to administer. */
export async function deleteUser(prisma: Client, id: number): Promise<StandingOutcome> {
  return keepingAnAdmin(prisma, id, true, async (transaction) => {
    await transaction.user.delete({ where: { id } });
  });
}

/** Locks the administrators, so that two of them cannot remove each other at the same moment. */
async function keepingAnAdmin(
  prisma: Client,
  id: number,
  endsAdmin: boolean,
  work: (transaction: Prisma.TransactionClient) => Promise<void>,
): Promise<StandingOutcome> {
  return prisma.$transaction(async (transaction): Promise<StandingOutcome> => {
    const admins = await transaction.$queryRaw<{ id: number }[]>`
      SELECT id FROM "User" WHERE role = 'Admin' AND NOT disabled ORDER BY id FOR UPDATE`;
    if ((await transaction.user.findUnique({ where: { id }, select: { id: true } })) === null) return 'not-found';
    if (endsAdmin && admins.length === 1 && admins[0]?.id === id) return 'last-admin';
    await work(transaction);
    return 'done';
  });
}

/** Whether somebody with the role Admin could sign in. */
export async function hasAdminWithPassword(prisma: Client): Promise<boolean> {
  const where = { role: 'Admin', disabled: false, passwordHash: { not: null } } as const;
  return (await prisma.user.findFirst({ where, select: { id: true } })) !== null;
}

/** Notes that a user was here, at most once an hour. */
export async function touchUser(prisma: Client, user: StoredUser, nowMs: number): Promise<void> {
  if (user.lastSeenAt !== null && nowMs - user.lastSeenAt.getTime() < SEEN_GRAIN_MS) return;
  await prisma.user.updateMany({ where: { id: user.id }, data: { lastSeenAt: new Date(nowMs) } });
}

async function unlessTaken<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002') return undefined;
    throw error;
  }
}
