import { expect, it } from 'vitest';
import { parseExpr } from './parse';
import { selectorsOf } from './selectorsOf';

it.each([
  ['1 + 2', []],
  ['up', ['up']],
  ['rate(a[5m]) / ignoring(x) (b offset 1m)', ['a', 'b']],
  ['max_over_time(sum by (le) (rate(a_bucket[5m]))[1h:1m]) or vector(0)', ['a_bucket']],
  ['quantile(scalar(q), -(m))', ['q', 'm']],
])('%s', (text, names) => {
  expect(selectorsOf(parseExpr(text)).map(({ name }) => name)).toEqual(names);
});
