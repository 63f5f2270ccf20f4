import { describe, expect, it } from 'vitest';
import type { Frame } from '@/lib/dashboard/frame';
import { histogramFrames } from '../histogram/histogramFrames';
import { histogramOptions } from '../histogram/options';
import { barModel } from './barModel';

const context = { theme: 'dark' as const, timeZone: 'utc', nowMs: 0 };

function table(names: string[], ...columns: number[][]): Frame {
  return {
    refId: 'A',
    name: '',
    length: names.length,
    fields: [
      { name: 'pod', type: 'string', values: names, config: {} },
      ...columns.map((values, i) => ({
        name: `v${i}`,
        type: 'number' as const,
        values: Float64Array.from(values),
        config: {},
      })),
    ],
  };
}

describe('barModel', () => {
  it.each([
    [
      'none' as const,
      [
        [0, 3],
        [0, 1],
      ],
      3,
    ],
    [
      'normal' as const,
      [
        [0, 3],
        [3, 4],
      ],
      4,
    ],
    [
      'percent' as const,
      [
        [0, 0.75],
        [0.75, 1],
      ],
      1,
    ],
  ])('stacks: %s', (stacking, want, max) => {
    const model = barModel([table(['a'], [3], [1])], undefined, stacking, context);
    expect(model.groups[0]?.bars.map(({ from, to }) => [from, to])).toEqual(want);
    expect(model.max).toBe(max);
  });

  it('puts series of one sample each side by side', () => {
    const one = (name: string, value: number): Frame => ({
      refId: 'A',
      name,
      length: 1,
      fields: [
        { name: 'Time', type: 'time', values: Float64Array.of(0), config: {} },
        { name: 'Value', type: 'number', values: Float64Array.of(value), config: {} },
      ],
    });
    const { groups } = barModel([one('a', 1), one('b', 2)], undefined, 'none', context);
    expect(groups.map(({ name, bars }) => [name, bars[0]?.value])).toEqual([
      ['a', 1],
      ['b', 2],
    ]);
  });

  it('leaves out what is no number, and bears nothing', () => {
    expect(barModel([table(['a'], [Number.NaN])], undefined, 'none', context).groups[0]?.bars).toEqual([]);
    expect(barModel([], undefined, 'none', context).groups).toEqual([]);
  });
});

describe('histogramFrames', () => {
  it.each([
    ['of a size', { bucketSize: 10 }, ['0', '10', '20'], [2, 0, 1]],
    ['of a count', { bucketCount: 2 }, ['0', '20'], [2, 1]],
  ])('counts into buckets %s', (_name, options, texts, counts) => {
    const [frame] = histogramFrames([table(['', '', ''], [1, 9, 25])], histogramOptions.parse(options));
    expect(frame?.fields[0]?.values).toEqual(texts);
    expect([...(frame?.fields[1]?.values ?? [])]).toEqual(counts);
  });

  it('combines series', () => {
    const frames = [table(['', ''], [1, 2], [3, 4])];
    expect(histogramFrames(frames, histogramOptions.parse({ combine: true }))[0]?.fields).toHaveLength(2);
    expect(histogramFrames([], histogramOptions.parse({}))).toEqual([]);
  });
});
