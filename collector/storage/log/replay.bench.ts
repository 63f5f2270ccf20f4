/**
 * Replay of the write-ahead log at start, out of a real Postgres: samples per second, and what that means for the largest log
 * there can be. Written with half of it, in rows of one second; the time grows with the samples.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { Head } from '../head/head';
import { MetadataStore } from '../head/metadataStore';
import { DEFAULT_LIMITS } from '../limits';
import { HeadLogTable } from '../postgres/headLog';
import { Lease } from '../postgres/lease';
import { FreshPages } from '../read/freshPages';
import { closeCohorts } from '../storeState';
import { LogRowBuilder } from './logRow';
import { Replay } from './replay';

const TARGETS = 250;
const SERIES_PER_TARGET = 1_000;
const SCRAPES = 64;
const INTERVAL_S = 15;
const START_MS = Date.UTC(2026, 10, 22, 10);
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

async function main(): Promise<void> {
  // Not $TMPDIR, which may be closed to the user PostgreSQL runs as.
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: { synchronous_commit: 'off' } });
  const prisma = createPrisma(cluster.url);
  await migrate(cluster.url, MIGRATIONS);
  const lease = await Lease.acquire({ prisma, databaseUrl: cluster.url, waitMs: 0, onLost: () => undefined });
  try {
    const table = new HeadLogTable(prisma, lease);
    await write(table);
    await replay(table);
  } finally {
    await lease.release();
    await prisma.$disconnect();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function write(table: HeadLogTable): Promise<void> {
  const builder = new LogRowBuilder();
  const cohorts = Array.from({ length: TARGETS }, (_, target) => ({
    job: 'node',
    instance: `host-${target}:9100`,
    origin: `http://host-${target}:9100/metrics`,
  }));
  // Refs ascend as series are created: second by second of the first interval.
  const firstSlots = new Map<number, number>();
  let bytes = 0;
  let sequence = 0;
  for (let second = 0; second < SCRAPES * INTERVAL_S; second++) {
    const scrape = Math.floor(second / INTERVAL_S);
    for (let target = second % INTERVAL_S; target < TARGETS; target += INTERVAL_S) {
      const firstSlot = firstSlots.get(target) ?? firstSlots.size * SERIES_PER_TARGET;
      firstSlots.set(target, firstSlot);
      for (let i = 0; i < SERIES_PER_TARGET; i++) {
        const slot = firstSlot + i;
        if (scrape === 0) builder.series(slot + 1, slot, labelsOf(target, i));
        builder.sample(
          slot + 1,
          slot,
          START_MS + second * 1000,
          slot % 3 === 0 ? slot : slot + scrape * (slot % 17),
          false,
        );
      }
      builder.endCommit(cohorts[target] as (typeof cohorts)[number]);
    }
    const row = builder.finish();
    bytes += row.length;
    await table.insert(Math.floor((second * 3) / (SCRAPES * INTERVAL_S)), ++sequence, row);
  }
  const samples = TARGETS * SERIES_PER_TARGET * SCRAPES;
  console.log(`log               ${(samples / 1e6).toFixed(1)} M samples, ${(bytes / samples).toFixed(2)} B each`);
}

function labelsOf(target: number, i: number): string[] {
  const instance = `host-${target}:9100`;
  return ['__name__', `metric_${i % 500}`, 'device', `d${i >> 9}`, 'instance', instance, 'job', 'node'];
}

async function replay(table: HeadLogTable): Promise<void> {
  const fresh = new FreshPages();
  const limits = DEFAULT_LIMITS;
  const now = () => START_MS;
  const head: Head = new Head({
    nowMs: now,
    logSequence: () => 1,
    classOf: () => 0,
    onFull: (cohort) => closeCohorts({ head, fresh, limits, now }, [cohort]),
    onLateFull: () => undefined,
  });
  const replay = new Replay(head, new MetadataStore(), console.log);
  const before = process.memoryUsage();
  const startedMs = performance.now();
  const cpuBefore = process.cpuUsage();
  let peakRss = 0;
  for await (const { segment, sequence, data } of table.read(await table.list())) {
    replay.row(segment, sequence, data);
    if (sequence % 64 === 0) peakRss = Math.max(peakRss, process.memoryUsage().rss);
  }
  const tookMs = performance.now() - startedMs;
  const { user, system } = process.cpuUsage(cpuBefore);
  const cpuMs = (user + system) / 1000;
  const { samples } = replay.result();
  const series = TARGETS * SERIES_PER_TARGET;
  const largest = (ms: number) => `${(((ms / samples) * DEFAULT_LIMITS.maxLogSamples) / 1000).toFixed(1)} s`;
  console.log(
    `replay            ${(samples / tookMs / 1000).toFixed(1)} M samples/s, ${(samples / cpuMs / 1000).toFixed(1)} per second of CPU`,
  );
  console.log(`the largest log   ${largest(tookMs)}, ${largest(cpuMs)} of CPU (extrapolated)`);
  console.log(
    `memory            ${((peakRss - before.rss) / series).toFixed(0)} B/series at most, open blocks included`,
  );
}

await main();
