import { describe, expect, it } from 'vitest';
import type { Frame } from '@/lib/dashboard/frame';
import { opacityRamp, SCHEME_NAMES, schemeRamp } from './colorSchemes';
import { colorPlace, heatmapModel } from './heatmapModel';
import { heatmapOptions } from './options';

function series(name: string, values: number[], labels?: Record<string, string>): Frame {
  const times = Float64Array.from(values, (_, i) => i * 1000);
  return {
    refId: 'A',
    name,
    length: values.length,
    fields: [
      { name: 'Time', type: 'time', values: times, config: {} },
      { name: 'Value', type: 'number', values: Float64Array.from(values), config: {}, ...(labels ? { labels } : {}) },
    ],
  };
}

const bounds = { fromMs: 0, toMs: 4000 };

describe('heatmapModel', () => {
  it('orders buckets by their bounds, whatever the order of the series', () => {
    const frames = [
      series('c', [3, 4], { le: '+Inf' }),
      series('a', [1, 2], { le: '0.5' }),
      series('b', [0, 9], { le: '2' }),
    ];
    const model = heatmapModel(frames, heatmapOptions.parse({}), bounds);
    expect(model.rows.map(({ from, to }) => [from, to])).toEqual([
      [-Infinity, 0.5],
      [0.5, 2],
      [2, Infinity],
    ]);
    expect([...model.counts]).toEqual([1, 2, 0, 9, 3, 4]);
    expect(model.max).toBe(9);
  });

  it('keeps named rows in their order', () => {
    const model = heatmapModel([series('up', [1]), series('down', [2])], heatmapOptions.parse({}), bounds);
    expect(model.rows).toEqual([{ name: 'up' }, { name: 'down' }]);
  });

  it('counts plain values into round buckets', () => {
    const options = heatmapOptions.parse({
      calculate: true,
      calculation: { xBuckets: { mode: 'count', value: '4' }, yBuckets: { mode: 'size', value: '10' } },
    });
    const model = heatmapModel([series('a', [1, 12, 25, 12]), series('b', [2, 3, 25, 29])], options, bounds);
    expect(model.rows.map(({ from }) => from)).toEqual([0, 10, 20]);
    expect([...model.counts]).toEqual([2, 1, 0, 0, 0, 1, 0, 1, 0, 0, 2, 1]);
  });

  it.each([[[]], [[series('a', [Number.NaN])]], [[series('a', [])]]])('bears %#', (frames) => {
    for (const calculate of [true, false]) {
      expect(() => heatmapModel(frames, heatmapOptions.parse({ calculate }), bounds)).not.toThrow();
    }
  });
});

it.each([
  [0, 'linear', 0],
  [50, 'linear', 0.5],
  [25, 'exponential', 0.5],
  [500, 'linear', 1],
])('places %d (%s) at %d', (count, scale, want) => {
  const { color } = heatmapOptions.parse({ color: { scale } });
  expect(colorPlace(count, { min: 1, max: 100 }, color)).toBe(want);
});

it('has every scheme in both themes, and falls back', () => {
  for (const name of [...SCHEME_NAMES, 'interpolateSpectral', 'nonsense', '__proto__']) {
    expect(schemeRamp(name, 8, false, 'dark')).toHaveLength(8);
  }
  expect(schemeRamp('Blues', 8, false, 'dark')).toEqual(schemeRamp('Blues', 8, true, 'light'));
  expect(opacityRamp('blue', 4, 'light')).toHaveLength(4);
});
