import { readFile, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prisma } from '@/lib/db/client';
import { isLoopbackName } from '@/lib/net/hostPolicy.mjs';
import type { DiskUse } from './sizeLimit';

/**
 * How full the disk is that Postgres writes to. Undefined where that cannot be known: a server on another machine or in a
 * container, or one whose directory this process may not look into.
 */
export async function diskUse(prisma: Prisma, databaseUrl: string): Promise<DiskUse | undefined> {
  const { hostname, port } = new URL(databaseUrl);
  if (!isLoopbackName(hostname.replace(/^\[|\]$/g, ''))) return undefined;
  try {
    const rows = await prisma.$queryRaw<{ directory: string }[]>`SELECT current_setting('data_directory') AS directory`;
    const directory = rows[0]?.directory;
    if (directory === undefined || !(await listensOn(directory, port || '5432'))) return undefined;
    const { bsize, blocks, bfree, bavail } = await statfs(directory);
    // Of what root alone may use, Postgres gets nothing.
    const usedBytes = (blocks - bfree) * bsize;
    return { directory, totalBytes: usedBytes + bavail * bsize, usedBytes };
  } catch {
    return undefined;
  }
}

/** Whether this is the directory of the server we talk to, and not one of the same name on this machine. */
async function listensOn(directory: string, port: string): Promise<boolean> {
  const lines = (await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n');
  return lines[3]?.trim() === port;
}
