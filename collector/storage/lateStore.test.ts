import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { ClosedWhileOpeningError, LateStore } from './lateStore';
import { openStore } from './openStore';
import { describeStart, type StartProgress, walReplayOf } from './startProgress';
import { StorageUnavailableError } from './storage';
import type { Store } from './store';
import { storeWorkerBundle } from './testing/storeWorkerBundle';
import { appendRow, COHORT, openTestStore } from './testing/testStore';

const START_MS = Date.UTC(2026, 10, 22, 10);

describe('a store that is still being opened', () => {
  const database = useTestDatabase();

  async function open(onProgress: (progress: StartProgress) => void): Promise<Store> {
    const quiet = () => undefined;
    return openStore({
      prisma: database().prisma,
      databaseUrl: database().url,
      workerFile: await storeWorkerBundle(),
      now: () => START_MS + 60_000,
      log: { info: quiet, warn: quiet, error: quiet },
      limits: { lockWaitMs: 2_000 },
      onProgress,
    });
  }

  it('says how far it is until it is there', async () => {
    const before = await openTestStore(database(), { nowMs: START_MS });
    for (let row = 0; row < 5; row++) await appendRow(before, START_MS + row, [{ __name__: 'a' }], () => row).durable();
    await before.close();
    const late = new LateStore();
    expect(() => late.querier(0, 1)).toThrow(StorageUnavailableError);
    expect(walReplayOf(late.progress)).toEqual({ min: 0, max: 0, current: 0, state: 'waiting' });
    const told: string[] = [];
    await late.open((onProgress) =>
      open((progress) => {
        onProgress(progress);
        told.push(describeStart(progress));
        if (progress.phase === 'log') expect(walReplayOf(late.progress).state).toBe('in progress');
        expect(() => late.appender(COHORT)).toThrow(describeStart(progress));
      }),
    );
    expect(told).toEqual([
      'starting: reading the series index',
      'starting: looking through the stored pages',
      ...[1, 2, 3, 4, 5].map((row) => `starting: replaying the write-ahead log, row ${row} of 5`),
    ]);
    expect(walReplayOf(late.progress)).toEqual({ min: 1, max: 5, current: 5, state: 'done' });
    late.querier(0, 1).close();
    await late.close();
  });

  it('is closed once it is open when it was to be closed before', async () => {
    const late = new LateStore();
    const opening = late.open(open);
    await Promise.all([late.close(), expect(opening).rejects.toThrow(ClosedWhileOpeningError)]);
    // Its lock is free.
    await (await openTestStore(database(), { nowMs: START_MS })).close();
  });

  it('closes without ado when it could not be opened', async () => {
    const late = new LateStore();
    const failing = late.open(async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    await late.close();
  });
});
