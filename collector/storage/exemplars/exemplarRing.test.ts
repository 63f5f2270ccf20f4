import { describe, expect, it } from 'vitest';
import { type Labels, labelsFromRecord } from '@/lib/labels/labels';
import type { Exemplar } from '../storage';
import { ExemplarRing } from './exemplarRing';

const A = labelsFromRecord({ __name__: 'a' });
const B = labelsFromRecord({ __name__: 'b' });
const every = () => true;

function at(timestampMs: number, value = timestampMs, trace = `t${value}`): Exemplar {
  return { labels: ['trace_id', trace], value, timestampMs };
}

function timesOf(ring: ExemplarRing, labels: Labels): number[] {
  const [series] = ring.select((other) => other === labels, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  return series?.exemplars.map(({ timestampMs }) => timestampMs) ?? [];
}

describe('ExemplarRing', () => {
  it.each([
    ['a later one', at(20), false, 'ok'],
    ['the same one again', at(10), false, 'duplicate'],
    ['another one at the same time', at(10, 5), false, 'outOfOrder'],
    ['an earlier one', at(9), false, 'outOfOrder'],
    ['the same one without a time of its own', { ...at(10), timestampMs: 99 }, true, 'duplicate'],
    ['the same one at another time of its own', { ...at(10), timestampMs: 99 }, false, 'ok'],
    ['another one without a time of its own', at(99), true, 'ok'],
  ] as const)('answers %s', (_name, exemplar, impliedTime, outcome) => {
    const ring = new ExemplarRing(10);
    ring.add(1, A, at(10), false);
    expect(ring.check(1, () => A, exemplar, impliedTime)).toBe(outcome);
    expect(ring.add(1, A, exemplar, impliedTime)).toBe(outcome);
    expect(timesOf(ring, A)).toEqual(outcome === 'ok' ? [10, exemplar.timestampMs] : [10]);
  });

  it('gives up the oldest, whatever its series, and says from when on it is complete', () => {
    const ring = new ExemplarRing(3);
    ring.add(1, A, at(10), false);
    for (const ms of [5, 20, 30]) ring.add(2, B, at(ms), false);
    expect([timesOf(ring, A), timesOf(ring, B)]).toEqual([[], [5, 20, 30]]);
    expect([ring.count, ring.seriesCount, ring.completeAfterMs]).toEqual([3, 1, 10]);
    // A is forgotten as a whole: what would have been out of order begins it anew.
    expect(ring.add(1, A, at(1), false)).toBe('ok');
    expect([timesOf(ring, A), timesOf(ring, B)]).toEqual([[1], [20, 30]]);
  });

  it('holds a series once that came back under another ref', () => {
    const ring = new ExemplarRing(10);
    ring.add(1, A, at(10), false);
    expect(ring.add(7, [...A], at(10), false)).toBe('duplicate');
    ring.add(7, [...A], at(20), false);
    expect(ring.seriesCount).toBe(1);
    expect(ring.check(1, () => A, at(15), false)).toBe('outOfOrder');
  });

  it('knows by its labels a series that was read from pages', () => {
    const ring = new ExemplarRing(10);
    ring.add(undefined, A, at(10), false);
    expect(ring.check(3, () => [...A], at(10), false)).toBe('duplicate');
    expect(ring.check(4, () => B, at(10), false)).toBe('ok');
  });

  it('keeps its order over many rounds', () => {
    const ring = new ExemplarRing(1000);
    for (let i = 0; i < 10_000; i++) ring.add(i % 7, labelsFromRecord({ __name__: `m${i % 7}` }), at(i), false);
    const kept = ring.select(every, 0, 1e9).flatMap(({ exemplars }) => exemplars.map(({ timestampMs }) => timestampMs));
    expect(kept.sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => 9000 + i));
  });

  it('keeps none of size 0, and fewer when it gets smaller', () => {
    expect(new ExemplarRing(0).add(1, A, at(1), false)).toBe('disabled');
    const ring = new ExemplarRing(10);
    for (const ms of [1, 2, 3]) ring.add(1, A, at(ms), false);
    ring.resize(1);
    expect(timesOf(ring, A)).toEqual([3]);
    ring.resize(0);
    expect([ring.count, ring.seriesCount]).toEqual([0, 0]);
  });
});
