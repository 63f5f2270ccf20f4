import { describe, expect, it } from 'vitest';
import { ageText } from './age';
import { timeTicks } from './axisTicks';
import { formatDuration, parseDuration } from './duration';
import { formatFlag, formatInstant } from './formatTime';
import { calculateInterval, rateInterval } from './interval';
import { describeRange, parseTime, parseTimeRange } from './timeRange';
import { fromWallClock, zonedParts, zoneOffset } from './zone';

const BERLIN = 'Europe/Berlin';
/** Sunday 2026-11-22, 16:30:15 UTC. */
const NOW = Date.UTC(2026, 10, 22, 16, 30, 15);
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());

const timeCases: [text: string, roundUp: boolean, timeZone: string, want: string | undefined][] = [
  ['now', false, 'utc', '2026-11-22T16:30:15.000Z'],
  ['now-6h', false, 'utc', '2026-11-22T10:30:15.000Z'],
  ['now+1h', false, 'utc', '2026-11-22T17:30:15.000Z'],
  ['now-h', false, 'utc', '2026-11-22T15:30:15.000Z'],
  ['now/d', false, 'utc', '2026-11-22T00:00:00.000Z'],
  ['now/d', true, 'utc', '2026-11-22T23:59:59.999Z'],
  ['now-1d/d', false, 'utc', '2026-11-21T00:00:00.000Z'],
  ['now-1d/d', true, BERLIN, '2026-11-21T22:59:59.999Z'],
  ['now/w', false, 'utc', '2026-11-16T00:00:00.000Z'],
  ['now/M', true, 'utc', '2026-11-30T23:59:59.999Z'],
  ['now-1M', false, 'utc', '2026-10-22T16:30:15.000Z'],
  ['now/Q', false, 'utc', '2026-10-01T00:00:00.000Z'],
  ['now-1y/y', false, 'utc', '2025-01-01T00:00:00.000Z'],
  ['now/fy', false, 'utc', '2026-04-01T00:00:00.000Z'],
  ['now/fQ', false, 'utc', '2026-10-01T00:00:00.000Z'],
  ['1763773770000', false, 'utc', '2025-11-22T01:09:30.000Z'],
  ['2026-03-29 03:00', false, BERLIN, '2026-03-29T01:00:00.000Z'],
  ['2026-03-29', true, BERLIN, '2026-03-29T21:59:59.999Z'],
  ['2026-01-01T00:00:00Z', false, BERLIN, '2026-01-01T00:00:00.000Z'],
  ['2026-01-01||+2d', false, 'utc', '2026-01-03T00:00:00.000Z'],
  ['now-', false, 'utc', undefined],
  ['now-6x', false, 'utc', undefined],
  ['now-999999999y', false, 'utc', undefined],
  ['yesterday', false, 'utc', undefined],
  ['2026-13-01', false, 'utc', undefined],
  ['', false, 'utc', undefined],
];

describe('parseTime', () => {
  it.each(timeCases)('%s (round up: %s) in %s', (text, roundUp, timeZone, want) => {
    expect(iso(parseTime(text, roundUp, { nowMs: NOW, timeZone, fiscalYearStartMonth: 4 }))).toBe(want);
  });

  it('takes a day off on the wall clock, not 24 hours', () => {
    const afterChange = Date.UTC(2026, 2, 29, 10);
    expect(iso(parseTime('now-1d', false, { nowMs: afterChange, timeZone: BERLIN }))).toBe('2026-03-28T11:00:00.000Z');
  });

  it('refuses ranges that are empty or turned round', () => {
    const options = { nowMs: NOW, timeZone: 'utc' };
    expect(parseTimeRange({ from: 'now', to: 'now-1h' }, options)).toBeUndefined();
    expect(parseTimeRange({ from: 'now-1h', to: 'now' }, options)).toEqual({ fromMs: NOW - 3_600_000, toMs: NOW });
  });

  it.each([
    [{ from: 'now-6h', to: 'now' }, 'Last 6 hours'],
    [{ from: 'now-1d/d', to: 'now-1d/d' }, 'Yesterday'],
    [{ from: 'now-6h', to: 'now-1h' }, 'now-6h to now-1h'],
    [{ from: '1763773770000', to: 'now' }, undefined],
  ])('describes %j', (range, want) => expect(describeRange(range)).toBe(want));
});

