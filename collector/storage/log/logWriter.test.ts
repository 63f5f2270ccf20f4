import { describe, expect, it } from 'vitest';
import { StorageUnavailableError } from '../storage';
import { LogWriter } from './logWriter';
import { LogRowReader } from './readLogRow';

const COHORT = { job: 'j', instance: 'i', origin: 'o' };

/** A table that takes rows when told to. */
function open(options: { maxQueueBytes?: number; flushIntervalMs?: number } = {}) {
  const rows: { segment: number; sequence: number; row: Uint8Array }[] = [];
  const waiting: (() => void)[] = [];
  const state = { down: false, hold: false, recovered: [] as number[], failures: 0 };
  const writer = new LogWriter({
    table: {
      insert: async (segment, sequence, row) => {
        if (state.hold) await new Promise<void>((resolve) => waiting.push(resolve));
        if (state.down) throw new Error('connection refused');
        rows.push({ segment, sequence, row });
      },
    },
    events: {
      onFailure: (_, attempt) => {
        state.failures = attempt;
      },
      onRecovered: (dropped) => state.recovered.push(dropped),
    },
    segment: 0,
    nextSequence: 5,
    maxQueueBytes: options.maxQueueBytes ?? 1 << 20,
    flushIntervalMs: options.flushIntervalMs ?? 60_000,
  });
  let time = 0;
  const commit = (samples = 1) => {
    time++;
    for (let i = 0; i < samples; i++) writer.builder.sample(i + 1, i, time, Math.sqrt(time + i), false);
    writer.builder.endCommit(COHORT);
    return writer.committed();
  };
  const release = () => {
    for (const resolve of waiting.splice(0)) resolve();
  };
  return { writer, rows, state, commit, release };
}

const settle = (ms = 0) => new Promise((resolve) => setTimeout(resolve, ms));

function samplesIn(rows: readonly { row: Uint8Array }[]): number {
  const reader = new LogRowReader();
  let samples = 0;
  const visitor = { series() {}, metadata() {}, exemplar() {}, beginCommit() {}, sample: () => void samples++ };
  for (const { row } of rows) reader.read(row, visitor);
  return samples;
}

describe('LogWriter', () => {
  it('writes nothing until somebody waits or the interval passes', async () => {
    const slow = open();
    slow.commit();
    await settle(20);
    expect(slow.rows).toHaveLength(0);
    await slow.commit()();
    expect(slow.rows.map((row) => row.sequence)).toEqual([5]);
    await slow.writer.close();

    const quick = open({ flushIntervalMs: 10 });
    quick.commit();
    await settle(50);
    expect(samplesIn(quick.rows)).toBe(1);
    await quick.writer.close();
  });

  it('lets all who wait during an insert share the next one', async () => {
    const { writer, rows, state, commit, release } = open();
    state.hold = true;
    const first = commit()();
    await settle();
    const others = [commit()(), commit()(), commit()()];
    await settle();
    state.hold = false;
    release();
    await Promise.all([first, ...others]);
    expect(rows.map((row) => row.sequence)).toEqual([5, 6]);
    expect(samplesIn(rows)).toBe(4);
    await writer.close();
  });

  // A sender that repeats a request commits nothing new. Waiting for a row that never comes once spun for ever.
  it('answers commits that took nothing: at once, or with the row before them', async () => {
    const { writer, rows, state, commit, release } = open();
    await commit()();
    await commit(0)();
    state.hold = true;
    const under = commit()();
    await settle();
    let answered = false;
    const empty = commit(0)().then(() => {
      answered = true;
    });
    await settle(20);
    expect(answered).toBe(false);
    state.hold = false;
    release();
    await Promise.all([under, empty]);
    expect(writer.pendingCommits).toBe(0);
    commit(0);
    await writer.flush();
    expect(rows).toHaveLength(2);
    await writer.close();
  });

  it('refuses at once while the table is away, tries again by itself, and loses nothing', async () => {
    const { writer, rows, state, commit } = open();
    state.down = true;
    await expect(commit()()).rejects.toBeInstanceOf(StorageUnavailableError);
    const away = commit();
    await expect(away()).rejects.toBeInstanceOf(StorageUnavailableError);
    expect(writer.isAway).toBe(true);
    state.down = false;
    await settle(400);
    expect(state.recovered).toEqual([0]);
    await away();
    expect(samplesIn(rows)).toBe(2);
    expect(rows.map((row) => row.sequence)).toEqual([5, 6]);
    await writer.close();
  });

  it('drops its rows above the bound, says how many, and writes rows that can be read without them', async () => {
    const { writer, rows, state, commit } = open({ maxQueueBytes: 2_000 });
    state.down = true;
    await commit(10)().catch(() => undefined);
    for (let i = 0; i < 5; i++) {
      commit(1_000);
      await settle(160);
    }
    expect(writer.pendingBytes).toBeLessThan(30_000);
    state.down = false;
    for (let waitedMs = 0; state.recovered.length === 0 && waitedMs < 8_000; waitedMs += 50) await settle(50);
    expect(state.recovered[0]).toBeGreaterThan(0);
    await writer.flush();
    let acknowledged = false;
    const after = commit(3)().then(() => {
      acknowledged = true;
    });
    await settle(50);
    expect([writer.hasGap, writer.pendingCommits, acknowledged]).toEqual([true, 0, false]);
    writer.fillGaps(writer.gapCount - 1);
    await settle();
    expect(acknowledged).toBe(false);
    writer.fillGaps(writer.gapCount);
    await after;
    expect(writer.hasGap).toBe(false);
    expect(LogRowReader.startsAnew(rows[0]?.row ?? new Uint8Array(9))).toBe(true);
    expect(samplesIn(rows)).toBeGreaterThanOrEqual(3);
    await writer.close();
  });

  it('keeps apart what is in which segment', async () => {
    const { writer, rows, commit } = open();
    await commit()();
    writer.rotate(1);
    await commit()();
    expect(rows.map((row) => row.segment)).toEqual([0, 1]);
    expect(writer.segmentsBefore(6)).toEqual([0]);
    expect(writer.segmentsBefore(5)).toEqual([]);
    expect(writer.liveSegments).toEqual([0, 1]);
    writer.forgetSegment(0);
    expect(writer.segmentsBefore(99)).toEqual([]);
    await writer.close();
  });
});
