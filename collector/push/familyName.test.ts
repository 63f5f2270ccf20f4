import { expect, it } from 'vitest';
import { familyName } from './familyName';

it.each([
  ['lag_seconds_bucket', 'histogram', 'lag_seconds'],
  ['lag_seconds_sum', 'histogram', 'lag_seconds'],
  ['lag_seconds', 'histogram', 'lag_seconds'],
  ['lag_seconds_count', 'summary', 'lag_seconds'],
  ['lag_seconds_bucket', 'summary', 'lag_seconds_bucket'],
  ['lag_gsum', 'gaugehistogram', 'lag'],
  ['jobs_total', 'counter', 'jobs_total'],
  ['pages_count', 'gauge', 'pages_count'],
  ['_sum', 'summary', '_sum'],
] as const)('%s of a %s is described as %s', (series, type, family) => {
  expect(familyName(series, type)).toBe(family);
});
