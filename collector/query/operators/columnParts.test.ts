import { expect, it } from 'vitest';
import { partsOfKept, resolutionsOf } from './columnParts';

const HOURS = { until: 3, resolutionMs: 3_600_000 } as const;
const RAW = { until: 6, resolutionMs: 0 } as const;

it('each sample has the resolution of its part', () => {
  expect([...resolutionsOf([HOURS, RAW])]).toEqual([3_600_000, 3_600_000, 3_600_000, 0, 0, 0]);
  expect(resolutionsOf([])).toHaveLength(0);
});

it.each<[string, number[], number[]]>([
  ['all', [0, 1, 2, 3, 4, 5], [3, 6]],
  ['the last of a part dropped', [0, 1, 3, 4, 5], [2, 5]],
  ['the first of a part dropped', [0, 1, 2, 4, 5], [3, 5]],
  ['a whole part dropped', [3, 5], [0, 2]],
  ['nothing', [], [0, 0]],
])('the parts of %s keep their borders', (_name, kept, untils) => {
  expect(partsOfKept([HOURS, RAW], Int32Array.from(kept)).map(({ until }) => until)).toEqual(untils);
});
