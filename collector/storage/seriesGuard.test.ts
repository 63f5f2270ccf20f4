import { describe, expect, it } from 'vitest';
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';
import { SeriesIndex } from './head/seriesIndex';
import { DEFAULT_LIMITS } from './limits';
import { SeriesGuard, type SeriesLimits } from './seriesGuard';

function newGuard(limits: Partial<SeriesLimits>) {
  const clock = { nowMs: Date.UTC(2026, 10, 22, 10, 59, 0) };
  const index = new SeriesIndex();
  const guard = new SeriesGuard({ ...DEFAULT_LIMITS, ...limits }, index, () => clock.nowMs);
  const create = (labels: Labels) => {
    const refusal = guard.admit(labels);
    if (refusal === undefined) index.add(labels);
    return refusal;
  };
  const series = (job: string, i: number) => create(labelsFromRecord({ __name__: 'm', job, i: String(i) }));
  return { guard, index, clock, create, series };
}

describe('SeriesGuard', () => {
  it.each<[string, Labels, string | undefined]>([
    ['as it should be', ['__name__', 'up', 'a', 'b'], undefined],
    ['without a name', ['a', 'b'], 'invalidLabels'],
    ['not in order', ['b', 'b', '__name__', 'up'], 'invalidLabels'],
    ['with an empty value', ['__name__', 'up', 'a', ''], 'invalidLabels'],
    ['with a name of 9 bytes', ['__name__', 'up', 'ninebytes', 'x'], 'labelNameTooLong'],
    ['with a value of 9 bytes in 5 letters', ['__name__', 'up', 'a', 'ééééx'], 'labelValueTooLong'],
    ['with four labels', ['__name__', 'up', 'a', 'b', 'c', 'd', 'e', 'f'], 'tooManyLabels'],
  ])('answers for a label set %s', (_, labels, want) => {
    const { create } = newGuard({ maxLabels: 3, maxLabelNameBytes: 8, maxLabelValueBytes: 8 });
    expect(create(labels)).toBe(want);
  });

  it('bounds active series in all, and lets new ones in when others have left', () => {
    const { series, index } = newGuard({ maxSeries: 2 });
    expect([series('a', 1), series('b', 2), series('c', 3)]).toEqual([undefined, undefined, 'seriesLimit']);
    index.hide(index.slotOf(1));
    expect([series('c', 3), series('c', 4)]).toEqual([undefined, 'seriesLimit']);
  });

  it('bounds the active series of one job, not of others', () => {
    const { series, guard } = newGuard({ maxSeriesPerJob: 1 });
    expect([series('a', 1), series('a', 2), series('a', 3)]).toEqual([undefined, 'jobSeriesLimit', 'jobSeriesLimit']);
    expect([series('b', 1), series('', 1), series('', 2)]).toEqual([undefined, undefined, undefined]);
    expect(guard.refused()).toEqual([{ reason: 'jobSeriesLimit', job: 'a', count: 2 }]);
    expect(guard.explain('jobSeriesLimit')).toContain('(1, BELVEDERE_MAX_SERIES_PER_JOB)');
  });

  it('bounds the new series of a job in an hour, those that left again included', () => {
    const { series, index, clock } = newGuard({ maxNewSeriesPerHour: 2 });
    expect([series('a', 1), series('a', 2)]).toEqual([undefined, undefined]);
    for (const ref of [1, 2]) index.hide(index.slotOf(ref));
    expect([series('a', 3), series('b', 1)]).toEqual(['newSeriesLimit', undefined]);
    clock.nowMs += 60_000;
    expect(series('a', 3)).toBeUndefined();
  });

  it('knows no limit at 0, and keeps no more than some jobs apart', () => {
    const { series, guard } = newGuard({ maxSeries: 0, maxSeriesPerJob: 0, maxNewSeriesPerHour: 0 });
    for (let job = 0; job < 1_500; job++) expect(series(`job-${job}`, job)).toBeUndefined();
    const { series: refuse, guard: full } = newGuard({ maxSeries: 1 });
    for (let job = 0; job < 300; job++) refuse(`job-${job}`, job);
    expect(guard.refused()).toEqual([]);
    expect(full.refused()).toHaveLength(101);
    expect(full.refused().at(-1)).toEqual({ reason: 'seriesLimit', job: '(other jobs)', count: 199 });
  });
});
