import { describe, expect, it } from 'vitest';
import type { ActiveTarget } from '@/lib/api/responses/targets';
import { errorHint } from './errorHint';
import { groupTargets } from './groupTargets';
import { readTargetFilter, withTargetFilter } from './targetUrl';

function target(pool: string, url: string, more: Partial<ActiveTarget> = {}): ActiveTarget {
  return {
    discoveredLabels: {},
    labels: { job: pool, instance: url },
    scrapePool: pool,
    scrapeUrl: `http://${url}/metrics`,
    globalUrl: `http://${url}/metrics`,
    lastError: '',
    lastWarning: '',
    lastScrape: '2026-11-22T12:00:00Z',
    lastScrapeDuration: 0.01,
    health: 'up',
    scrapeInterval: '15s',
    scrapeTimeout: '10s',
    lastSamples: 1,
    lastSamplesPostRelabeling: 1,
    lastSeriesAdded: 0,
    ...more,
  };
}

const targets = [
  target('node', 'b:9100'),
  target('node', 'a:9100', { health: 'down', lastError: 'connect ECONNREFUSED' }),
  target('api', 'c:80', { health: 'unknown' }),
];

describe('groupTargets', () => {
  it.each([
    ['', { api: ['c:80'], node: ['a:9100', 'b:9100'] }],
    ['health=up', { api: [], node: ['b:9100'] }],
    ['health=unhealthy', { api: ['c:80'], node: ['a:9100'] }],
    ['pool=node&search=refused', { api: [], node: ['a:9100'] }],
    ['search=job="api"', { api: ['c:80'], node: [] }],
    ['health=nonsense', { api: ['c:80'], node: ['a:9100', 'b:9100'] }],
  ])('%s', (query, want) => {
    const pools = groupTargets(targets, readTargetFilter(new URLSearchParams(query)));
    const got = Object.fromEntries(
      pools.map(({ name, targets: list }) => [name, list.map(({ labels }) => labels['instance'])]),
    );
    expect(got).toEqual(want);
  });

  it('counts all targets of a pool, whatever the filter', () => {
    const [, node] = groupTargets(targets, { search: 'nothing', health: 'all', pool: '' });
    expect(node).toMatchObject({ name: 'node', up: 1, total: 2, targets: [] });
  });
});

it('writes the filter to the address without its defaults', () => {
  const params = new URLSearchParams('x=1&health=down');
  expect(withTargetFilter(params, { search: 'a b', health: 'all' }).toString()).toBe('x=1&search=a+b');
});

it.each([
  ['connect ECONNREFUSED 127.0.0.1:9100', /listens/],
  ['getaddrinfo ENOTFOUND db', /resolved/],
  ['server returned HTTP status 404 Not Found', /metrics_path/],
  ['line 8, column 33: git-commit is not a label name', /exposition format/],
  ['something else', undefined],
])('hint for %s', (error, want) => {
  if (want === undefined) expect(errorHint(error)).toBeUndefined();
  else expect(errorHint(error)).toMatch(want);
});
