/**
 * The cold index with one day of a million series that left memory: bytes per series on disk, what writing and merging takes,
 * and how long queries wait for it. Ends with code 1 when a series takes more than 40 bytes.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { getLabel } from '@/lib/labels/labels';
import type { Matcher, MatchOperator } from '@/lib/labels/matcher';
import { ColdPartitions } from '../postgres/coldPartitions';
import { ColdRunTable } from '../postgres/coldRuns';
import { Lease } from '../postgres/lease';
import { ColdIndex } from './coldIndex';
import type { ColdSeries } from './coldRun';
import { mergeRuns } from './mergeRuns';
import { podSeries } from './testing/podSeries';

const PODS = 10_000;
const SERIES_PER_POD = 100;
const DAY_MS = 86_400_000;
const DAY_START_MS = Date.UTC(2026, 10, 20);
/** Series leave memory in portions. */
const PORTION = 10_000;
const LIMIT_BYTES = 40;
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

async function main(): Promise<boolean> {
  // Not $TMPDIR, which may be closed to the user PostgreSQL runs as.
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: {} });
  const prisma = createPrisma(cluster.url);
  await migrate(cluster.url, MIGRATIONS);
  const lease = await Lease.acquire({ prisma, databaseUrl: cluster.url, waitMs: 0, onLost: () => undefined });
  try {
    return await measure(prisma, lease);
  } finally {
    await lease.release();
    await prisma.$disconnect();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(prisma: Prisma, lease: Lease): Promise<boolean> {
  const table = new ColdRunTable(prisma, lease);
  const open = () =>
    ColdIndex.open({
      table,
      partitions: new ColdPartitions(prisma, lease),
      views: { drained: async () => undefined },
      maxCacheBytes: 32 << 20,
      onDamage: console.log,
    });
  const cold = await open();
  const samplePod = await write(cold, (during) => merge(cold, table, during));
  await merge(cold, table, DAY_START_MS + 2 * DAY_MS);
  const bytes = await bytesOnDisk(prisma);
  const perSeries = bytes / (PODS * SERIES_PER_POD);
  console.log(`on disk           ${perSeries.toFixed(1)} B/series, tables and indexes (at most ${LIMIT_BYTES})`);
  for (const [name, matchers] of QUERIES(samplePod)) await query(await open(), name, matchers);
  return perSeries <= LIMIT_BYTES;
}

/** Writes the day, merging meanwhile, and answers the labels of one series in the middle of it. */
async function write(cold: ColdIndex, mergeDue: (nowMs: number) => Promise<void>): Promise<ColdSeries> {
  let portion: ColdSeries[] = [];
  let some: ColdSeries | undefined;
  let writeMs = 0;
  const add = async () => {
    const startedMs = performance.now();
    await cold.add(portion);
    writeMs += performance.now() - startedMs;
    portion = [];
    await mergeDue(DAY_START_MS + DAY_MS);
  };
  for (const series of podSeries({
    pods: PODS,
    seriesPerPod: SERIES_PER_POD,
    dayStartMs: DAY_START_MS,
    firstRef: 5_000_001,
  })) {
    portion.push(series);
    if (series.ref === 5_500_000) some = series;
    if (portion.length === PORTION) await add();
  }
  console.log(`write             ${((1000 * writeMs) / (PODS * SERIES_PER_POD)).toFixed(1)} µs/series`);
  if (some === undefined) throw new Error('BUG: no series in the middle');
  return some;
}

let mergedSeries = 0;
let mergeMs = 0;

async function merge(cold: ColdIndex, table: ColdRunTable, nowMs: number): Promise<void> {
  for (;;) {
    const startedMs = performance.now();
    const outcome = await cold.mergeDue(nowMs, (input) => mergeRuns({ tables: { cold: table } }, input, NO_PAUSES));
    if (outcome === undefined) break;
    if (outcome.type === 'damaged') throw new Error(outcome.message);
    mergeMs += performance.now() - startedMs;
    mergedSeries += outcome.run.series;
  }
  if (nowMs <= DAY_START_MS + DAY_MS) return;
  const times = mergedSeries / (PODS * SERIES_PER_POD);
  console.log(
    `merge             ${((1000 * mergeMs) / mergedSeries).toFixed(1)} µs/series; each was merged ${times.toFixed(1)} times`,
  );
}

const NO_PAUSES = { turn: () => undefined };

function QUERIES({ labels }: ColdSeries): readonly (readonly [name: string, matchers: readonly Matcher[]])[] {
  const matcher = (name: string, operator: MatchOperator, value: string): Matcher => ({ name, operator, value });
  const pod = getLabel(labels, 'pod');
  const metric = matcher('__name__', '=', getLabel(labels, '__name__'));
  return [
    ['metric and pod', [metric, matcher('pod', '=', pod)]],
    ['metric and namespace', [metric, matcher('namespace', '=', 'team-7')]],
    ['metric and pod regex', [metric, matcher('pod', '=~', 'app-1[0-9]-.*')]],
    ['pod without metric', [matcher('pod', '=', pod)]],
    ['metric regex', [matcher('__name__', '=~', 'container_cpu_.*'), matcher('pod', '=', pod)]],
    ['a pod that never was', [matcher('pod', '=', 'app-1-none')]],
  ];
}

async function query(cold: ColdIndex, name: string, matchers: readonly Matcher[]): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let run = 0; run < 3; run++) {
    const startedMs = performance.now();
    const selection = {
      matcherSets: [matchers],
      minTimeMs: DAY_START_MS,
      maxTimeMs: DAY_START_MS + DAY_MS,
      signal: new AbortController().signal,
      onDamage: (message: string) => console.log(message),
    };
    found = (await cold.find(selection)).length;
    times.push(performance.now() - startedMs);
  }
  const [first = 0, ...later] = times;
  const warm = Math.min(...later);
  console.log(
    `${name.padEnd(21)} ${first.toFixed(0).padStart(6)} ms, again ${warm.toFixed(1).padStart(7)} ms  ${found} series`,
  );
}

async function bytesOnDisk(prisma: Prisma): Promise<number> {
  const rows = await prisma.$queryRaw<{ bytes: bigint }[]>`
    SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint AS bytes FROM pg_class c
    WHERE c.relkind = 'r' AND (c.relname = 'ColdRun' OR c.relname LIKE 'ColdPage%')`;
  return Number(rows[0]?.bytes ?? 0);
}

if (!(await main())) process.exitCode = 1;
