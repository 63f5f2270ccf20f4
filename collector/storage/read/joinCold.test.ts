import { expect, it } from 'vitest';
import type { Labels } from '@/lib/labels/labels';
import { joinCold } from './joinCold';
import type { WantedSeries } from './select';

const A: Labels = ['__name__', 'a'];
const B: Labels = ['__name__', 'b'];

const hot = (slot: number, ref: number, labels: Labels): WantedSeries => ({
  labels: () => labels,
  metric: labels[1] ?? '',
  refs: [ref],
  slot,
});
const cold = (ref: number, labels: Labels) => ({ ref, labels, firstMs: 0, lastMs: 1 });

it.each<[name: string, hot: WantedSeries[], cold: ReturnType<typeof cold>[], want: [string, number, number[]][]]>([
  ['memory only', [hot(0, 1, A)], [], [['a', 0, [1]]]],
  ['disk only', [], [cold(1, A)], [['a', -1, [1]]]],
  ['a series that came back', [hot(0, 9, A)], [cold(3, A)], [['a', 0, [3, 9]]]],
  ['a series that came back twice', [hot(0, 9, A)], [cold(12, A), cold(3, A)], [['a', 0, [3, 9, 12]]]],
  ['a series on its way', [hot(0, 9, A)], [cold(9, A)], [['a', 0, [9]]]],
  [
    'different series',
    [hot(4, 9, B)],
    [cold(3, A)],
    [
      ['a', -1, [3]],
      ['b', 4, [9]],
    ],
  ],
])('joins %s', (_name, inMemory, onDisk, want) => {
  const joined = joinCold(inMemory, onDisk);
  expect(joined.map(({ labels, slot, refs }) => [labels()[1], slot, refs])).toEqual(want);
  expect(joined.every(({ labels, metric }) => labels()[1] === metric)).toBe(true);
});
