import { describe, expect, it } from 'vitest';
import type { FieldConfig } from '@/lib/dashboard/document';
import { applyFieldConfig } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';
import { chartModel, pxToX, xToPx, yToPx } from './chartModel';
import { flatColumn } from './chartOption';
import { crosshairGroup } from './crosshair';
import { hoverRows, limitRows, nearestRow, snapTime, sortRows } from './hoverRows';
import { legendItems, sortLegend, toggleSeries } from './legendItems';
import { seriesStyle } from './seriesStyle';
import { type ChartSeries, nearestIndex, stackSeries, toSeries } from './toColumns';
import { linearTicks, logTicks, niceBounds } from './valueTicks';

const GAP = Number.NaN;

function frame(name: string, values: number[], config: FieldConfig = {}, times?: number[]): Frame {
  const fields: Frame['fields'] = [
    { name: 'Time', type: 'time', values: Float64Array.from(times ?? values.map((_, i) => i * 1000)), config: {} },
    { name: 'Value', type: 'number', values: Float64Array.from(values), config },
  ];
  return { refId: 'A', name, length: values.length, fields };
}

const custom = (style: FieldConfig['custom']): FieldConfig => ({ ...(style ? { custom: style } : {}) });
const STACKED = custom({ stacking: { mode: 'normal', group: 'A' } });

function model(series: ChartSeries[], size = { width: 400, height: 200 }) {
  const toMs = Math.max(1000, ...series.map((one) => one.times.at(-1) ?? 0));
  return chartModel({
    series,
    bounds: { fromMs: 0, toMs },
    size,
    timeZone: 'utc',
    measureText: (text) => text.length * 6,
  });
}

describe('toSeries', () => {
  it('keeps absent values apart from real ones and turns signs', () => {
    const [absent] = toSeries(
      [
        {
          ...frame('a', [1, 2, 3]),
          fields: [
            { name: 'Time', type: 'time', values: Float64Array.of(0, 1, 2), config: {} },
            {
              name: 'Value',
              type: 'number',
              values: Float64Array.of(1, 2, 3),
              present: Uint8Array.of(1, 0, 1),
              config: {},
            },
          ],
        },
      ],
      'dark',
    );
    expect(absent?.values).toEqual(Float64Array.of(1, GAP, 3));
    const [turned] = toSeries([frame('b', [1, 2], custom({ transform: 'negative-Y' }))], 'dark');
    expect(turned?.values).toEqual(Float64Array.of(-1, -2));
    expect(turned?.field.values).toEqual(Float64Array.of(1, 2));
  });

  it.each([
    [false, [0, 1000, 2000, 3000, 4000]],
    [true, [0, 4000]],
    [4000, [0, 4000]],
    [3999, [0, 1000, 4000]],
  ])('spans gaps: %s', (spanNulls, want) => {
    const [series] = toSeries([frame('a', [1, GAP, GAP, GAP, 2], custom({ spanNulls }))], 'dark');
    expect([...(series?.times ?? [])]).toEqual(want);
  });

  it('gives series of the same name ids of their own', () => {
    const ids = toSeries([frame('a', [1]), frame('a', [2])], 'dark').map((one) => one.id);
    expect(new Set(ids).size).toBe(2);
  });

  it('falls back where custom options are nonsense', () => {
    const [series] = toSeries([frame('a', [1], custom({ lineWidth: 'x', drawStyle: 7, stacking: [] }))], 'dark');
    expect(series?.style).toMatchObject({ lineWidth: 1, drawStyle: 'line', stacking: { mode: 'none' } });
  });
});

describe('stackSeries', () => {
  const tops = (frames: Frame[]) => stackSeries(toSeries(frames, 'dark')).map((one) => [...one.tops]);

  it('adds up in order, positive and negative apart, gaps left out', () => {
    const frames = [
      frame('a', [1, 2, GAP], STACKED),
      frame('b', [10, -5, 5], STACKED),
      frame('c', [1, -1, 1], STACKED),
    ];
    expect(tops(frames)).toEqual([
      [1, 2, GAP],
      [11, -5, 5],
      [12, -6, 6],
    ]);
  });

  it('joins times that differ', () => {
    const frames = [frame('a', [1, 2], STACKED, [0, 1000]), frame('b', [5, 6], STACKED, [1000, 2000])];
    expect(tops(frames)).toEqual([
      [1, 2, GAP],
      [GAP, 7, 6],
    ]);
  });

  it('turns percent stacks into shares', () => {
    const percent = custom({ stacking: { mode: 'percent', group: 'A' } });
    expect(tops([frame('a', [1, 0], percent), frame('b', [3, 0], percent)])).toEqual([
      [25, 0],
      [100, 0],
    ]);
  });
});

