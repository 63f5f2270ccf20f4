import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration';

const DAY = 24 * 3600 * 1000;

describe('parseDuration', () => {
  const accepted: [string, number][] = [
    ['0', 0],
    ['0s', 0],
    ['0w', 0],
    ['324ms', 324],
    ['3s', 3000],
    ['5m', 300_000],
    ['1h', 3_600_000],
    ['4d', 4 * DAY],
    ['4d1h', 4 * DAY + 3_600_000],
    ['14d', 14 * DAY],
    ['3w', 21 * DAY],
    ['3w2d1h', 23 * DAY + 3_600_000],
    ['10y', 3650 * DAY],
    ['1m30s', 90_000],
    ['1y2w3d4h5m6s7ms', 365 * DAY + 17 * DAY + 14_400_000 + 300_000 + 6000 + 7],
  ];
  it.each(accepted)('%s', (text, want) => expect(parseDuration(text)).toBe(want));

  const refused = ['', '1', '1.5d', '1d1d', '-1w', '-60s', '1s1m', '1m 30s', ' 1m', '294y', '200y10400w', '1S', '1μs'];
  it.each(refused)('refuses %j', (text) => expect(parseDuration(text)).toBeUndefined());
});

describe('formatDuration', () => {
  const cases: [number, string][] = [
    [0, '0s'],
    [1, '1ms'],
    [15_000, '15s'],
    [60_000, '1m'],
    [90_000, '1m30s'],
    [15 * DAY, '15d'],
    [14 * DAY, '2w'],
    [365 * DAY, '1y'],
    [366 * DAY, '366d'],
    [DAY + 3_600_000, '1d1h'],
  ];
  it.each(cases)('%d ms', (ms, want) => {
    expect(formatDuration(ms)).toBe(want);
    expect(parseDuration(want)).toBe(ms);
  });
});
