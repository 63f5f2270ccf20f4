import { describe, expect, it } from 'vitest';
import { dashboardRegex, dashboardReplace, lookaroundAnswers } from './dashboardRegex';

describe('dashboardRegex', () => {
  it.each([
    ['bare patterns are anchored', 'node', 'node-1', false],
    ['bare patterns match the whole', 'node.*', 'node-1', true],
    ['alternatives of a bare pattern are anchored one by one', 'a|b|c', 'xbx', true],
    ['slashes search', '/ode/', 'node-1', true],
    ['flags count', '/NODE/i', 'node-1', true],
    ['without the flag', '/NODE/', 'node-1', false],
  ])('%s', (_name, source, text, want) => expect(dashboardRegex(source)?.(text)).toBe(want));

  it('is undefined for what is not valid', () => {
    expect(dashboardRegex('/(/')).toBeUndefined();
    expect(dashboardRegex('x'.repeat(20_000))).toBeUndefined();
  });

  it.each([
    ['first group', 'Value #(.*)', '$1', 'Value #A', 'A'],
    ['not matched', 'Value #(.*)', '$1', 'Other', 'Other'],
    ['a part', '/ode-(\\d)/', '[$1]', 'node-1:9100', 'n[1]:9100'],
    ['all with g', '/o/g', '0', 'foo', 'f00'],
    ['only the first without', '/o/', '0', 'foo', 'f0o'],
    ['named', '/(?<x>n.)/', '$<x>!', 'node', 'no!de'],
  ])('replaces: %s', (_name, source, replacement, text, want) =>
    expect(dashboardReplace(source, replacement)?.(text)).toBe(want),
  );

  it('answers look-around later, and tells so', async () => {
    const test = dashboardRegex('^(?!Time).*$');
    expect(test?.('Value')).toBe(false);
    const told = new Promise<void>((resolve) => lookaroundAnswers.subscribe(resolve));
    lookaroundAnswers.use(async ({ pattern }, texts) =>
      texts.map((text) => {
        const match = new RegExp(pattern).exec(text);
        return match === null ? [] : [{ index: match.index, groups: [...match], named: {} }];
      }),
    );
    await told;
    expect(test?.('Value')).toBe(true);
  });

  it('gives up an expression that failed once', async () => {
    lookaroundAnswers.use(() => Promise.reject(new Error('too slow')));
    const test = dashboardRegex('/(?=slow)/');
    const told = new Promise<void>((resolve) => lookaroundAnswers.subscribe(resolve));
    expect(test?.('slow')).toBe(false);
    await told;
    expect(test?.('slow')).toBe(false);
  });
});
