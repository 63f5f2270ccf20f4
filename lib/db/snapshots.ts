import { createHash, randomBytes } from 'node:crypto';
import type { JsonObject } from '@/lib/dashboard/document';
import type { Prisma as Client } from './client';
import { asObject } from './dashboards';
import type { Prisma } from './generated/client';
import { asLibraryError, LibraryError } from './libraryError';

export interface SnapshotSummary {
  readonly id: number;
  readonly key: string;
  readonly name: string;
  /** null: kept until somebody deletes it. */
  readonly expiresAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface StoredSnapshot extends SnapshotSummary {
  readonly json: JsonObject;
}

export interface NewSnapshot {
  readonly json: JsonObject;
  readonly name: string;
  readonly expiresAt: Date | null;
  /** undefined: keys of their own, which nobody can guess. */
  readonly key: string | undefined;
  readonly deleteKey: string | undefined;
  readonly login: string;
}

const SUMMARY = {
  id: true,
  key: true,
  name: true,
  expiresAt: true,
  createdBy: true,
  createdAt: true,
} satisfies Prisma.SnapshotSelect;

/**
 * Keeps a snapshot, and drops those that have expired.
 * @returns it with the key that deletes it, which is not kept
 * @throws LibraryError `taken` (the key)
 */
export async function createSnapshot(
  prisma: Client,
  snapshot: NewSnapshot,
  now: Date,
): Promise<SnapshotSummary & { readonly deleteKey: string }> {
  const { key = makeKey(), deleteKey = makeKey(), name, json, expiresAt, login } = snapshot;
  await dropExpiredSnapshots(prisma, now);
  const data = { key, deleteKeyHash: hash(deleteKey), name, json, expiresAt, createdBy: login };
  const created = await prisma.snapshot.create({ data, select: SUMMARY }).catch((error: unknown) => {
    throw asLibraryError(error, 'taken');
  });
  return { ...created, deleteKey };
}

/** Nobody can see them any more. @returns how many */
export async function dropExpiredSnapshots(prisma: Client, now: Date): Promise<number> {
  const { count } = await prisma.snapshot.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}

/** @throws LibraryError `snapshot-not-found`, also when it has expired */
export async function getSnapshot(prisma: Client, key: string, now: Date): Promise<StoredSnapshot> {
  const found = await prisma.snapshot.findUnique({ where: { key }, select: { ...SUMMARY, json: true } });
  if (found === null || (found.expiresAt !== null && found.expiresAt <= now)) {
    throw new LibraryError('snapshot-not-found');
  }
  return { ...found, json: asObject(found.json) };
}

/** Newest first; those that have expired are left out. */
export async function listSnapshots(
  prisma: Client,
  { search, limit, now }: { readonly search: string; readonly limit: number; readonly now: Date },
): Promise<SnapshotSummary[]> {
  const unexpired = { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] };
  const named =
    search === '' ? {} : { name: { contains: search.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const } };
  return prisma.snapshot.findMany({
    where: { ...unexpired, ...named },
    select: SUMMARY,
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: limit,
  });
}

/** @returns its id. @throws LibraryError `snapshot-not-found` */
export async function deleteSnapshot(prisma: Client, key: string): Promise<number> {
  return removed(await prisma.snapshot.deleteMany({ where: { key } }));
}

/** @throws LibraryError `snapshot-not-found` */
export async function deleteSnapshotByDeleteKey(prisma: Client, deleteKey: string): Promise<number> {
  return removed(await prisma.snapshot.deleteMany({ where: { deleteKeyHash: hash(deleteKey) } }));
}

function removed({ count }: { readonly count: number }): number {
  if (count === 0) throw new LibraryError('snapshot-not-found');
  return count;
}

function makeKey(): string {
  return randomBytes(24).toString('base64url');
}

function hash(deleteKey: string): string {
  return createHash('sha256').update(deleteKey).digest('hex');
}