describe('ticks', () => {
  it.each([
    [0, 80, { maxTicks: 5 }, [0, 20, 40, 60, 80]],
    [0, 0.3, { maxTicks: 4 }, [0, 0.1, 0.2, 0.3]],
    [0, 2 ** 36, { maxTicks: 5, binary: true }, [0, 2 ** 34, 2 ** 35, 3 * 2 ** 34, 2 ** 36]],
    [0, 60, { maxTicks: 4, secondsPerUnit: 1 }, [0, 20, 40, 60]],
    [0, 7200, { maxTicks: 5, secondsPerUnit: 1 }, [0, 1800, 3600, 5400, 7200]],
    [0, 2e-9, { maxTicks: 3 }, [0, 1e-9, 2e-9]],
    [1e15, 1.5e15, { maxTicks: 3 }, [1e15, 1.25e15, 1.5e15]],
  ])('from %d to %d with %j', (min, max, options, want) => expect(linearTicks(min, max, options)).toEqual(want));

  it.each([
    [0, 100.02, { min: 0, max: 100 }],
    [0, 102, { min: 0, max: 125 }],
    [-100.02, 0, { min: -100, max: 0 }],
    [-0.01, 100, { min: -25, max: 100 }],
  ])('lets data touch its last tick, but not pass zero unseen: %d to %d', (min, max, want) =>
    expect(niceBounds(min, max, { maxTicks: 6 })).toEqual(want),
  );

  it('keeps a series whose stacking group is false out of the stack', () => {
    const group = (value: unknown) => seriesStyle({ stacking: { mode: 'normal', group: value } }).stacking.group;
    expect([group('A'), group(false), group(undefined), group({})]).toEqual(['A', 'false', 'A', 'A']);
  });

  it('widens bounds to ticks', () => expect(niceBounds(3, 77, { maxTicks: 5 })).toEqual({ min: 0, max: 80 }));
  it.each([
    [-27, 14, 3],
    [0, 81, 5],
    [-3, 100, 4],
    [3.3e-9, 7.1e-9, 3],
    [-1e15, 9e15, 6],
  ])('begins and ends on a tick: %d to %d with %d ticks', (min, max, maxTicks) => {
    const bounds = niceBounds(min, max, { maxTicks });
    const ticks = linearTicks(bounds.min, bounds.max, { maxTicks });
    expect([ticks[0], ticks.at(-1)]).toEqual([bounds.min, bounds.max]);
    expect(ticks.length).toBeGreaterThanOrEqual(2);
  });
  it('thins powers', () => expect(logTicks(0, 30, 5)).toEqual([0, 10, 20, 30]));
  it('never makes a flood of ticks', () =>
    expect(linearTicks(0, 1e300, { maxTicks: 1e9 }).length).toBeLessThanOrEqual(50));
});

describe('chartModel', () => {
  it('maps time and value to pixels and back', () => {
    const chart = model(toSeries([frame('a', [0, 50, 100], { unit: 'percent' })], 'dark'));
    expect(chart.axes[0]).toMatchObject({ min: 0, max: 100, texts: expect.arrayContaining(['0 %', '100 %']) });
    expect(yToPx(chart, 0, 100)).toBeCloseTo(chart.plot.top);
    expect(yToPx(chart, 0, 0)).toBeCloseTo(chart.plot.top + chart.plot.height);
    expect(pxToX(chart, xToPx(chart, 1234))).toBeCloseTo(1234);
  });

  it('gives units axes of their own', () => {
    const frames = [
      frame('a', [1, 2], { unit: 'bytes' }),
      frame('b', [0.1, 0.2], { unit: 'percentunit' }),
      frame('c', [1, 2], { unit: 's' }),
    ];
    const chart = model(toSeries(frames, 'dark'));
    expect(chart.axes.map((axis) => axis.side)).toEqual(['left', 'right', 'hidden']);
    expect(chart.axisOf).toEqual([0, 1, 2]);
  });

  it('drops the sign of ticks where only turned series lie below zero', () => {
    const frames = [
      frame('rx', [100, 80], { unit: 'Bps' }),
      frame('tx', [60, 90], { unit: 'Bps', custom: { transform: 'negative-Y' } }),
    ];
    const axis = model(toSeries(frames, 'dark')).axes[0];
    expect(axis?.min).toBeLessThan(0);
    expect(axis?.texts.join()).not.toContain('-');
  });

  it.each([
    ['nothing', []],
    ['only gaps', [GAP, GAP]],
    ['one sample', [5]],
    ['infinities', [Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY]],
    ['tiny', [1e-9, 2e-9]],
    ['huge', [1e15, 1e300]],
    ['largest', [-Number.MAX_VALUE, Number.MAX_VALUE]],
    ['flat zero', [0, 0]],
    ['flat', [42, 42]],
  ])('has finite bounds for %s', (_, values) => {
    const styles: FieldConfig['custom'][] = [{}, { scaleDistribution: { type: 'log', log: 10 } }];
    for (const style of styles) {
      const axis = model(toSeries([frame('a', values, custom(style))], 'dark')).axes[0];
      expect(axis && Number.isFinite(axis.min) && axis.max > axis.min).toBe(true);
      expect(axis?.ticks.length).toBeLessThanOrEqual(50);
    }
  });

  it('heeds limits: hard ones exactly, soft ones at least', () => {
    const hard = model(toSeries([frame('a', [10, 20], { min: 5, max: 17 })], 'dark')).axes[0];
    expect(hard).toMatchObject({ min: 5, max: 17 });
    const floor = model(toSeries([frame('a', [160, 165], { min: 0 })], 'dark')).axes[0];
    expect([floor?.min, floor?.ticks.at(-1)]).toEqual([0, floor?.max]);
    const soft = model(toSeries([frame('a', [1, 2], custom({ axisSoftMax: 100 }))], 'dark')).axes[0];
    expect(soft?.max).toBe(100);
  });

  it('puts logarithms in axis space', () => {
    const chart = model(
      toSeries([frame('a', [1, 1000], custom({ scaleDistribution: { type: 'log', log: 10 } }))], 'dark'),
    );
    expect(chart.axes[0]).toMatchObject({ min: 0, max: 3, logBase: 10 });
    expect([...flatColumn(Float64Array.of(1, 2, 3), Float64Array.of(100, 0, -1), chart.axes[0])]).toEqual([
      1,
      2,
      2,
      GAP,
      3,
      GAP,
    ]);
  });
});

