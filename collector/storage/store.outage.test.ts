import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { type Cluster, startCluster } from '@/lib/db/embedded/cluster.mjs';
import { migrate } from '@/lib/db/migrate';
import type { Store } from './store';
import { appendRow, type LoggedLine, metricIs, openTestStore, selectAll } from './testing/testStore';

const MIGRATIONS = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
const SERIES = Array.from({ length: 50 }, (_, i) => ({ __name__: 'up', i: String(i) }));
const START = Date.UTC(2026, 10, 22, 12, 0, 0);

async function until(holds: () => boolean, timeoutMs = 15_000): Promise<void> {
  for (const endMs = Date.now() + timeoutMs; !holds(); ) {
    if (Date.now() > endMs) throw new Error(`still not so after ${timeoutMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('Postgres killed with SIGKILL', () => {
  let dataDir = '';
  let cluster: Cluster;
  let prisma: Prisma;
  const clock = { nowMs: START };
  let rows = 0;

  /** Some rows of samples, 15 s apart, as fast as they can be appended. */
  function appendRows(store: Store, count: number) {
    let commit = appendRow(store, clock.nowMs, [], () => 0);
    for (let i = 0; i < count; i++, rows++) {
      clock.nowMs = START + rows * 15_000;
      commit = appendRow(store, clock.nowMs, SERIES, (series) => series * rows);
    }
    return commit;
  }

  async function expectAllRows(store: Store): Promise<readonly string[]> {
    const { series, warnings } = await selectAll(store, metricIs('up'));
    expect(series).toHaveLength(SERIES.length);
    const want = Array.from({ length: rows }, (_, row) => START + row * 15_000);
    for (const { timestamps, values, ref } of series) {
      expect([...timestamps]).toEqual(want);
      expect([...values]).toEqual(want.map((_, row) => (ref - 1) * row));
    }
    return warnings;
  }

  async function kill(): Promise<void> {
    process.kill(cluster.pid, 'SIGKILL');
    await cluster.exited;
  }

  const start = async () => {
    cluster = await startCluster({ dataDir, database: 'belvedere', settings: { max_connections: 50 } });
  };

  beforeAll(async () => {
    dataDir = await mkdtemp('/var/tmp/belvedere-outage-test-');
    await chmod(dataDir, 0o755);
    await start();
    await migrate(cluster.url, MIGRATIONS);
    prisma = createPrisma(cluster.url, { onConnectionLost: () => undefined });
  }, 60_000);

  afterAll(async () => {
    await prisma.$disconnect();
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('keeps samples in memory, says so once, refuses to promise durability, and catches up', async () => {
    const lines: LoggedLine[] = [];
    const database = { url: cluster.url, prisma };
    let store = await openTestStore(database, clock, {}, lines);
    await appendRows(store, 100).durable();
    await kill();

    const commit = appendRows(store, 1);
    await expect(commit.durable()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(store.ready).toBe(false);
    const refusedAtMs = performance.now();
    await expect(appendRows(store, 200).durable()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(performance.now() - refusedAtMs).toBeLessThan(1_000);
    await expect(store.sealNow()).rejects.toMatchObject({ code: 'storage_unavailable' });
    expect(await expectAllRows(store)).toEqual(['Postgres cannot be reached: the newest samples are in memory only']);
    expect(store.stats()).toMatchObject({ postgresAway: true, outages: 1 });
    expect(lines.filter((line) => line.message.startsWith('Postgres cannot be reached'))).toHaveLength(1);

    await start();
    await until(() => store.ready);
    await appendRows(store, 10).durable();
    expect(await expectAllRows(store)).toEqual([]);
    expect(lines.map((line) => line.message)).toContain('Postgres is back: caught up');
    await until(() => store.stats().waitingPageBytes === 0);
    await store.close();

    store = await openTestStore(database, clock);
    await expectAllRows(store);
    await store.sealNow();
    await expectAllRows(store);
    await store.close();
  }, 90_000);

  it('answers from memory with a warning when pages are needed that only Postgres has', async () => {
    const database = { url: cluster.url, prisma };
    const store = await openTestStore(database, clock, { maxCacheBytes: 0 });
    await appendRows(store, 1).durable();
    await kill();
    const { series, warnings } = await selectAll(store, metricIs('up'));
    expect(warnings).toEqual(['Postgres cannot be reached: the answer has only the samples in memory']);
    expect(series[0]?.timestamps.length).toBe(1);
    await start();
    await until(() => store.ready);
    await until(() => store.stats().pendingCommits === 0);
    expect(await expectAllRows(store)).toEqual([]);
    await store.close();
  }, 60_000);

  it('stays within its memory bound: gives up the oldest, counts them, and is whole again afterwards', async () => {
    const lines: LoggedLine[] = [];
    const database = { url: cluster.url, prisma };
    const bound = 64 * 1024;
    let store = await openTestStore(database, clock, { maxOutageBytes: bound }, lines);
    const before = rows;
    await kill();
    for (let i = 0; i < 60; i++) {
      appendRows(store, 100);
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await until(() => store.stats().droppedSamples > 0);
    expect(store.stats().waitingPageBytes).toBeLessThanOrEqual(bound);
    await start();
    await until(() => store.ready && store.stats().droppedLogRows > 0);
    // Acknowledged means that a crash loses nothing: what the dropped rows had must be in pages by then.
    await appendRows(store, 5).durable();
    expect(store.stats().waitingPageBytes).toBe(0);
    const { droppedSamples } = store.stats();
    const count = async () => {
      const { series } = await selectAll(store, metricIs('up'));
      return series.reduce((sum, one) => sum + one.timestamps.length, 0);
    };
    expect(before).toBeGreaterThan(0);
    expect(await count()).toBe(rows * SERIES.length - droppedSamples);
    await until(() => store.stats().freshPages > 0);
    await store.close();
    store = await openTestStore(database, clock);
    expect(await count()).toBe(rows * SERIES.length - droppedSamples);
    await store.close();
  }, 90_000);
});
