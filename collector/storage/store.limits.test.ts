import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/db/testing/testDatabase';
import { appendRow, COHORT, openTestStore } from './testing/testStore';

const START = Date.UTC(2026, 10, 22, 10, 0, 0);
describe('a store with limits on series', () => {
  const database = useTestDatabase();

  it('refuses new series over a limit, says which, and goes on taking samples of the others', async () => {
    const store = await openTestStore(database(), { nowMs: START }, { maxSeries: 2, maxLabelValueBytes: 10 });
    const series = ['a', 'b'].map((__name__) => ({ __name__, job: 'node' }));
    appendRow(store, START, series, () => 1);
    const appender = store.appender(COHORT);
    const refused = appender.series(['__name__', 'c', 'job', 'node']);
    expect(refused).toBe('seriesLimit');
    expect(appender.explain('seriesLimit')).toBe('the limit of active series is reached (2, BELVEDERE_MAX_SERIES)');
    expect(appender.series(['__name__', 'c', 'job', 'node', 'path', '/a/long/one'])).toBe('labelValueTooLong');
    appender.rollback();
    expect(appendRow(store, START + 1_000, series, () => 2).appended).toBe(2);

    const { limits, refusedSeries, seriesCountByLabelPair, idleSeriesDropped } = store.headStatistics(1);
    expect(limits).toMatchObject({ maxSeries: 2, maxLabelValueBytes: 10 });
    expect(refusedSeries).toEqual([
      { reason: 'seriesLimit', job: 'node', count: 1 },
      { reason: 'labelValueTooLong', job: 'node', count: 1 },
    ]);
    expect(seriesCountByLabelPair).toEqual([{ name: 'job=node', value: 2 }]);
    expect(idleSeriesDropped).toBe(0);
    const metric = store.metrics().find(({ name }) => name === 'belvedere_storage_series_refused_total');
    expect(metric?.samples).toEqual([
      { labels: { reason: 'seriesLimit', job: 'node' }, value: 1 },
      { labels: { reason: 'labelValueTooLong', job: 'node' }, value: 1 },
    ]);
    await store.close();
  });
});
