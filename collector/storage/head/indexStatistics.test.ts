import { expect, it } from 'vitest';
import { labelsFromRecord } from '@/lib/labels/labels';
import { indexStatistics } from './indexStatistics';
import { SeriesIndex } from './seriesIndex';

it('names what makes the index large', () => {
  const index = new SeriesIndex();
  for (const [metric, pod] of [
    ['up', 'a'],
    ['up', 'b'],
    ['requests', 'c'],
  ]) {
    index.add(labelsFromRecord({ __name__: metric as string, pod: pod as string, job: 'x' }));
  }
  expect(indexStatistics(index, 2)).toEqual({
    seriesCount: 3,
    labelPairCount: 6,
    seriesCountByMetricName: [
      { name: 'up', value: 2 },
      { name: 'requests', value: 1 },
    ],
    labelValueCountByLabelName: [
      { name: 'pod', value: 3 },
      { name: '__name__', value: 2 },
    ],
    memoryInBytesByLabelName: [
      { name: '__name__', value: 12 },
      { name: 'job', value: 3 },
    ],
    seriesCountByLabelPair: [
      { name: 'job=x', value: 3 },
      { name: '__name__=up', value: 2 },
    ],
  });
  index.hide(index.slotOf(1));
  expect(indexStatistics(index, 1).seriesCountByLabelPair).toEqual([{ name: 'job=x', value: 2 }]);
  expect(indexStatistics(new SeriesIndex(), 10).seriesCount).toBe(0);
});

it('finds the largest among many', () => {
  const index = new SeriesIndex();
  for (let i = 0; i < 2_000; i++) {
    const metric = `m${Math.floor(Math.sqrt(i))}`;
    index.add(labelsFromRecord({ __name__: metric, i: String(i) }));
  }
  const { seriesCountByMetricName } = indexStatistics(index, 3);
  expect(seriesCountByMetricName).toEqual([
    { name: 'm43', value: 87 },
    { name: 'm42', value: 85 },
    { name: 'm41', value: 83 },
  ]);
});
