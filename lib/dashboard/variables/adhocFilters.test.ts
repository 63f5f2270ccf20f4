import { describe, expect, it } from 'vitest';
import { newDashboard } from '../edit/newDashboard';
import { newVariable } from '../edit/variables';
import { addMatchers } from './addMatchers';
import { readFilter, savedFilters, withSavedFilters, writeFilter } from './adhocFilters';

describe('filters in the address', () => {
  it.each([
    [{ key: 'job', operator: '=' as const, value: 'api' }, 'job|=|api'],
    [{ key: 'path', operator: '=~' as const, value: 'a|b' }, 'path|=~|a__gfp__b'],
    [{ key: 'job', operator: '!=' as const, value: '' }, 'job|!=|'],
  ])('%j', (filter, text) => {
    expect(writeFilter(filter)).toBe(text);
    expect(readFilter(text)).toEqual(filter);
  });

  it.each(['', 'job', 'job|<|3', '|=|x'])('%j is none', (text) => expect(readFilter(text)).toBeUndefined());
});

it('keeps the filters that a dashboard opens with', () => {
  const filters = [{ key: 'job', operator: '=~' as const, value: 'a|b' }];
  const variable = { ...newVariable(newDashboard(), 'adhoc'), unknown: { datasource: 'x' } };
  expect(savedFilters(withSavedFilters(variable, filters))).toEqual(filters);
  expect(withSavedFilters(variable, []).unknown).toEqual({ datasource: 'x', filters: [] });
});

describe('addMatchers', () => {
  const matchers = [{ name: 'job', operator: '=' as const, value: 'a"b' }];
  it.each([
    ['up', 'up{job="a\\"b"}'],
    ['sum by (x) (rate(a{b="c"}[5m])) / b', 'sum by (x) (rate(a{b="c",job="a\\"b"}[5m])) / b{job="a\\"b"}'],
    ['max_over_time(up[1h:1m]) + 1', 'max_over_time(up{job="a\\"b"}[1h:1m]) + 1'],
    ['topk(3, up)', 'topk(3, up{job="a\\"b"})'],
    ['not (valid', 'not (valid'],
  ])('%s', (expr, want) => expect(addMatchers(expr, matchers).replaceAll(', job', ',job')).toBe(want));
});
