import { describe, expect, it } from 'vitest';
import { formatDecimal, formatDuration, formatNumber, parseDurationSeconds, parseNumberLiteral } from './numbers';
import { isValidUtf8, quote, unquote } from './strings';

describe('numbers', () => {
  it.each<[string, number | undefined]>([
    ['0', 0],
    ['1_000', 1000],
    ['2.', 2],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1.5E-3', 0.0015],
    ['0x1f', 31],
    ['0X1F', 31],
    ['010', 8],
    ['08', 8],
    ['Inf', Number.POSITIVE_INFINITY],
    ['nan', Number.NaN],
    ['5m', 300],
    ['1h30m', 5400],
    ['1y2w3d', 365 * 86_400 + 14 * 86_400 + 3 * 86_400],
    ['500ms', 0.5],
    ['1m1h', undefined],
    ['1.5h', undefined],
    ['300y', Number.POSITIVE_INFINITY],
  ])('%s', (text, want) => {
    expect(parseNumberLiteral(text)).toBe(want);
  });

  it.each<[number, string, string]>([
    [0, '0', '0'],
    [-0, '-0', '-0'],
    [1.5, '1.5', '1.5'],
    [1e20, '100000000000000000000', '100000000000000000000'],
    [1e21, '1e+21', '1000000000000000000000'],
    [1.5e300, '1.5e+300', `15${'0'.repeat(299)}`],
    [0.0001, '0.0001', '0.0001'],
    [0.00001, '1e-05', '0.00001'],
    [-1.25e-9, '-1.25e-09', '-0.00000000125'],
    [Number.NaN, 'NaN', 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Inf', '-Inf'],
    [Number.POSITIVE_INFINITY, '+Inf', '+Inf'],
  ])('%d is printed as %s, and %s without exponent', (value, short, plain) => {
    expect(formatNumber(value)).toBe(short);
    expect(formatDecimal(value)).toBe(plain);
  });

  it.each<[number, string]>([
    [0, '0s'],
    [1, '1ms'],
    [5_400_000, '1h30m'],
    [86_400_000 * 7, '1w'],
    [86_400_000 * 8, '8d'],
    [86_400_000 * 365, '1y'],
    [90_061_001, '1d1h1m1s1ms'],
    [-60_000, '-1m'],
  ])('%d ms is %s, and reads back', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
    expect(parseDurationSeconds(text.replace('-', ''))).toBe(Math.abs(ms) / 1000);
  });
});

describe('strings', () => {
  it.each<[string, string]>([
    ['"plain"', 'plain'],
    ["'it\\'s'", "it's"],
    ['`raw\\n"`', 'raw\\n"'],
    ['"tab\\t line\\n \\\\ \\""', 'tab\t line\n \\ "'],
    ['"\\x41\\101\\u00e4\\U0001F600"', 'AAä😀'],
    ['"\\xc3\\xa4"', 'ä'],
    ['"日本"', '日本'],
  ])('%s', (literal, want) => {
    expect(unquote(literal)).toEqual({ ok: true, value: want });
    expect(unquote(quote(want))).toEqual({ ok: true, value: want });
  });

  it.each(['"open', '"', '"line\nbreak"', '"\\q"', '"\\x4"', '"\\400"', '"\\ud800"', '"\\U00110000"', '"\\\'"'])(
    'refuses %j',
    (literal) => {
      expect(unquote(literal).ok).toBe(false);
    },
  );

  it('holds bytes that are not UTF-8 and prints them again', () => {
    const result = unquote('"a\\xc5z"');
    expect(result.ok && isValidUtf8(result.value)).toBe(false);
    expect(result.ok && quote(result.value)).toBe('"a\\xc5z"');
  });
});
