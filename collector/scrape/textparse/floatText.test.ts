import { describe, expect, it } from 'vitest';
import { isNaNText, parseFloatText } from './floatText';
import { bytesOf } from './parserTestKit';

function parse(text: string): number | 'invalid' {
  const bytes = bytesOf(`<${text}>`);
  const value = parseFloatText(bytes, 1, bytes.length - 1);
  return Number.isNaN(value) && !isNaNText(bytes, 1, bytes.length - 1) ? 'invalid' : value;
}

describe('parseFloatText', () => {
  it.each([
    ['NaN', Number.NaN],
    ['nan', Number.NaN],
    ['+Inf', Number.POSITIVE_INFINITY],
    ['-inf', Number.NEGATIVE_INFINITY],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['-0', -0],
    ['+1', 1],
    ['1.', 1],
    ['.5', 0.5],
    ['1e3', 1000],
    ['1E-3', 0.001],
    ['1.445169e+06', 1445169],
    ['73.18900000000001', 73.18900000000001],
    ['18446744073709552000', 18446744073709552000],
    ['1e-400', 0],
    ['4.9e-324', 4.9e-324],
    ['123456789012345e22', 123456789012345e22],
    ['0.000000000000001', 1e-15],
  ])('reads %s', (text, want) => expect(parse(text)).toBe(want));

  it.each([
    '',
    '+',
    '-',
    '.',
    'e5',
    '1e',
    '1e+',
    '1_000',
    '0x1p-2',
    '0x10',
    '1e400',
    '-1e400',
    '+NaN',
    'infin',
    '1 ',
    ' 1',
    '1,5',
    '--1',
    '1.2.3',
    '1e5.5',
    'Nan1',
    '١',
  ])('refuses %j', (text) => expect(parse(text)).toBe('invalid'));

  it('agrees to the last bit with Number() on many decimals', () => {
    let seed = 42;
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed / 2 ** 32;
    };
    for (let i = 0; i < 20_000; i++) {
      const number = (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
      const digits = 1 + Math.floor(random() * 17);
      for (const text of [String(number), number.toPrecision(digits), number.toExponential(digits - 1)]) {
        expect(parse(text), text).toBe(Number(text));
      }
    }
  });
});
