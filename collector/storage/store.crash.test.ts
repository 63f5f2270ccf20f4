import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rm } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { getLabel } from '@/lib/labels/labels';
import {
  CRASH_LATE_ROWS,
  CRASH_LIMITS,
  CRASH_SERIES,
  crashLateValue,
  crashRowOf,
  crashValue,
} from './testing/crashRows';
import { bundleProgram } from './testing/storeWorkerBundle';
import { openTestStore, selectAll } from './testing/testStore';

/** Inside node_modules, so that the bundle finds its packages. */
const FOLDER = fileURLToPath(new URL(`../../node_modules/.cache/crash-test-${process.pid}/`, import.meta.url));
const BUNDLE = `${FOLDER}crashWriter.mjs`;
const START_MS = Date.now() - 60_000;

interface Life {
  readonly lastAcknowledged: number;
  readonly errors: string;
}

/** Runs a writer from a row on and kills it `lifeMs` after its first acknowledged row. */
async function liveAndDie(databaseUrl: string, firstRow: number, lifeMs: number): Promise<Life> {
  const child: ChildProcess = spawn(process.execPath, [BUNDLE, databaseUrl, String(firstRow), String(START_MS)]);
  let lastAcknowledged = firstRow - 1;
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  lines.on('line', (line) => {
    if (line === 'open') return;
    if (lastAcknowledged === firstRow - 1) setTimeout(() => child.kill('SIGKILL'), lifeMs);
    lastAcknowledged = Number(line);
  });
  await new Promise((resolve) => child.on('exit', resolve));
  return { lastAcknowledged, errors };
}

describe('a collector killed with SIGKILL', () => {
  const database = useTestDatabase();
  beforeAll(async () => {
    await mkdir(FOLDER, { recursive: true });
    await bundleProgram('crashWriter.ts', BUNDLE);
    await bundleProgram('../worker/storeWorker.ts', `${FOLDER}storeWorker.mjs`);
  });
  afterAll(() => rm(FOLDER, { recursive: true, force: true }));

  it('has lost nothing it acknowledged, ten times in a row, and doubled nothing', async () => {
    let nextRow = 0;
    const acknowledged = new Set<number>();
    for (let life = 0; life < 10; life++) {
      const { lastAcknowledged, errors } = await liveAndDie(database().url, nextRow, 200 + life * 100);
      expect(errors).toBe('');
      expect(lastAcknowledged).toBeGreaterThanOrEqual(nextRow);
      for (let row = nextRow; row <= lastAcknowledged; row++) acknowledged.add(row);
      // The row after the last acknowledged one may be durable too, so the next life leaves it out.
      nextRow = lastAcknowledged + 2;
    }
    const store = await openTestStore(database(), { nowMs: Date.now() }, CRASH_LIMITS);
    expect(store.stats().damaged).toBe(0);
    await expectRows(store, acknowledged, nextRow);
    await store.sealNow();
    await expectRows(store, acknowledged, nextRow);
    await store.close();
  }, 120_000);
});

async function expectRows(
  store: Awaited<ReturnType<typeof openTestStore>>,
  acknowledged: ReadonlySet<number>,
  rows: number,
): Promise<void> {
  const { series, warnings } = await selectAll(store, [{ name: '__name__', operator: '=~', value: 'm.*' }]);
  expect(warnings).toEqual([]);
  expect(series).toHaveLength(CRASH_SERIES.length);
  for (const { labels, timestamps, values } of series) {
    const i = Number(getLabel(labels, 'i'));
    const found = new Map(Array.from(timestamps, (time, at) => [crashRowOf(START_MS, time), values[at]]));
    expect(found.size).toBe(timestamps.length);
    for (let row = 0; row < rows; row++) {
      const want = crashValue(i, row) ?? crashLateValue(i, row);
      const isSent = crashValue(i, row) === undefined ? acknowledged.has(row + CRASH_LATE_ROWS) : acknowledged.has(row);
      if (found.has(row) || isSent) expect([i, row, found.get(row)]).toEqual([i, row, want]);
    }
  }
}
