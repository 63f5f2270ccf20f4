/** A real server on a free port over fixtures, for tests of the API. */
import type { FastifyInstance } from 'fastify';
import { RecordingStore } from '@/collector/push/recordingStore';
import { createImporter } from '@/collector/transfer/importExposition';
import { labelsFromRecord } from '@/lib/labels/labels';
import type { ActiveTarget, ApiDeps, Readiness } from '../deps';
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
  const app = createServer(deps, {
    gatekeeper: undefined,
    externalHost: undefined,
    allowedHosts: [],
    ...options,
  });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return { app, url, port: Number(new URL(url).port), engine, store, observed, logged };
}

const IDLE_REPACK = { running: false, windowsDone: 0, windowsTotal: 0, seriesMoved: 0, error: '' };

const up: Readiness = { ready: true };

export const FIXTURE_TARGET: ActiveTarget = {
  discoveredLabels: labelsFromRecord({ __address__: 'a:9100', job: 'node' }),
  labels: labelsFromRecord({ instance: 'a:9100', job: 'node' }),
  scrapeUrl: 'http://127.0.0.1:9100/metrics',
  lastError: '',
  lastWarning: '',
  lastScrapeMs: 1_700_000_000_000,
  lastScrapeDurationMs: 12.5,
  health: 'up',
  scrapeIntervalMs: 15_000,
  scrapeTimeoutMs: 10_000,
  limitExceeded: undefined,
  lastSamples: 321,
  lastSamplesPostRelabeling: 320,
  lastSeriesAdded: 2,
  metadata: () => [{ metric: 'up', type: 'gauge', help: 'h', unit: '' }],
};

const fixedParts: Omit<ApiDeps, 'engine' | 'queryable' | 'http' | 'log'> = {
  globalUrl: (url) => url.replace('127.0.0.1', 'box'),
  targets: {
    pools: () => [
      {
        name: 'node',
        active: [FIXTURE_TARGET],
        dropped: [{ discoveredLabels: labelsFromRecord({ __address__: 'c:1' }) }],
        droppedCount: 7,
      },
      {
        name: 'late',
        active: [{ ...FIXTURE_TARGET, health: 'unknown', lastScrapeMs: 0, limitExceeded: 'sample_limit' }],
        dropped: [],
        droppedCount: 0,
      },
    ],
  },
  status: {
    buildInfo: () => ({ version: '0.1.0', revision: 'abc', branch: 'main' }),
    runtimeInfo: () => ({
      startTimeMs: 1_700_000_000_000,
      hostname: 'box',
      lastConfigTimeMs: 1_700_000_000_000,
      reloadConfigSuccess: true,
      storageRetention: '15d',
      scrapeIntervalMs: 5_000,
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
      memoryInBytesByLabelName: [{ name: 'job', value: 12 }],
      seriesCountByLabelPair: [{ name: 'job=node', value: 3 }],
      limits: {
        maxSeries: 5,
        maxSeriesPerJob: 4,
        maxNewSeriesPerHour: 3,
        maxLabels: 30,
        maxLabelNameBytes: 100,
        maxLabelValueBytes: 200,
      },
      refusedSeries: [{ reason: 'seriesLimit', job: 'node', count: 7 }],
      idleSeriesDropped: 2,
    }),
    walReplay: () => ({ min: 3, max: 90, current: 41, state: 'in progress' }),
  },
  seal: async () => ({ windows: 0, samples: 0, bytes: 0 }),
  seriesAdmin: {
    deleteSeries: async () => 0,
    cleanTombstones: async () => undefined,
    startRepack: async () => IDLE_REPACK,
    repackStatus: () => IDLE_REPACK,
  },
  exemplars: { exemplars: async () => ({ series: [], warnings: [] }) },
  remoteWrite: {
    write: async () => ({
      written: { samples: 0, histograms: 0, exemplars: 0 },
      rejection: undefined,
      durable: async () => undefined,
    }),
  },
  importer: createImporter({ appendable: new RecordingStore() }),
  exporters: new Map([['host', async () => 'node_load1 1\n']]),
  metrics: { contentType: 'text/plain; version=0.0.4', metrics: async () => 'belvedere_up 1\n' },
  readiness: () => up,
  now: () => NOW_MS,
  webUrl: 'http://127.0.0.1:3000/?a="b"',
};
