import { describe, expect, it } from 'vitest';
import type { ResultFrame, ResultHeader } from '@/lib/api/queryBatch';
import type { Target } from '@/lib/dashboard/document';
import { testTarget } from './testPanel';
import { isEmpty, toFrames } from './toFrames';

/** A result of series as `[labels, values]`, null where there is no sample. */
function result(
  series: readonly (readonly [string[], (number | null)[]])[],
  header: Partial<ResultHeader> = {},
): ResultFrame {
  const steps = series[0]?.[1].length ?? 0;
  const rowBytes = Math.ceil(steps / 8);
  const values = new Float64Array(series.length * steps);
  const present = new Uint8Array(series.length * rowBytes);
  series.forEach(([, row], s) => {
    row.forEach((value, i) => {
      values[s * steps + i] = value ?? 99;
      const byte = s * rowBytes + (i >> 3);
      if (value !== null) present[byte] = (present[byte] ?? 0) | (1 << (i & 7));
    });
  });
  return {
    header: {
      type: 'result',
      id: 'a',
      resultType: 'matrix',
      startMs: 1000,
      stepMs: 10,
      steps,
      series: series.map(([labels]) => labels),
      totalSeries: series.length,
      tier: 'raw',
      warnings: [],
      infos: [],
      statistics: { series: 0, samples: 0, durationMs: 0 },
      ...header,
    },
    values,
    present,
  };
}

function frames(frame: ResultFrame, target: Partial<Target> = {}) {
  const full = testTarget(target);
  const query = { expr: full.expr, kind: 'range', stepMs: 10 } as const;
  return toFrames([{ planned: { target: full, expr: full.expr, legendFormat: full.legendFormat, query }, frame }]);
}

describe('toFrames', () => {
  it('makes a frame per series, absent samples NaN and marked, real NaN kept', () => {
    const [a, b] = frames(
      result([
        [
          ['x', '1'],
          [1, null, Number.NaN],
        ],
        [
          ['x', '2'],
          [4, 5, 6],
        ],
      ]),
      { legendFormat: 'x={{x}}' },
    );
    expect([a?.name, b?.name]).toEqual(['x=1', 'x=2']);
    expect(a?.fields[0]).toMatchObject({ type: 'time', values: new Float64Array([1000, 1010, 1020]) });
    expect(a?.fields[1]).toMatchObject({
      values: new Float64Array([1, Number.NaN, Number.NaN]),
      present: new Uint8Array([1, 0, 1]),
      labels: { x: '1' },
    });
    expect(b?.fields[1]?.values).toEqual(new Float64Array([4, 5, 6]));
  });

  it('reads presence beyond the first byte of each series', () => {
    const row = Array.from({ length: 11 }, (_, i) => (i % 3 === 0 ? i : null));
    const [, second] = frames(
      result([
        [['s', 'a'], Array(11).fill(null)],
        [['s', 'b'], row],
      ]),
    );
    expect(second?.fields[1]).toMatchObject({ present: new Uint8Array([1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0]) });
  });

  it('makes one table with a column per label', () => {
    const [table] = frames(
      result([
        [['__name__', 'up', 'job', 'a'], [1]],
        [['__name__', 'up', 'zone', 'z'], [0]],
      ]),
      { format: 'table' },
    );
    expect(table?.fields.map(({ name, values }) => [name, [...values]])).toEqual([
      ['Time', [1000, 1000]],
      ['__name__', ['up', 'up']],
      ['job', ['a', null]],
      ['zone', [null, 'z']],
      ['Value', [1, 0]],
    ]);
  });

  it('turns cumulative buckets into counts of their own, in rising order', () => {
    const buckets = frames(
      result([
        [['le', '+Inf'], [9]],
        [['le', '1'], [2]],
        [['le', '5'], [7]],
      ]),
      { format: 'heatmap', legendFormat: '{{le}}' },
    );
    expect(buckets.map(({ name, fields }) => [name, fields[1]?.values[0]])).toEqual([
      ['1', 2],
      ['5', 5],
      ['+Inf', 2],
    ]);
  });

  it('tells emptiness from zeros and NaN', () => {
    expect(isEmpty(frames(result([])))).toBe(true);
    expect(
      isEmpty(
        frames(
          result([
            [
              ['a', 'b'],
              [null, null],
            ],
          ]),
        ),
      ),
    ).toBe(true);
    expect(isEmpty(frames(result([[['a', 'b'], [0]]])))).toBe(false);
    expect(isEmpty(frames(result([[['a', 'b'], [Number.NaN]]])))).toBe(false);
    expect(isEmpty(frames(result([], { resultType: 'string', text: 'x' })))).toBe(false);
  });
});
