/**
 * Start of a store that was killed just before it sealed a window: series blocks, two hours of fresh pages, and the log's last
 * rows. A tenth of a million series; what takes long grows with the samples in fresh pages.
 */
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import { Exemplars } from './exemplars/exemplars';
import { Head } from './head/head';
import { MetadataStore } from './head/metadataStore';
import { DEFAULT_LIMITS } from './limits';
import { Lease } from './postgres/lease';
import { type StoreTables, storeTables } from './postgres/tables';
import { FreshPages } from './read/freshPages';
import { recover } from './recover';
import { Deletions } from './retention/deletions';
import { closeCohorts } from './storeState';

const TARGETS = 100;
const SERIES_PER_TARGET = 1_000;
const SCRAPES = 480;
const STEP_MS = 15_000;
const START_MS = Date.UTC(2026, 10, 22, 10);
const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const limits = DEFAULT_LIMITS;

/** Half of the series stand still, the others move like counters and gauges. */
function valueAt(slot: number, scrape: number): number {
  if (slot % 2 === 0) return slot;
  const noise = Math.imul(slot * 2_654_435 + scrape * 40_503, 0x9e3779b1) >>> 20;
  return slot % 4 === 1 ? scrape * 2_048 + noise : noise / 100;
}

function newHead(fresh: FreshPages): Head {
  const now = () => START_MS;
  const head: Head = new Head({
    nowMs: now,
    logSequence: () => 1,
    classOf: () => 0,
    onFull: (cohort) => closeCohorts({ head, fresh, limits, now }, [cohort]),
    onLateFull: () => undefined,
  });
  return head;
}

async function main(): Promise<void> {
  // Not $TMPDIR, which may be closed to the user PostgreSQL runs as.
  const dataDir = await mkdtemp(join('/var/tmp', 'belvedere-bench-'));
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'bench', settings: { synchronous_commit: 'off' } });
  const prisma = createPrisma(cluster.url);
  await migrate(cluster.url, MIGRATIONS);
  const lease = await Lease.acquire({ prisma, databaseUrl: cluster.url, waitMs: 0, onLost: () => undefined });
  try {
    await fill(storeTables(prisma, lease));
    await start(prisma, lease);
  } finally {
    await lease.release();
    await prisma.$disconnect();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function fill(tables: StoreTables): Promise<void> {
  const fresh = new FreshPages();
  const head = newHead(fresh);
  const targets = Array.from({ length: TARGETS }, (_, target) => {
    const instance = `host-${target}:9100`;
    const slots = Array.from({ length: SERIES_PER_TARGET }, (_, i) =>
      head.addSeries(['__name__', `metric_${i % 500}`, 'device', `d${i >> 9}`, 'instance', instance, 'job', 'node']),
    );
    return { cohort: head.cohort({ job: 'node', instance, origin: instance }), slots };
  });
  let bytes = 0;
  for (let scrape = 0; scrape < SCRAPES; scrape++) {
    for (const { cohort, slots } of targets) {
      for (const slot of slots) {
        head.put(cohort, slot, START_MS + scrape * STEP_MS, valueAt(slot, scrape), false);
      }
    }
    for (;;) {
      const pages = fresh.nextToStore(64, 8 << 20);
      if (pages.length === 0) break;
      await tables.fresh.insert(pages.flatMap((page) => (page.bytes ? [{ ...page, data: page.bytes }] : [])));
      bytes += pages.reduce((sum, page) => sum + (page.bytes?.length ?? 0), 0);
      fresh.markStored(pages);
    }
  }
  await tables.series.save(head.index, 1, head.index.highestRef);
  const samples = TARGETS * SERIES_PER_TARGET * SCRAPES;
  console.log(`fresh pages       ${(samples / 1e6).toFixed(1)} M samples in ${(bytes / 1e6).toFixed(1)} MB`);
}

async function start(prisma: Prisma, lease: Lease): Promise<void> {
  const fresh = new FreshPages();
  const begins = new Map<string, Moment>();
  const began = moment();
  await recover({
    head: newHead(fresh),
    metadata: new MetadataStore(),
    exemplars: new Exemplars(0),
    maxExemplars: 0,
    fresh,
    tables: storeTables(prisma, lease),
    deletions: Deletions.NONE,
    damagedWindows: new Set(),
    now: () => START_MS,
    onDamage: console.log,
    onProgress: ({ phase }) => {
      if (!begins.has(phase)) begins.set(phase, moment());
    },
    setLogSequence: () => undefined,
    onRow: () => undefined,
  });
  const ended = moment();
  const pagesBegan = begins.get('pages') ?? ended;
  print('series', began, pagesBegan);
  print('pages', pagesBegan, ended);
}

/** Wall clock and what this process used of the processors, ms. */
interface Moment {
  readonly wallMs: number;
  readonly cpuMs: number;
}

function moment(): Moment {
  const { user, system } = process.cpuUsage();
  return { wallMs: performance.now(), cpuMs: (user + system) / 1000 };
}

function print(name: string, from: Moment, to: Moment): void {
  const [wallMs, cpuMs] = [to.wallMs - from.wallMs, to.cpuMs - from.cpuMs];
  const million = (ms: number) => `${((ms * 1000) / (TARGETS * SERIES_PER_TARGET)).toFixed(1)} s`;
  console.log(
    `${name.padEnd(17)} ${wallMs.toFixed(0)} ms, ${cpuMs.toFixed(0)} of CPU; for a million series ${million(wallMs)}, ${million(cpuMs)}`,
  );
}

await main();
