import { describe, expect, it } from 'vitest';
import { unescapeName } from './escapedName';
import { formatGoFloat, formatTimestamp } from './json/goFloat';
import { parseDuration, parseTime } from './parseTime';

describe('parseTime', () => {
  it.each<[string, number | undefined]>([
    ['0', 0],
    ['1700000000', 1_700_000_000_000],
    ['1700000000.1234', 1_700_000_000_123],
    ['-1.5', -1500],
    ['1.7e9', 1_700_000_000_000],
    ['.5', 500],
    ['2023-11-14T22:13:20Z', 1_700_000_000_000],
    ['2023-11-14T23:13:20.250+01:00', 1_700_000_000_250],
    ['2024-02-29T00:00:00Z', 1_709_164_800_000],
    ['-292273086-05-16T16:47:06Z', Number.MIN_SAFE_INTEGER],
    ['292277025-08-18T07:12:54.999999999Z', Number.MAX_SAFE_INTEGER],
    ['2023-02-29T00:00:00Z', undefined],
    ['2023-13-01T00:00:00Z', undefined],
    ['2023-11-14', undefined],
    ['2023-11-14T22:13:20', undefined],
    ['2023-11-14T24:00:00Z', undefined],
    ['now', undefined],
    ['', undefined],
    ['0x10', undefined],
    ['Infinity', undefined],
    ['1e20', undefined],
  ])('%s', (text, ms) => expect(parseTime(text)).toBe(ms));
});

describe('parseDuration', () => {
  it.each<[string, number | undefined]>([
    ['15', 15_000],
    ['0.25', 250],
    ['1m30s', 90_000],
    ['1d', 86_400_000],
    ['-5', -5000],
    ['5 m', undefined],
    ['1s1m', undefined],
    ['', undefined],
    ['NaN', undefined],
  ])('%s', (text, ms) => expect(parseDuration(text)).toBe(ms));
});

describe('unescapeName', () => {
  it.each([
    ['job', 'job'],
    ['U__a_2e_b', 'a.b'],
    ['U__a__b', 'a_b'],
    ['U___1F600_', '\u{1F600}'],
    ['U__a_2e', 'U__a_2e'],
    ['U___d800_', 'U___d800_'],
    ['U___110000_', 'U___110000_'],
    ['U__', ''],
  ])('%s -> %s', (text, name) => expect(unescapeName(text)).toBe(name));
});

/** Right-hand sides as Go's strconv and Prometheus' jsonutil write them. */
describe('numbers', () => {
  it.each<[number, string]>([
    [0, '0'],
    [-0, '-0'],
    [1, '1'],
    [0.1, '0.1'],
    [1 / 3, '0.3333333333333333'],
    [1e-6, '0.000001'],
    [9.99e-7, '9.99e-07'],
    [1e-10, '1e-10'],
    [5e-324, '5e-324'],
    [123456789012345680000, '123456789012345680000'],
    [1e21, '1e+21'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
    [-1e-7, '-1e-07'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('%d -> %s', (value, text) => expect(formatGoFloat(value)).toBe(text));

  it.each<[number, string]>([
    [0, '0'],
    [1_435_781_430_781, '1435781430.781'],
    [1_435_781_430_500, '1435781430.500'],
    [1_435_781_430_007, '1435781430.007'],
    [1_000, '1'],
    [-1_500, '-1.500'],
    [-5, '-0.005'],
  ])('%d ms -> %s', (ms, text) => expect(formatTimestamp(ms)).toBe(text));
});
