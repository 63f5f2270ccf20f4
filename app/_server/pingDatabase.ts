import type { Prisma } from '@/lib/db/client';
import { listDashboards } from '@/lib/db/dashboards';

const TIMEOUT_MS = 3000;

/** True when the database answers a small query in time. Never throws. */
export async function pingDatabase(connect: () => Prisma): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), TIMEOUT_MS);
  });
  try {
    return await Promise.race([listDashboards(connect(), { limit: 1 }).then(() => true), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
