import { describe, expect, it } from 'vitest';
import { readWrittenLabels } from '@/collector/push/writeLabels';
import { WriteRequestDecoder } from '@/collector/push/writeRequest';
import { makeMachine, SERIES_PER_MACHINE } from './machineSeries';
import { EncodedLabels, encodeRound } from './writeBodies';

const INTERVAL_MS = 15_000;
const ROUND_MS = Date.UTC(2026, 0, 1);

describe('the load of remote write', () => {
  it('holds each series once, with its labels, its value and the time of its machine', () => {
    const machines = [makeMachine(0, INTERVAL_MS), makeMachine(1, INTERVAL_MS)];
    const twins = [makeMachine(0, INTERVAL_MS), makeMachine(1, INTERVAL_MS)];
    const request = new WriteRequestDecoder().decode(encodeRound(machines, new EncodedLabels(), ROUND_MS), 1);
    expect(request.seriesCount).toBe(2 * SERIES_PER_MACHINE);
    let i = 0;
    for (const { series, offsetMs } of twins) {
      for (const { labels, next } of series) {
        const read = readWrittenLabels(request.bytes, request.labelStarts[i] ?? 0, request.labelEnds[i] ?? 0);
        expect(read).toEqual({ ok: true, labels: labels.flat() });
        expect([request.timestamps[i], request.values[i]]).toEqual([ROUND_MS - offsetMs, next()]);
        i++;
      }
    }
  });

  it('has no series twice', () => {
    const machines = [0, 1, 2].map((number) => makeMachine(number, INTERVAL_MS));
    const names = machines.flatMap(({ series }) => series.map(({ labels }) => labels.flat().join('\u0000')));
    expect(new Set(names).size).toBe(3 * SERIES_PER_MACHINE);
  });

  it('counts up where the name says so, and buckets contain each other', () => {
    const { series } = makeMachine(3, INTERVAL_MS);
    const rounds = [0, 1, 2].map(() => series.map(({ next }) => next()));
    for (const [i, { labels }] of series.entries()) {
      const name = labels.find(([label]) => label === '__name__')?.[1] ?? '';
      if (!/_(total|bucket|count|sum)$/.test(name)) continue;
      const values = rounds.map((round) => round[i] ?? Number.NaN);
      expect(values, name).toEqual([...values].sort((a, b) => a - b));
      if (!name.endsWith('_bucket') || labels.some(([, value]) => value === '0.005')) continue;
      expect(values[2]).toBeGreaterThanOrEqual(rounds[2]?.[i - 1] ?? Number.NaN);
    }
  });
});