describe('hovering', () => {
  const chart = model(
    toSeries([frame('a', [1, 2, 3]), frame('b', [30, 20, 10]), frame('late', [5], {}, [2000])], 'dark'),
  );

  it.each([
    [-5, 0],
    [400, 0],
    [600, 1],
    [1501, 2],
    [9000, 2],
  ])('nearest sample to %d', (time, want) => expect(nearestIndex(Float64Array.of(0, 1000, 2000), time)).toBe(want));

  it('has rows only for series with a sample there', () => {
    const sparse = model(toSeries([frame('a', [1, GAP, 3]), frame('b', [4, 5, 6])], 'dark'));
    expect(hoverRows(sparse, 1000).map((row) => row.series.name)).toEqual(['b']);
  });

  it('sorts, finds the nearest and limits', () => {
    const rows = hoverRows(chart, 2000);
    expect(sortRows(rows, 'desc').map((row) => row.value)).toEqual([10, 5, 3]);
    expect(nearestRow(rows, yToPx(chart, 0, 9.5))?.series.name).toBe('b');
    const nearest = rows[2];
    expect(limitRows(rows, 2, nearest)).toEqual({ shown: [rows[0], nearest], more: 1 });
  });

  it('snaps to samples', () => expect(snapTime(chart, 1400)).toBe(1000));

  it('tells only those who listen, and only of changes', () => {
    const group = crosshairGroup('test');
    let calls = 0;
    const stop = group.subscribe(() => calls++);
    group.set({ sourceId: 'a', timeMs: 1 });
    group.set({ sourceId: 'a', timeMs: 1 });
    group.leave('b');
    expect([calls, group.get()]).toEqual([1, { sourceId: 'a', timeMs: 1 }]);
    group.leave('a');
    stop();
    expect([calls, group.get()]).toEqual([2, null]);
  });
});

describe('legend', () => {
  const frames = applyFieldConfig([frame('a', [1, 5]), frame('b', [3, 2]), frame('none', [GAP, GAP])], {
    defaults: { unit: 'bytes' },
    overrides: [],
  });
  const items = legendItems(toSeries(frames, 'dark'), ['lastNotNull', 'max'], { timeZone: 'utc', nowMs: 0 });

  it('formats calcs', () =>
    expect(items.map((item) => item.texts)).toEqual([
      ['5 B', '5 B'],
      ['2 B', '3 B'],
      ['–', '–'],
    ]));

  it.each([
    ['Last *', true, 'a b none'],
    ['Last *', false, 'b a none'],
    ['Name', true, 'none b a'],
    ['', false, 'a b none'],
    ['No such', false, 'a b none'],
  ])('sorts by %s, descending %s', (by, descending, want) => {
    const sorted = sortLegend(items, [{ title: 'Last' }, { title: 'Max' }], { by, descending });
    expect(sorted.map((item) => item.series.name).join(' ')).toBe(want);
  });

  it.each([
    ['isolates', [], 'a', false, ['b', 'c']],
    ['shows all again', ['b', 'c'], 'a', false, []],
    ['isolates another', ['b', 'c'], 'b', false, ['a', 'c']],
    ['hides one', [], 'a', true, ['a']],
    ['shows one more', ['a', 'b'], 'a', true, ['b']],
    ['never hides the last', ['b', 'c'], 'a', true, []],
  ])('%s', (_, hidden, id, single, want) => {
    expect([...toggleSeries(new Set(hidden), ['a', 'b', 'c'], id, single)]).toEqual(want);
  });
});