describe('durations and steps', () => {
  it.each([
    ['90s', 90_000],
    ['1m30s', 90_000],
    ['>1m', 60_000],
    ['60', 60_000],
    ['100ms', 100],
    ['1.5h', 5_400_000],
    ['', undefined],
    ['$x', undefined],
    ['1m30', undefined],
  ])('parses %s', (text, want) => expect(parseDuration(text)).toBe(want));

  it.each([
    [90_000, '90s'],
    [3_600_000, '1h'],
    [1500, '1500ms'],
    [86_400_000, '1d'],
  ])('prints %d', (ms, want) => expect(formatDuration(ms)).toBe(want));

  it.each([
    [3_600_000, 1000, 0, 5000],
    [21_600_000, 720, 0, 30_000],
    [21_600_000, 720, 60_000, 60_000],
    [86_400_000 * 7, 1000, 0, 600_000],
    [300_000, 1000, 15_000, 15_000],
  ])('interval of %d ms over %d points, at least %d', (range, points, min, want) => {
    expect(calculateInterval(range, points, min)).toBe(want);
  });

  it('gives the rate interval', () => {
    expect(rateInterval(15_000, 15_000)).toBe(60_000);
    expect(rateInterval(120_000, 15_000)).toBe(135_000);
  });
});

describe('zones', () => {
  it('knows the wall clock', () => {
    expect(zonedParts(NOW, BERLIN)).toMatchObject({ hour: 17, minute: 30, day: 22, weekday: 0 });
    expect(zoneOffset(NOW, 'Asia/Kathmandu')).toBe(20_700_000);
    expect(zoneOffset(NOW, 'No/Such')).toBe(0);
  });

  it('moves a skipped wall clock ahead and takes the earlier of two', () => {
    expect(iso(fromWallClock(BERLIN, [2026, 3, 29, 2, 30]))).toBe('2026-03-29T01:30:00.000Z');
    expect(iso(fromWallClock(BERLIN, [2026, 10, 25, 2, 30]))).toBe('2026-10-25T00:30:00.000Z');
  });
});

describe('timeTicks', () => {
  const labels = (fromMs: number, toMs: number, zone = 'utc', width = 480) =>
    timeTicks({ fromMs, toMs }, zone, width, 72).map((tick) => (tick.strong ? `*${tick.text}` : tick.text));

  it('names the day at midnight', () => {
    const from = Date.UTC(2026, 10, 21, 20, 12);
    expect(labels(from, from + 21_600_000)).toEqual(['21:00', '22:00', '23:00', '*Nov 22', '01:00', '02:00']);
  });

  it('changes grain with the range', () => {
    const from = Date.UTC(2026, 10, 1);
    expect(labels(from, from + 60_000)).toEqual([
      '*Nov 1',
      '00:00:10',
      '00:00:20',
      '00:00:30',
      '00:00:40',
      '00:00:50',
      '00:01:00',
    ]);
    expect(labels(from, from + 86_400_000 * 30)).toContain('Nov 16');
    expect(labels(Date.UTC(2025, 9, 5), Date.UTC(2026, 4, 5))).toEqual(['Nov', '*2026', 'Mar', 'May']);
  });

  it('stays on the wall clock over a change of time', () => {
    const from = Date.UTC(2026, 2, 28, 23);
    expect(labels(from, from + 86_400_000, BERLIN)).toEqual(['*Mar 29', '06:00', '12:00', '18:00', '*Mar 30']);
  });

  it('gives nothing for no width and never thousands', () => {
    expect(timeTicks({ fromMs: 0, toMs: 1 }, 'utc', 0, 72)).toEqual([]);
    expect(timeTicks({ fromMs: 0, toMs: 8.64e15 }, 'utc', 100_000, 1).length).toBeLessThanOrEqual(200);
  });
});

describe('texts', () => {
  it.each([
    [NOW, 'just now'],
    [NOW - 4000, '4 s ago'],
    [NOW - 3_720_000, '1 h 2 min ago'],
    [NOW + 5000, 'in 5 s'],
    [NOW - 86_400_000 * 12, '12 d ago'],
    [Number.NaN, 'never'],
  ])('age of %d', (time, want) => expect(ageText(time, NOW)).toBe(want));

  it('prints instants', () => {
    expect(formatInstant(NOW, 'utc', { nowMs: NOW })).toBe('Nov 22, 16:30:15');
    expect(formatInstant(NOW, 'utc')).toBe('Nov 22 2026, 16:30:15');
    expect(formatFlag(NOW, BERLIN, 3_600_000)).toBe('17:30:15');
  });
});
