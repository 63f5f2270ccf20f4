import { join } from 'node:path';
import { ensureFirstAdmin } from '@/lib/auth/firstAdmin';
import { createPrisma } from './client';
import { migrate } from './migrate';
import { DatabaseError, withPrepareLock } from './prepareLock';
import { storeShippedDashboards } from './shippedDashboards';
import { dropExpiredSnapshots } from './snapshots';
import { emptyTrash } from './trash';

/**
 * Program of its own: brings the database of `DATABASE_URL` to the newest migration, stores the shipped dashboards,
 * removes what has expired, and sees to it that somebody can administer (`BELVEDERE_ADMIN_PASSWORD`). Its argument is the folder `prisma`. The
 * supervisor reads the line `first admin: …`. Ends with code 1 and one line on stderr when the database cannot be used.
 */
async function main(databaseUrl: string, adminPassword: string | undefined, prismaDir: string): Promise<void> {
  const applied = await migrate(databaseUrl, join(prismaDir, 'migrations'));
  for (const name of applied) process.stdout.write(`applied migration ${name}\n`);
  const prisma = createPrisma(databaseUrl, { maxConnections: 1 });
  try {
    const store = () => storeShippedDashboards(prisma, join(prismaDir, 'dashboards'));
    for (const [uid, outcome] of await withPrepareLock(databaseUrl, store)) {
      if (outcome === 'added' || outcome === 'updated') process.stdout.write(`${outcome} dashboard ${uid}\n`);
    }
    // Also where nobody deletes or shares for a long time, which is when they go otherwise.
    const now = new Date();
    await emptyTrash(prisma, now);
    await dropExpiredSnapshots(prisma, now);
    const admin = await withPrepareLock(databaseUrl, () => ensureFirstAdmin(prisma, adminPassword, Date.now()));
    process.stdout.write(`first admin: ${admin.type}${admin.type === 'link' ? ` ${admin.token}` : ''}\n`);
  } finally {
    await prisma.$disconnect();
  }
}

main(process.env['DATABASE_URL'] ?? '', process.env['BELVEDERE_ADMIN_PASSWORD'], process.argv[2] ?? 'prisma').then(
  // The schema engine leaves a timer of ten seconds behind, which would keep the process that long.
  () => process.exit(0),
  (error: unknown) => {
    const stack = error instanceof Error && !(error instanceof DatabaseError) ? error.stack : undefined;
    process.stderr.write(`${stack ?? (error instanceof Error ? error.message : String(error))}\n`);
    process.exit(1);
  },
);
