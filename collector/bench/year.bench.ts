/**
 * A year of 1,000 series at a step of one hour, beside one day of them. The day's samples are 15 s apart and in no tier of an
 * hour yet, as a dashboard meets the last day; those of the year before are 5 min apart, which makes the same buckets of an hour
 * and is loaded in minutes. Ends with code 1 when the year takes more than twice the day.
 *
 * `BENCH_YEAR_SERIES` (1000), `BENCH_YEAR_DAYS` (366) and `BENCH_YEAR_STEP_MINUTES` (5) make it smaller.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createEngine } from '@/collector/query/engine';
import { tierName } from '@/lib/api/tier';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { makeYear, type YearStore } from './yearStore';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const WORKER = new URL('../storage/worker/storeWorker.ts', import.meta.url);
const SERIES = Number(process.env['BENCH_YEAR_SERIES'] ?? 1000);
const DAYS = Number(process.env['BENCH_YEAR_DAYS'] ?? 366);
const STEP_MINUTES = Number(process.env['BENCH_YEAR_STEP_MINUTES'] ?? 5);
const RUNS = 5;
const MOST = 2;

const EXPRESSIONS = [
  'year_gauge',
  'max_over_time(year_gauge[1h])',
  'avg_over_time(year_gauge[1h])',
  'increase(year_total[1h])',
  'sum(rate(year_total[1h]))',
];

async function main(): Promise<boolean> {
  // Not $TMPDIR, which may be closed to the user PostgreSQL runs as.
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: {} });
  const prisma = createPrisma(cluster.url);
  await migrate(cluster.url, MIGRATIONS);
  try {
    const startedMs = performance.now();
    const options = { series: SERIES, days: DAYS, stepMs: STEP_MINUTES * MINUTE_MS, lastDayStepMs: 15_000 };
    const year = await makeYear({ url: cluster.url, prisma }, WORKER, options);
    const seconds = (performance.now() - startedMs) / 1000;
    console.log(`${(year.samples / 1e6).toFixed(1)} M samples in ${seconds.toFixed(0)} s, ${await sizes(prisma)}`);
    const ok = await measure(year);
    await year.close();
    return ok;
  } finally {
    await prisma.$disconnect();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The same queries over the year and over the day. */
async function measure({ store, endMs }: YearStore): Promise<boolean> {
  const engine = createEngine(store);
  const lastMs = endMs - HOUR_MS;
  let ok = true;
  for (const expr of EXPRESSIONS) {
    const ask = (days: number, stepMs: number) => engine.range(expr, lastMs - days * DAY_MS + stepMs, lastMs, stepMs);
    const year = await timed(() => ask(DAYS - 1, HOUR_MS));
    const day = await timed(() => ask(1, HOUR_MS));
    const ratio = year.medianMs / day.medianMs;
    if (ratio > MOST) ok = false;
    console.log(`${expr.padEnd(30)} year ${year.text}   day ${day.text}   ratio ${ratio.toFixed(2)}`);
  }
  console.log(`resident ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`);
  return ok;
}

async function timed(ask: () => ReturnType<ReturnType<typeof createEngine>['range']>) {
  const times: number[] = [];
  let text = '';
  for (let run = 0; run <= RUNS; run++) {
    const startedMs = performance.now();
    const { series, steps, statistics, resolutionMs, warnings } = await ask();
    times.push(performance.now() - startedMs);
    if (warnings.length > 0) throw new Error(warnings.join('\n'));
    text = `${series.length} × ${steps} from ${(statistics.samples / 1e6).toFixed(1)} M of ${tierName(resolutionMs)}`;
  }
  const [firstMs = 0, ...later] = times;
  const medianMs = later.sort((a, b) => a - b)[RUNS >> 1] as number;
  return { medianMs, text: `${medianMs.toFixed(0)} ms (first ${firstMs.toFixed(0)}; ${text})` };
}

/** Bytes of the windows of each tier. */
async function sizes(prisma: Prisma): Promise<string> {
  const rows = await prisma.$queryRaw<{ tier: number; windows: bigint; bytes: bigint }[]>`
    SELECT tier, count(*) AS windows, sum(bytes)::bigint AS bytes FROM (
      SELECT p.tier, p.class, p."windowStart", p.generation, sum(length(data)) AS bytes FROM "Page" p
      JOIN "Window" w USING (tier, class, "windowStart", generation) GROUP BY 1, 2, 3, 4) pages GROUP BY 1 ORDER BY 1`;
  return rows.map((row) => `tier ${row.tier}: ${row.windows} windows of ${Number(row.bytes) / 1e6} MB`).join(', ');
}

if (!(await main())) process.exitCode = 1;
