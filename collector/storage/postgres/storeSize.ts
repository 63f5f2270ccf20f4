import type { Prisma } from '@/lib/db/client';

/** Tables outside the schema "partitions" that grow with what is stored. */
const TABLES = ['FreshPage', 'Window', 'SeriesBlock', 'MetricMetadata', 'Tombstone', 'ColdRun'];

/** What the store's tables take on disk: heap, TOAST and indexes, the write-ahead log included. */
export async function storeBytes(prisma: Prisma): Promise<number> {
  const rows = await prisma.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND (n.nspname = 'partitions' OR (n.nspname = 'public' AND c.relname = ANY(${TABLES})))`;
  return Number(rows[0]?.bytes ?? 0);
}
