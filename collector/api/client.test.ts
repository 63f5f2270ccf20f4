import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ApiFailure } from '@/lib/api/apiFailure';
import {
  fetchBuildinfo,
  fetchConfig,
  fetchInstantQuery,
  fetchLabelNames,
  fetchLabelValues,
  fetchMetadata,
  fetchSeries,
  fetchTargets,
  fetchTsdbStatus,
  queryBatch,
} from '@/lib/api/client';
import { FIXTURE_SERIES } from './testing/fixtureStore';
import { NOW_MS, startTestServer, type TestServer } from './testing/testServer';

let server: TestServer;
let at: { readonly baseUrl: string };

beforeAll(async () => {
  server = await startTestServer();
  at = { baseUrl: server.url };
});
afterAll(() => server.app.close());

describe('the browser client against a real server', () => {
  it('asks an instant query', async () => {
    const { data } = await fetchInstantQuery('series 1', 2_500, at);
    expect(data).toEqual({
      resultType: 'vector',
      result: [{ metric: { __name__: 'series', n: '0' }, value: [2.5, '0'] }],
    });
  });

  it('finds series, names and values', async () => {
    const { data } = await fetchSeries({ match: ['up{job="node"}', 'up{job="belvedere"}'] }, at);
    expect(data).toHaveLength(FIXTURE_SERIES.length);
    expect((await fetchLabelNames({}, at)).data).toEqual(['__name__', 'dotted.name', 'instance', 'job']);
    expect((await fetchLabelValues('job', {}, at)).data).toEqual(['belvedere', 'node']);
    expect((await fetchLabelValues('job', { match: ['{instance="b:9100"}'] }, at)).data).toEqual(['node']);
    expect((await fetchLabelValues('dotted.name', {}, at)).data).toEqual(['<img src=x onerror=alert(1)>']);
    expect(server.store.openQueriers).toBe(0);
  });

  it('passes a limit and hands the warning on', async () => {
    expect(await fetchLabelNames({ limit: 1 }, at)).toEqual({
      data: ['__name__'],
      warnings: ['results truncated due to limit'],
    });
  });

  it('reads metadata', async () => {
    expect(Object.keys((await fetchMetadata('', at)).data)).toEqual(['up', 'http_requests_total']);
    const up = { up: [{ type: 'gauge', help: 'Whether the last scrape went well.', unit: '' }] };
    expect((await fetchMetadata('up', at)).data).toEqual(up);
    expect((await fetchMetadata('nothing', at)).data).toEqual({});
  });

  it('reads targets', async () => {
    const { data } = await fetchTargets({}, at);
    expect(data.activeTargets.map((target) => target.scrapePool)).toEqual(['node', 'late']);
    expect(data.activeTargets[0]).toMatchObject({
      labels: { instance: 'a:9100', job: 'node' },
      globalUrl: 'http://box:9100/metrics',
      lastScrape: '2023-11-14T22:13:20.000Z',
      lastScrapeDuration: 0.0125,
      scrapeInterval: '15s',
      lastSamples: 321,
    });
    expect(data.activeTargets[1]).toMatchObject({ lastScrape: '0001-01-01T00:00:00Z', limitExceeded: 'sample_limit' });
    expect(data.droppedTargetCounts).toEqual({ node: 7, late: 0 });
    expect((await fetchTargets({ state: 'dropped' }, at)).data.activeTargets).toEqual([]);
    expect((await fetchTargets({ state: 'active', scrapePool: 'late' }, at)).data).toMatchObject({
      activeTargets: [{ scrapePool: 'late' }],
      droppedTargets: [],
    });
  });

  it('reads status', async () => {
    expect((await fetchConfig(at)).data.notices).toEqual([{ path: 'rule_files', message: 'accepted, not active yet' }]);
    expect((await fetchBuildinfo(at)).data.version).toBe('0.1.0');
    expect((await fetchTsdbStatus(3, at)).data.headStats.numSeries).toBe(3);
  });

  it('turns errors into ApiFailure with the words of the collector', async () => {
    const refused = fetchSeries({}, at);
    await expect(refused).rejects.toBeInstanceOf(ApiFailure);
    await expect(refused).rejects.toMatchObject({
      errorType: 'bad_data',
      status: 400,
      message: 'no match[] parameter provided',
    });
    await expect(fetchSeries({ match: ['up{'] }, at)).rejects.toThrow(/parse error/);
    await expect(fetchSeries({ match: ['rate(up[5m])'] }, at)).rejects.toThrow(/not a series selector/);
    await expect(fetchTsdbStatus(10_001, at)).rejects.toThrow('must not exceed 10000');
  });

  it('tells that nobody answers', async () => {
    const nobody = fetchBuildinfo({ baseUrl: 'http://127.0.0.1:1' });
    await expect(nobody).rejects.toMatchObject({ errorType: 'network', status: 0 });
  });

  it('yields the answers of a batch and rejects with the reason of an abort', async () => {
    const queries = [{ id: 'A', expr: 'series 2', kind: 'instant' as const, stepMs: 1000 }];
    const ids: string[] = [];
    for await (const answer of queryBatch({ from: 0, to: NOW_MS, queries }, at)) ids.push(answer.header.id);
    expect(ids).toEqual(['A']);
    const controller = new AbortController();
    controller.abort(new Error('left the page'));
    const left = queryBatch({ from: 0, to: NOW_MS, queries }, { ...at, signal: controller.signal });
    await expect(left.next()).rejects.toThrow('left the page');
  });
});
