import { describe, expect, it } from 'vitest';
import { Head } from '../head/head';
import { MetadataStore } from '../head/metadataStore';
import { LogRowBuilder } from './logRow';
import { Replay } from './replay';

const COHORT = { job: 'node', instance: 'a', origin: '' };

function newHead(): Head {
  return new Head({ nowMs: () => 0, logSequence: () => 0, onFull: () => expect.unreachable() });
}

/** Rows of one sample each: series 1 at 1000, 2000, … with the values 1, 2, … */
function buildRows(count: number, resetAt = -1): Uint8Array<ArrayBuffer>[] {
  const builder = new LogRowBuilder();
  builder.series(1, 0, ['__name__', 'up']);
  return Array.from({ length: count }, (_, i) => {
    if (i === resetAt) builder.reset();
    builder.sample(1, 0, (i + 1) * 1000, i + 1, false);
    builder.endCommit(COHORT);
    return builder.finish();
  });
}

function replayRows(head: Head, rows: readonly Uint8Array[]) {
  const damage: string[] = [];
  const replay = new Replay(head, new MetadataStore(), (message) => damage.push(message));
  for (const [i, row] of rows.entries()) replay.row(0, 100 + i, row);
  return { ...replay.result(), damage };
}

describe('Replay', () => {
  it('restores series and samples', () => {
    const head = newHead();
    expect(replayRows(head, buildRows(5))).toMatchObject({ rows: 5, samples: 5, damagedRows: 0, lastSequence: 104 });
    expect(head.index.labels(0)).toEqual(['__name__', 'up']);
    expect(head.cells.value(head.cellOfSlot(0), 4)).toBe(5);
  });

  it('leaves out what pages have, but takes a late sample, of which that cannot be told', () => {
    const head = newHead();
    head.addSeries(['__name__', 'up']);
    head.markClosed(0, 0, 3000);
    const builder = new LogRowBuilder();
    for (const time of [2000, 3000, 4000, 2500]) builder.sample(1, 0, time, time, false);
    builder.endCommit(COHORT);
    builder.sample(1, 0, 1500, 1500, false);
    builder.endCommit(COHORT, true);
    expect(replayRows(head, [builder.finish()])).toMatchObject({ samples: 3, known: 2 });
    expect([...(head.cohortOfSlot(0)?.timestamps.subarray(0, 1) ?? [])]).toEqual([4000]);
    const [window] = head.late.all();
    expect([...(window?.columns.get(1)?.timestamps ?? [])]).toEqual([1500, 2500]);
  });

  it('skips a damaged row and what depends on it, says so, and goes on at the next reset', () => {
    const rows = buildRows(8, 5);
    const bad = rows[2];
    if (bad) bad[bad.length - 1] = (bad[bad.length - 1] as number) ^ 0xff;
    const head = newHead();
    const result = replayRows(head, rows);
    expect(result).toMatchObject({ rows: 8, samples: 5, damagedRows: 3 });
    expect(result.damage).toEqual([expect.stringMatching(/^write-ahead row 102: logRow page of \d+ bytes is damaged/)]);
    expect(head.cells.value(head.cellOfSlot(0), 4)).toBe(8);
  });

  it('counts samples of series that it never heard of', () => {
    const builder = new LogRowBuilder();
    builder.sample(7, 6, 1000, 1, false);
    builder.endCommit(COHORT);
    expect(replayRows(newHead(), [builder.finish()])).toMatchObject({ samples: 0, orphans: 1 });
  });

  it('keeps the ref of a series where others before it are missing', () => {
    const builder = new LogRowBuilder();
    builder.series(3, 2, ['__name__', 'third']);
    builder.sample(3, 2, 1000, 1, false);
    builder.endCommit(COHORT);
    const head = newHead();
    expect(replayRows(head, [builder.finish()])).toMatchObject({ samples: 1 });
    expect(head.index.find(['__name__', 'third'])).toBe(head.index.slotOf(3));
  });

  it('takes the later ref of a series that was dropped and came back, whatever was stored under the earlier one', () => {
    const head = newHead();
    head.restoreSeries(4, ['__name__', 'up']);
    head.markClosed(head.index.slotOf(4), 0, 900_000);
    const builder = new LogRowBuilder();
    builder.series(9, 0, ['__name__', 'up']);
    builder.sample(9, 0, 800_000, 1, false);
    builder.endCommit(COHORT);
    expect(replayRows(head, [builder.finish()])).toMatchObject({ samples: 1, orphans: 0 });
    expect([head.index.slotOf(4), head.index.refOf(head.index.find(['__name__', 'up']))]).toEqual([-1, 9]);
    head.restoreSeries(4, ['__name__', 'up']);
    expect([head.index.count, head.index.slotOf(4)]).toEqual([1, -1]);
  });
});
