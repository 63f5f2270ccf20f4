import { writeFile } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { Lease } from '../postgres/lease';
import { storeTables } from '../postgres/tables';
import { storeWorkerBundle } from '../testing/storeWorkerBundle';
import { StoreWorker } from './client';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
const KEY = { tier: 0, class: 0, windowStartMs: START };
const SEAL_NOTHING = {
  key: KEY,
  previous: undefined,
  freshIds: [],
  deletions: [],
  deletionsUntil: 0,
  series: { metrics: [], starts: new Uint32Array(1), refs: new Uint32Array(0) },
  maxBytes: 1 << 20,
  pageBytes: 1 << 16,
};

/** Asking for this fresh page ends the thread. */
const DEADLY_ID = 666;

/** The store worker, and beside it what makes it crash. */
async function crashingWorker(): Promise<URL> {
  const bundle = await storeWorkerBundle();
  const file = new URL('crashing.mjs', bundle);
  await writeFile(
    file,
    `import { parentPort } from 'node:worker_threads';
     import ${JSON.stringify(bundle.href)};
     parentPort.on('message', ({ type, pages }) => {
       if (type === 'readFresh' && pages[0] === ${DEADLY_ID}) process.exit(3);
     });`,
  );
  return file;
}

describe('the store worker', () => {
  const database = useTestDatabase();
  const opened: { close(): Promise<void> }[] = [];
  const crashes: string[] = [];
  const damages: string[] = [];

  async function open(file?: URL) {
    const { url, prisma } = database();
    const lost: Error[] = [];
    const lease = await Lease.acquire({ databaseUrl: url, prisma, waitMs: 5_000, onLost: (error) => lost.push(error) });
    const worker = new StoreWorker({
      file: file ?? (await storeWorkerBundle()),
      databaseUrl: url,
      epoch: lease.epoch,
      onDamage: (message) => damages.push(message),
      onLost: () => lease.lose(),
      onCrash: (error) => crashes.push(error.message),
    });
    opened.push(worker, { close: () => lease.release() });
    return { worker, lease, tables: storeTables(prisma, lease), lost };
  }

  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    crashes.length = 0;
    damages.length = 0;
  });

  it('reads pages on its thread, in the order they are asked for', async () => {
    const { worker, tables } = await open();
    await tables.partitions.load();
    await tables.partitions.ensure(KEY);
    const parts = [0, 1, 2].map((part) => ({ part, data: Uint8Array.of(part, part + 1) }));
    await tables.sealed.insert(KEY, 1, parts);
    await tables.fresh.insert([{ id: 7, class: 0, windowStartMs: START, data: Uint8Array.of(9) }]);
    const wanted = [2, 5, 0].map((part) => ({ generation: 1, part }));
    const pages = await worker.readPages(KEY, wanted);
    expect(pages).toEqual([Uint8Array.of(2, 3), undefined, Uint8Array.of(0, 1)]);
    expect(await worker.readFresh([7, 8])).toEqual(new Map([[7, Uint8Array.of(9)]]));
  });

  it('stops writing, and says so, when another collector took the store over', async () => {
    const { worker, lost } = await open();
    await database().prisma.$executeRaw`UPDATE "StoreState" SET "epoch" = "epoch" + 1`;
    await expect(worker.run('seal', SEAL_NOTHING)).rejects.toMatchObject({ code: 'another_collector' });
    expect(lost).toHaveLength(1);
  });

  it('is started again when it crashes: its job fails, page reads are asked once more', async () => {
    const { worker, tables } = await open(await crashingWorker());
    await tables.fresh.insert([{ id: 70, class: 0, windowStartMs: START, data: Uint8Array.of(9) }]);
    const pages = worker.readFresh([70]);
    const outcomes = Promise.allSettled([worker.run('seal', SEAL_NOTHING), pages, worker.readFresh([DEADLY_ID])]);
    // Asked once more it ends the thread once more, and is given up; so is what was asked beside it both times.
    const codes = (await outcomes).map((one) => (one.status === 'rejected' ? one.reason.code : one.status));
    expect([codes[0], codes[2]]).toEqual(['store_worker_crashed', 'store_worker_crashed']);
    expect((await worker.readFresh([70])).get(70)).toEqual(Uint8Array.of(9));
    expect(crashes).toHaveLength(2);
    expect(crashes[0]).toBe('the store worker crashed: it ended with code 3');
    expect(worker.figures.metrics().find(({ name }) => name.endsWith('_crashes_total'))?.samples[0]?.value).toBe(2);
    await expect(worker.run('seal', SEAL_NOTHING)).resolves.toEqual({
      type: 'unreadable',
      reason: 'all its pages are damaged',
    });
  });

  it('rejects what waits when it is closed', async () => {
    const { worker } = await open();
    const waiting = Promise.allSettled([
      worker.readFresh([1]),
      worker.run('seal', SEAL_NOTHING),
      worker.run('seal', SEAL_NOTHING),
    ]);
    await worker.close();
    const outcomes = (await waiting).map((one) => (one.status === 'rejected' ? one.reason.code : one.status));
    expect(outcomes[2]).toBe('store_closed');
    await expect(worker.readFresh([1])).rejects.toMatchObject({ code: 'store_closed' });
  });
});
