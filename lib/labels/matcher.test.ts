import { describe, expect, it } from 'vitest';
import { compileRegex, InvalidRegexError } from './matcher';

describe('compileRegex', () => {
  it.each([
    ['api-[0-9]{1,3}', 'api-42', true],
    ['(a{1,900}){1,1}', 'a', true],
    ['a|b', 'c', false],
  ])('%s on %s: %s', (pattern, value, want) => expect(compileRegex(pattern)(value)).toBe(want));

  it('refuses repetitions that would take seconds to compile', () => {
    const startedMs = performance.now();
    expect(() => compileRegex('(a{1,900}){1,1}'.repeat(200))).toThrow(InvalidRegexError);
    expect(() => compileRegex('a{900}'.repeat(20))).toThrow(/add up to 18000, more than 10000/);
    expect(performance.now() - startedMs).toBeLessThan(500);
  });
});
