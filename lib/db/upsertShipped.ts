import type { JsonObject } from '@/lib/dashboard/document';
import type { Prisma } from './client';

/** A dashboard that comes with the program. */
export interface ShippedDashboard {
  readonly uid: string;
  readonly title: string;
  readonly tags: readonly string[];
  readonly json: JsonObject;
  /** SHA-256 of the file, hexadecimal. */
  readonly checksum: string;
}

export type ShippedOutcome = 'added' | 'updated' | 'unchanged' | 'kept';

/**
 * Stores a shipped dashboard when it is missing, and its new edition as long as nobody saved or deleted it since.
 * @returns `kept` when it was edited or lies in the trash and stays as it is
 */
export async function upsertShippedDashboard(prisma: Prisma, shipped: ShippedDashboard): Promise<ShippedOutcome> {
  const { uid, title, checksum } = shipped;
  const tags = [...shipped.tags];
  const json = shipped.json;
  const found = await prisma.dashboard.findUnique({ where: { uid }, select: { shipped: true, deletedAt: true } });
  if (found === null) {
    const versions = { create: { version: 1, json } };
    await prisma.dashboard.create({ data: { uid, title, tags, json, shipped: checksum, versions } });
    return 'added';
  }
  if (found.shipped === null || found.deletedAt !== null) return 'kept';
  if (found.shipped === checksum) return 'unchanged';
  return prisma.$transaction(async (tx) => {
    // Somebody may have saved it meanwhile: another web app is running on this database.
    const [updated] = await tx.dashboard.updateManyAndReturn({
      where: { uid, shipped: found.shipped, deletedAt: null },
      data: { title, tags, json, shipped: checksum, version: { increment: 1 } },
      select: { id: true, version: true },
    });
    if (updated === undefined) return 'kept';
    await tx.dashboardVersion.create({ data: { dashboardId: updated.id, version: updated.version, json } });
    return 'updated';
  });
}
