/**
 * Reading sealed pages on the calling thread and through the store worker: how long a query waits, and how long the main
 * thread is blocked. Pages are read again and again, so that Postgres has them in memory.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createPrisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { Lease } from '../postgres/lease';
import { storeTables } from '../postgres/tables';
import { storeWorkerBundle } from '../testing/storeWorkerBundle';
import { StoreWorker } from '../worker/client';
import { type PageSource, tablesAsSource } from './pageLoader';

const KEY = { tier: 0, class: 0, windowStartMs: Date.UTC(2026, 10, 22, 10) };
const PAGES = 256;
const PAGE_BYTES = 96 * 1024;
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

async function main(): Promise<void> {
  // Not $TMPDIR, which may be closed to the user PostgreSQL runs as.
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: {} });
  const prisma = createPrisma(cluster.url);
  await migrate(cluster.url, MIGRATIONS);
  const lease = await Lease.acquire({ prisma, databaseUrl: cluster.url, waitMs: 0, onLost: () => undefined });
  const tables = storeTables(prisma, lease);
  const worker = new StoreWorker({
    file: await storeWorkerBundle(),
    databaseUrl: cluster.url,
    epoch: lease.epoch,
    onDamage: console.error,
    onLost: () => lease.lose(),
    onCrash: console.error,
  });
  await tables.partitions.load();
  await tables.partitions.ensure(KEY);
  const data = Uint8Array.from({ length: PAGE_BYTES }, (_, i) => Math.imul(i, 2654435761) >>> 24);
  for (let from = 0; from < PAGES; from += 64) {
    await tables.sealed.insert(
      KEY,
      1,
      Array.from({ length: 64 }, (_, i) => ({ part: from + i, data })),
    );
  }
  for (const count of [1, 4, 16, 64]) {
    await measure('on this thread', tablesAsSource(tables), count);
    await measure('by the worker ', worker, count);
  }
  await worker.close();
  await lease.release();
  await prisma.$disconnect();
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}

async function measure(name: string, source: PageSource, count: number): Promise<void> {
  const rounds = Math.max(30, Math.floor(600 / count));
  const latencies: number[] = [];
  let cpuMs = 0;
  for (let round = -10; round < rounds; round++) {
    const pages = Array.from({ length: count }, (_, i) => ({
      generation: 1,
      part: (round * 7 + i * 3 + PAGES) % PAGES,
    }));
    const used = performance.eventLoopUtilization();
    const startedMs = performance.now();
    const read = await source.readPages(KEY, pages);
    if (read.some((page) => page?.length !== PAGE_BYTES)) throw new Error('a page is missing');
    if (round < 0) continue;
    latencies.push(performance.now() - startedMs);
    cpuMs += performance.eventLoopUtilization(used).active;
  }
  latencies.sort((a, b) => a - b);
  const at = (share: number) => (latencies[Math.floor((latencies.length - 1) * share)] ?? 0).toFixed(2);
  const busy = (cpuMs / rounds).toFixed(2);
  console.log(
    `${String(count).padStart(3)} pages ${name}: median ${at(0.5)} ms, p95 ${at(0.95)} ms, main thread busy ${busy} ms`,
  );
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
