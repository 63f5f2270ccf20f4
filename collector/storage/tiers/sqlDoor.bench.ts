/** The SQL door: rows per second that Postgres reads out of a 1h window of 30 days, one series and many. */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pseudoRandom } from '@/collector/bench/machineSeries';
import { createPrisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { labelsFromRecord } from '@/lib/labels/labels';
import { Buckets } from '../chunkenc/buckets';
import { SeriesIndex } from '../head/seriesIndex';
import { Lease } from '../postgres/lease';
import { PageAccess } from '../worker/pageAccess';
import { encodeSources, lastStamp } from './sources';
import { TierWindowWriter } from './tierWindowWriter';

const KEY = { tier: 2, class: 0, windowStartMs: 690 * 720 * 3_600_000 };
const SERIES = 500;
const ROWS = 720;
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: {} });
  const prisma = createPrisma(cluster.url);
  await migrate(cluster.url, MIGRATIONS);
  const lease = await Lease.acquire({ prisma, databaseUrl: cluster.url, waitMs: 0, onLost: () => undefined });
  await fill(new PageAccess(prisma, lease, console.error));
  const [from, to] = [new Date(KEY.windowStartMs), new Date(lastStamp(KEY))];
  for (const [metric, matchers] of [
    ['requests_total', { instance: 'host-7' }],
    ['temperature', { instance: 'host-7' }],
    ['requests_total', {}],
    ['temperature', {}],
  ] as const) {
    const startedMs = performance.now();
    const [found] = await prisma.$queryRaw<{ rows: bigint }[]>`
      SELECT count(increase) + count(sum) AS rows FROM belvedere_1h(${metric}, ${from}, ${to}, ${matchers}::jsonb)`;
    const tookMs = performance.now() - startedMs;
    const rows = Number(found?.rows);
    const speed = ((rows / tookMs) * 1000).toFixed(0);
    console.log(`${metric} ${JSON.stringify(matchers)}: ${rows} rows in ${tookMs.toFixed(0)} ms, ${speed} rows/s`);
  }
  await lease.release();
  await prisma.$disconnect();
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
}

/** A window of counters and other series of as many hosts. */
async function fill(access: PageAccess): Promise<void> {
  const index = new SeriesIndex();
  const random = pseudoRandom(7);
  const buckets = new Buckets(ROWS);
  const writer = new TierWindowWriter(KEY, await access.startGeneration(KEY));
  for (const metric of ['requests_total', 'temperature']) {
    for (let host = 0; host < SERIES; host++) {
      const labels = labelsFromRecord({ __name__: metric, instance: `host-${host}`, job: 'api', zone: `z${host % 3}` });
      const ref = index.refOf(index.add(labels));
      fillBuckets(buckets, metric === 'requests_total', random);
      await writer.add(metric, ref, buckets);
    }
  }
  await writer.publish(encodeSources([], lastStamp(KEY)), 0);
  await access.tables.series.save(index, 1, index.highestRef);
}

function fillBuckets(buckets: Buckets, counter: boolean, random: () => number): void {
  buckets.clear(counter);
  buckets.length = ROWS;
  buckets.lost.fill(0);
  let value = Math.floor(random() * 1e6);
  for (let row = 0; row < ROWS; row++) {
    value = counter ? value + Math.floor(random() * 40_000) : Math.round(random() * 4_000) / 100;
    buckets.row[row] = row;
    buckets.counts[row] = 240;
    buckets.last[row] = value;
    buckets.max[row] = counter ? value : Math.round(value * 100 + 300) / 100;
    buckets.min[row] = Math.round(value * 100 - 200) / 100;
    buckets.sum[row] = Math.round(value * 24_000) / 100;
    buckets.first[row] = value;
  }
}

await main();
