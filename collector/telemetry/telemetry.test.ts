import { describe, expect, it } from 'vitest';
import { FixtureEngine } from '@/collector/api/testing/fixtureEngine';
import { startTestServer } from '@/collector/api/testing/testServer';
import { newPushCounters } from '@/collector/push/pushCounters';
import { createParser } from '@/collector/scrape/textparse/parser';
import { registerConfigMetrics } from './configMetrics';
import { createHttpMetrics } from './httpMetrics';
import { createLogger } from './log';
import { registerPushMetrics } from './pushMetrics';
import { measureQueries } from './queryMetrics';
import { createRegistry } from './registry';
import { registerScrapeMetrics, type ScrapeTotals } from './scrapeMetrics';
import { registerStorageMetrics, type StorageMetric } from './storageMetrics';

const BUILD = { version: '0.1.0', revision: 'abc', branch: 'main' };

const totals: ScrapeTotals = {
  scrapes: 10,
  failedScrapes: 1,
  samplesAppended: 500,
  bodySizeLimit: 1,
  sampleLimit: 2,
  labelLimit: 3,
  targetLimit: 4,
  duplicateSamples: 5,
  outOfOrderSamples: 6,
  tooOldSamples: 7,
  tooFarAheadSamples: 8,
  refusedSeriesSamples: 9,
  storageErrors: 0,
};

const storage: StorageMetric[] = [
  { name: 'belvedere_storage_series', type: 'gauge', help: 'Series.', samples: [{ labels: {}, value: 12 }] },
  {
    name: 'belvedere_storage_samples_refused_total',
    type: 'counter',
    help: 'Refused.',
    samples: [
      { labels: { reason: 'duplicate' }, value: 1 },
      { labels: { reason: 'tooOld' }, value: 2 },
    ],
  },
];

const pools = [
  { name: 'node', active: [{ health: 'up' as const }, { health: 'down' as const }] },
  { name: '__proto__', active: [] },
];

describe('own metrics', () => {
  it('writes every number under its names, twice the same', async () => {
    const registry = createRegistry(BUILD);
    registerScrapeMetrics(
      registry,
      () => totals,
      () => pools,
    );
    registerStorageMetrics(registry, () => storage);
    registerConfigMetrics(registry, () => ({ reloadConfigSuccess: true, lastConfigTimeMs: 1500 }));
    await registry.metrics();
    const text = await registry.metrics();
    for (const line of [
      `belvedere_build_info{version="0.1.0",revision="abc",branch="main",nodeversion="${process.version}"} 1`,
      'belvedere_scrapes_total 10',
      'belvedere_scrape_limit_exceeded_total{limit="labels"} 3',
      'belvedere_scrape_samples_refused_total{reason="out_of_order"} 6',
      'belvedere_targets{health="down"} 1',
      'prometheus_target_scrapes_sample_out_of_bounds_total 15',
      'prometheus_sd_discovered_targets{config="node"} 2',
      'prometheus_target_scrape_pool_targets{scrape_job="__proto__"} 0',
      'belvedere_storage_samples_refused_total{reason="duplicate"} 1',
      'belvedere_storage_samples_refused_total{reason="tooOld"} 2',
      'belvedere_storage_series 12',
      'prometheus_tsdb_head_series 12',
      'prometheus_config_last_reload_success_timestamp_seconds 1.5',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    for (const name of [
      'process_resident_memory_bytes',
      'process_cpu_seconds_total',
      'nodejs_eventloop_lag_p99_seconds',
    ]) {
      expect(text).toMatch(new RegExp(`^${name} \\d`, 'm'));
    }
  });

  it('tells what remote write brought', async () => {
    const registry = createRegistry(BUILD);
    const counters = newPushCounters();
    counters.requests.v2 = 3;
    counters.samples = 7;
    counters.refused.outOfOrder = 2;
    counters.refusedExemplars = 1;
    registerPushMetrics(registry, () => counters);
    const lines = (await registry.metrics()).split('\n');
    for (const line of [
      'belvedere_remote_write_requests_total{version="v2"} 3',
      'belvedere_remote_write_samples_total 7',
      'belvedere_remote_write_samples_refused_total{reason="outOfOrder"} 2',
      'belvedere_remote_write_exemplars_refused_total 1',
    ]) {
      expect(lines).toContain(line);
    }
  });

  it('is an exposition that the scraper reads', async () => {
    const registry = createRegistry(BUILD);
    registerStorageMetrics(registry, () => storage);
    const parser = createParser(registry.contentType, Buffer.from(await registry.metrics()));
    let series = 0;
    for (let entry = parser.next(); entry !== 'eof'; entry = parser.next()) if (entry === 'series') series++;
    expect(series).toBeGreaterThan(40);
  });

  it('counts queries by outcome and gives results and errors back unchanged', async () => {
    const registry = createRegistry(BUILD);
    const engine = measureQueries(new FixtureEngine(), registry);
    expect(await engine.instant('series 1', 0)).toMatchObject({ type: 'vector' });
    await engine.range('series 1', 0, 60_000, 15_000);
    await expect(engine.instant('fail timeout', 0)).rejects.toThrow('failed with timeout');
    await expect(engine.range('crash', 0, 1, 1)).rejects.toThrow(TypeError);
    const text = await registry.metrics();
    for (const line of [
      'belvedere_queries_total{kind="instant",outcome="success"} 1',
      'belvedere_queries_total{kind="instant",outcome="timeout"} 1',
      'belvedere_queries_total{kind="range",outcome="internal"} 1',
      'belvedere_queries_running 0',
      'belvedere_query_samples_total 4',
      'prometheus_engine_query_duration_seconds_count{slice="inner_eval"} 4',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  it('labels requests by route, never by URL', async () => {
    const registry = createRegistry(BUILD);
    const server = await startTestServer({ http: createHttpMetrics(registry), metrics: registry });
    for (const path of ['/api/v1/label/a/values', '/api/v1/label/b/values', '/no/such/page', '/other?x=1']) {
      await (await fetch(server.url + path)).text();
    }
    const text = await (await fetch(`${server.url}/metrics`)).text();
    await server.app.close();
    expect(text).toContain(
      'belvedere_http_requests_total{handler="/api/v1/label/:name/values",method="GET",code="200"} 2',
    );
    expect(text).toContain('prometheus_http_requests_total{handler="none",code="404"} 2');
    expect(text).not.toContain('no/such');
  });
});

describe('the log', () => {
  it('writes one JSON object per line, with words for levels and without secrets', () => {
    const lines: string[] = [];
    const log = createLogger('info', { write: (line) => lines.push(line) });
    log.debug('not shown');
    log.child({ component: 'scrape' }).warn({ request: { authorization: 'Bearer x' }, password: 'y' }, 'hello');
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      level: 'warn',
      component: 'scrape',
      msg: 'hello',
      password: '<secret>',
      request: { authorization: '<secret>' },
    });
  });
});
