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
  });
  expect(indexStatistics(new SeriesIndex(), 10).seriesCount).toBe(0);
});
