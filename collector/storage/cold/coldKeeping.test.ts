import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { Lease } from '../postgres/lease';
import type { SealedWindow } from '../postgres/sealedPages';
import { storeTables } from '../postgres/tables';
import { FreshPages } from '../read/freshPages';
import { WindowSet } from '../read/windowSet';
import { ColdIndex } from './coldIndex';
import { ColdKeeping } from './coldKeeping';
import { type MergeInput, mergeRuns } from './mergeRuns';

const DAY_MS = 86_400_000;
const DAY = Date.UTC(2026, 10, 20);

function windowFrom(minTimeMs: number): SealedWindow {
  const series = { generations: new Uint32Array(0), parts: new Uint32Array(0) };
  const timestamps = { ...series, firstColumns: undefined };
  const times = { minTimeMs, maxTimeMs: minTimeMs };
  return {
    tier: 2,
    class: 0,
    windowStartMs: minTimeMs,
    generation: 1,
    mergedFresh: 0,
    samples: 1,
    directory: { timestamps, series, firstMetrics: [], firstRefs: [], ...times, bytes: 0 },
    sources: new Uint8Array(0),
    deletionsUntil: 0,
  };
}

describe('keeping the cold index in order', () => {
  const database = useTestDatabase();

  it('merges a day that has passed, and drops it when no window has samples of it', async () => {
    const { prisma, url } = database();
    const lease = await Lease.acquire({ prisma, databaseUrl: url, waitMs: 0, onLost: () => undefined });
    const tables = storeTables(prisma, lease);
    const views = { drained: async () => undefined };
    const { cold: table, coldPartitions: partitions } = tables;
    const cold = await ColdIndex.open({ table, partitions, views, maxCacheBytes: 1 << 20, onDamage: () => undefined });
    for (let ref = 1; ref <= 3; ref++) {
      await cold.add([{ ref, labels: ['__name__', 'a', 'i', `${ref}`], firstMs: DAY, lastMs: DAY + ref }]);
    }
    const messages: string[] = [];
    const note = (_: object, message: string) => messages.push(message);
    const state = {
      cold,
      windows: WindowSet.EMPTY,
      damagedWindows: new Set<string>(),
      fresh: new FreshPages(),
      worker: { run: (_: string, input: MergeInput) => mergeRuns({ tables }, input, { turn: () => undefined }) },
      logger: { info: note, warn: note, error: note },
      nowMs: DAY + 2 * DAY_MS,
      now: () => state.nowMs,
    };
    const keeping = new ColdKeeping(state);
    const round = async () => {
      state.nowMs += 60_000;
      keeping.round();
      await keeping.settled();
    };
    await round();
    expect([cold.runCount, cold.series]).toEqual([1, 3]);
    state.windows = WindowSet.EMPTY.with(windowFrom(DAY + DAY_MS - 1));
    await round();
    expect(cold.series).toBe(3);
    state.windows = WindowSet.EMPTY.with(windowFrom(DAY + DAY_MS));
    // What a damaged window has is not known.
    state.damagedWindows.add('raw/0/2026-11-20T00:00:00.000Z');
    await round();
    expect(cold.series).toBe(3);
    state.damagedWindows.clear();
    await round();
    expect([cold.runCount, cold.series, cold.newestMs]).toEqual([0, 0, -Infinity]);
    expect(messages).toEqual(['merged a day of the cold index', 'dropped series of which no sample is left']);
    await lease.release();
  });
});
