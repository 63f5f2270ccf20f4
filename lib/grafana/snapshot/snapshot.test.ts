import { describe, expect, it } from 'vitest';
import type { ResultFrame } from '@/lib/api/queryBatch';
import { newDashboard } from '@/lib/dashboard/edit/newDashboard';
import { addPanel, newPanel } from '@/lib/dashboard/edit/panels';
import { readSnapshot, type Snapshot, writeSnapshot } from './snapshot';
import { decodeAnswer, encodeAnswer, MAX_CELLS, type StoredAnswer, sliceAnswer } from './snapshotFrames';

/** Two series of ten steps a minute apart; of the second the steps 3 and 9 are absent. */
function sample(): ResultFrame {
  const values = Float64Array.from({ length: 20 }, (_, index) => index / 10);
  values.set([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0.1], 4);
  values[13] = 0;
  values[19] = 0;
  return {
    header: {
      type: 'result',
      id: '1/0',
      resultType: 'matrix',
      startMs: 60_000,
      stepMs: 60_000,
      steps: 10,
      series: [
        ['__name__', 'up', 'job', 'a'],
        ['__name__', 'up', 'job', '<b>"'],
      ],
      totalSeries: 2,
      tier: 'raw',
      warnings: ['a warning'],
      infos: [],
      statistics: { series: 2, samples: 18, durationMs: 3 },
    },
    values,
    present: Uint8Array.of(0xff, 0x03, 0b1111_0111, 0x01),
  };
}

function snapshot(): Snapshot {
  const { dashboard } = addPanel({ ...newDashboard(), title: 'Hosts' }, { ...newPanel(), title: 'Up' });
  const failed = { type: 'error', id: '1/1', errorType: 'execution', message: 'too many samples' } as const;
  return {
    dashboard,
    takenMs: 1_700_000_000_000,
    bounds: { fromMs: 60_000, toMs: 600_000 },
    timeZone: 'utc',
    scrapeIntervalMs: 15_000,
    variables: [{ name: 'job', values: ['a', 'b'], texts: ['A', 'B'], isAll: true, allValue: '.*', isList: true }],
    answers: new Map<string, StoredAnswer>([
      ['1/0', sample()],
      ['1/1', { header: failed }],
    ]),
  };
}

describe('snapshot', () => {
  it('comes back as it was written, through JSON', () => {
    const read = readSnapshot(JSON.parse(JSON.stringify(writeSnapshot(snapshot()))));
    const wanted = snapshot();
    expect(read?.snapshot).toMatchObject({ ...wanted, dashboard: { title: 'Hosts', timezone: 'utc', refresh: '' } });
    expect(read?.snapshot.dashboard.time).toEqual({ from: '60000', to: '600000' });
    expect(read?.snapshot.dashboard.unknown).not.toHaveProperty('belvedereSnapshot');
    expect(read?.warnings).toEqual([]);
  });

  it('keeps numbers that JSON has no form for, and tells what is absent from what is zero', () => {
    const json = encodeAnswer(sample());
    expect(json['values']).toMatchObject([
      { 4: 'NaN', 5: '+Inf', 6: '-Inf', 7: -0.1 },
      { 3: null, 9: null, 2: 1.2 },
    ]);
    expect(decodeAnswer(json, MAX_CELLS)).toEqual(sample());
  });

  it.each([
    ['nothing', {}],
    ['text', { belvedereSnapshot: 'x' }],
    ['another version', { belvedereSnapshot: { ...own(), version: 2 } }],
    ['a range that ends before it begins', { belvedereSnapshot: { ...own(), toMs: 1 } }],
    ['variables that are none', { belvedereSnapshot: { ...own(), variables: [{ name: 5 }] } }],
  ])('does not read %s', (_name, json) => {
    expect(readSnapshot(json)).toBeUndefined();
  });

  it.each([
    ['a list for the answers', []],
    ['null', null],
    ['a row too short', { '1/0': { ...encodeAnswer(sample()), values: [[1], [2]] } }],
    ['a row too few', { '1/0': { ...encodeAnswer(sample()), values: [] } }],
    ['objects for numbers', { '1/0': { ...encodeAnswer(sample()), values: [[{}], [[]]], steps: 1 } }],
    ['more steps than there can be', { '1/0': { ...encodeAnswer(sample()), steps: 1e12 } }],
    ['a header that is none', { '1/0': { type: 'result' }, '1/1': 7 }],
  ])('leaves out %s', (_name, answers) => {
    const read = readSnapshot({ title: 'x', belvedereSnapshot: { ...own(), answers } });
    expect(read?.snapshot.answers.size).toBe(0);
  });

  it('stops at so many numbers in all', () => {
    expect(decodeAnswer(encodeAnswer(sample()), 19)).toBeUndefined();
  });
});

function own() {
  return { version: 1, takenMs: 1, fromMs: 5, toMs: 9, timeZone: 'utc', scrapeIntervalMs: 15_000, variables: [] };
}

describe('sliceAnswer', () => {
  it.each([
    ['the middle', 170_000, 310_000, 180_000, 3],
    ['all', 0, 1e9, 60_000, 10],
    ['its end', 600_000, 1e9, 600_000, 1],
    ['nothing', 1e9, 2e9, 660_000, 0],
  ])('keeps %s', (_name, fromMs, toMs, startMs, steps) => {
    const cut = sliceAnswer(sample(), fromMs, toMs);
    expect(cut.header).toMatchObject({ startMs, steps });
    expect(cut.values).toHaveLength(2 * steps);
    const first = (startMs - 60_000) / 60_000;
    const whole = encodeAnswer(sample())['values'];
    const rows = Array.isArray(whole)
      ? whole.map((row) => (Array.isArray(row) ? row.slice(first, first + steps) : []))
      : [];
    expect(encodeAnswer(cut)['values']).toEqual(rows);
  });
});
