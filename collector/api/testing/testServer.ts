/** A real server on a free port over fixtures, for tests of the API. */
import type { FastifyInstance } from 'fastify';
import { QueryError } from '@/collector/query/result';
import { labelsFromRecord } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import type { ActiveTarget, ApiDeps, Readiness, WriteOutcome } from '../deps';
import { createServer, type ServerOptions } from '../server';
import { FixtureEngine } from './fixtureEngine';
import { FixtureStore } from './fixtureStore';

export const NOW_MS = 1_700_000_000_500;

export interface TestServer {
  readonly app: FastifyInstance;
  readonly url: string;
  readonly port: number;
  readonly engine: FixtureEngine;
  readonly store: FixtureStore;
  readonly observed: [string, string, number][];
  readonly logged: { readonly message: string; readonly fields: object }[];
}

export async function startTestServer(
  overrides: Partial<ApiDeps> = {},
  options: Partial<ServerOptions> = {},
): Promise<TestServer> {
  const engine = new FixtureEngine();
  const store = new FixtureStore();
  const observed: TestServer['observed'] = [];
  const logged: { message: string; fields: object }[] = [];
  const keep = (fields: object, message: string) => logged.push({ message, fields });
  const deps: ApiDeps = {
    ...fixedParts,
    engine,
    queryable: store,
    http: { observe: (handler, method, status) => observed.push([handler, method, status]) },
    log: { warn: keep, error: keep },
    ...overrides,
  };
  const app = createServer(deps, { listener: 'main', allowedHosts: [], ...options });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, port: Number(new URL(url).port), engine, store, observed, logged };
}

const up: Readiness = { ready: true };
const stored: WriteOutcome = { ok: true };

export const FIXTURE_TARGET: ActiveTarget = {
  discoveredLabels: labelsFromRecord({ __address__: 'a:9100', job: 'node' }),
  labels: labelsFromRecord({ instance: 'a:9100', job: 'node' }),
  scrapePool: 'node',
  scrapeUrl: 'http://a:9100/metrics',
  globalUrl: 'http://a:9100/metrics',
  lastError: '',
  lastScrapeMs: 1_700_000_000_000,
  lastScrapeDurationMs: 12.5,
  health: 'up',
  scrapeIntervalMs: 15_000,
  scrapeTimeoutMs: 10_000,
  lastSamples: 321,
};

const fixedParts: Omit<ApiDeps, 'engine' | 'queryable' | 'http' | 'log'> = {
  promql: { parseSelector, format: (expr) => expr.trim().replaceAll(/\s+/g, ' ') },
  targets: {
    activeTargets: () => [
      FIXTURE_TARGET,
      { ...FIXTURE_TARGET, scrapePool: 'late', health: 'unknown', lastScrapeMs: 0, lastScrapeDurationMs: 0 },
    ],
    droppedTargets: () => [{ discoveredLabels: labelsFromRecord({ __address__: 'c:1' }), scrapePool: 'node' }],
    targetMetadata: () => [{ metric: 'up', type: 'gauge', help: 'h', unit: '' }],
  },
  status: {
    buildInfo: () => ({ version: '0.1.0', revision: 'abc', branch: 'main' }),
    runtimeInfo: () => ({
      startTimeMs: 1_700_000_000_000,
      hostname: 'box',
      lastConfigTimeMs: 1_700_000_000_000,
      reloadConfigSuccess: true,
      storageRetention: '15d',
    }),
    flags: () => ({ 'query.timeout': '2m' }),
    configYaml: () => 'global: {}\n',
    configNotices: () => [{ path: 'rule_files', message: 'accepted, not active yet' }],
    tsdb: (limit) => ({
      seriesCount: 3,
      labelPairCount: 6,
      chunkCount: 3,
      minTimeMs: 1,
      maxTimeMs: 2,
      seriesCountByMetricName: [{ name: 'up', value: 3 }].slice(0, limit),
      labelValueCountByLabelName: [],
    }),
  },
  remoteWrite: async () => stored,
  exporters: new Map([['host', async () => 'node_load1 1\n']]),
  metrics: { contentType: 'text/plain; version=0.0.4', metrics: async () => 'belvedere_up 1\n' },
  readiness: () => up,
  now: () => NOW_MS,
  webUrl: 'http://127.0.0.1:3000/?a="b"',
};

/** Only `name{label="value"}` with at most one matcher: enough for these tests. */
function parseSelector(text: string): readonly Matcher[] {
  const match = /^(\w*)(?:\{(\w+)(=~|=)"([^"]*)"\})?$/.exec(text);
  if (match === null || text === '') throw new QueryError('bad_data', `parse error in ${text}`, { start: 0, end: 1 });
  const [, name = '', label, operator, value = ''] = match;
  const matchers: Matcher[] = name === '' ? [] : [{ name: '__name__', operator: '=', value: name }];
  if (label !== undefined) matchers.push({ name: label, operator: operator === '=~' ? '=~' : '=', value });
  return matchers;
}
