/**
 * Sealing one window of two hours: how long it takes, what it does to the main thread and to queries meanwhile, and how much
 * memory it needs. `BENCH_SERIES` is the number of series, 20,000 unless it says otherwise.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { labelsFromRecord } from '@/lib/labels/labels';
import { openStore } from '../openStore';
import type { Store } from '../store';
import { storeWorkerBundle } from '../testing/storeWorkerBundle';

const SERIES = Number(process.env['BENCH_SERIES'] ?? 20_000);
const PER_TARGET = 500;
const ROWS = 480;
const STEP_MS = 15_000;
const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const HOUR_MS = 3_600_000;
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

async function main(): Promise<void> {
  // Not $TMPDIR, which may be closed to the user PostgreSQL runs as.
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: {} });
  const prisma = createPrisma(cluster.url);
  try {
    await migrate(cluster.url, MIGRATIONS);
    await measure(cluster.url, prisma);
  } finally {
    await prisma.$disconnect();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function measure(databaseUrl: string, prisma: Prisma): Promise<void> {
  const clock = { nowMs: START };
  const store = await openStore({
    prisma,
    databaseUrl,
    workerFile: await storeWorkerBundle(),
    now: () => clock.nowMs,
    log: { info: () => undefined, warn: console.warn, error: console.error },
    // Nothing is sealed before it is asked for.
    limits: { sealQuietMs: 1000 * HOUR_MS },
  });
  await fill(store, clock);
  clock.nowMs = START + 2.5 * HOUR_MS;
  await untilStored(store);
  await seal(store, 'sealing');
  await appendLate(store, clock);
  await seal(store, 'amending');
  await store.close();
}

let state = 1;

/** Whole numbers that look random and are the same in every run. */
function noise(): number {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state >>> 16;
}

async function fill(store: Store, clock: { nowMs: number }): Promise<void> {
  const refs: number[] = [];
  for (let row = 0; row < ROWS; row++) {
    clock.nowMs = START + row * STEP_MS;
    let last: Promise<void> = Promise.resolve();
    for (let target = 0; target * PER_TARGET < SERIES; target++) {
      const instance = `host${target}:9100`;
      const appender = store.appender({ job: 'node', instance, origin: instance });
      for (let i = 0; i < PER_TARGET; i++) {
        const n = target * PER_TARGET + i;
        refs[n] ??= Number(
          appender.series(labelsFromRecord({ __name__: `metric_${i % 250}_total`, i: `${i}`, instance })),
        );
        appender.append(refs[n], clock.nowMs, row * (n % 97) * 10 + (noise() % (n % 7 === 0 ? 2 : 64)));
      }
      last = appender.commit().durable();
    }
    await last;
  }
}

/** Some samples between those of ten series: they lie in few of the pages. */
async function appendLate(store: Store, clock: { nowMs: number }): Promise<void> {
  const instance = 'host0:9100';
  const appender = store.appender({ job: 'late', instance, origin: instance });
  for (let i = 0; i < 10; i++) {
    const ref = Number(appender.series(labelsFromRecord({ __name__: 'metric_7_total', i: `late${i}`, instance })));
    appender.append(ref, START + 60_000 + i, i);
  }
  await appender.commit().durable();
  clock.nowMs += HOUR_MS;
  await untilStored(store);
}

async function seal(store: Store, what: string): Promise<void> {
  const delay = monitorEventLoopDelay({ resolution: 5 });
  const memory = { peak: 0 };
  const watch = setInterval(() => {
    memory.peak = Math.max(memory.peak, process.memoryUsage.rss());
  }, 50);
  const before = process.memoryUsage.rss();
  const queries = new QueryLoop(store);
  delay.enable();
  const startedMs = performance.now();
  await store.sealNow();
  const tookMs = performance.now() - startedMs;
  delay.disable();
  clearInterval(watch);
  const latencies = await queries.stop();
  const ms = (nanoseconds: number) => (nanoseconds / 1e6 - 5).toFixed(1);
  const mb = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const { sealedSamples, sealedBytes } = store.stats();
  console.log(
    `${what}: ${SERIES} series, ${sealedSamples} samples in ${mb(sealedBytes)} MB, ${(tookMs / 1000).toFixed(1)} s`,
  );
  console.log(`  main thread blocked p99 ${ms(delay.percentile(99))} ms, at most ${ms(delay.max)} ms`);
  console.log(`  queries of one series meanwhile: ${latencies}`);
  console.log(`  memory ${mb(before)} MB before, at most ${mb(memory.peak)} MB`);
}

/** Asks for one series again and again. */
class QueryLoop {
  private readonly latencies: number[] = [];
  private stopped = false;
  private readonly ended: Promise<void>;

  constructor(private readonly store: Store) {
    this.ended = this.run();
  }

  async stop(): Promise<string> {
    this.stopped = true;
    await this.ended;
    const sorted = this.latencies.sort((a, b) => a - b);
    const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
    return `${sorted.length}, median ${at(0.5)} ms, p99 ${at(0.99)} ms, at most ${at(1)} ms`;
  }

  private async run(): Promise<void> {
    const signal = new AbortController().signal;
    const hints = { stepMs: 0, rangeMs: 0, func: '' };
    for (let i = 0; !this.stopped; i++) {
      const startedMs = performance.now();
      const querier = this.store.querier(START, START + HOUR_MS);
      const instance = `host${i % (SERIES / PER_TARGET)}:9100`;
      const matchers = [
        { name: '__name__', operator: '=', value: 'metric_3_total' },
        { name: 'instance', operator: '=', value: instance },
      ] as const;
      await querier.select(matchers, hints, signal);
      querier.close();
      this.latencies.push(performance.now() - startedMs);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Blocks are closed a second after they are due, and stored some time later. */
async function untilStored(store: Store): Promise<void> {
  do await new Promise((resolve) => setTimeout(resolve, 2_500));
  while (store.stats().waitingPageBytes > 0);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
