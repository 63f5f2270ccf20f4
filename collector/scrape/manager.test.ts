import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { ScrapeConfig } from '@/collector/config/scrapeConfig';
import { discoverersOf } from '@/collector/discovery/discoverersOf';
import { createFetcher } from './fetch';
import { ScrapeManager } from './manager';
import { dependencies, REAL_CLOCK, RecordingAppendable, scrapeConfig, startTarget, stopTarget } from './scrapeTestKit';

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function target(answer: RequestListener): Promise<string> {
  const { server, address } = await startTarget(answer);
  cleanups.push(() => stopTarget(server));
  return address;
}

function manager() {
  const store = new RecordingAppendable();
  const deps = dependencies(store, REAL_CLOCK);
  const scrapes = new ScrapeManager({
    ...deps,
    createFetcher: (config) => createFetcher(config, { allowLinkLocal: false }),
    discoverersOf: (config) => discoverersOf(config, () => {}),
  });
  cleanups.push(() => scrapes.stop());
  return { store, scrapes, counters: deps.counters };
}

function job(address: string, given: Partial<ScrapeConfig> = {}): ScrapeConfig {
  return scrapeConfig({ staticConfigs: [{ targets: [address], labels: [] }], ...given });
}

const RULE = {
  ...{ action: 'replace' as const, sourceLabels: [] as string[], separator: ';', regex: '(.*)' },
  ...{ modulus: 0n, targetLabel: '', replacement: '$1' },
};

async function until(condition: () => boolean): Promise<void> {
  for (let i = 0; i < 400 && !condition(); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(condition()).toBe(true);
}

describe('ScrapeManager with a real target', () => {
  it('scrapes at the interval, over one connection, and reports', async () => {
    let requests = 0;
    const sockets = new Set<unknown>();
    const address = await target((request, response) => {
      sockets.add(request.socket);
      requests++;
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(`# TYPE a counter\na{x="1"} ${requests}\nb ${requests}\n`);
    });
    const { store, scrapes, counters } = manager();
    await scrapes.apply([job(address)]);
    const up = `up{instance="${address}", job="test"}`;
    await until(() => store.valuesOf(up).length >= 3);

    expect(store.valuesOf(up).slice(0, 3)).toEqual([1, 1, 1]);
    expect(store.valuesOf(`a{instance="${address}", job="test", x="1"}`).slice(0, 3)).toEqual([1, 2, 3]);
    expect(store.valuesOf(`scrape_series_added{instance="${address}", job="test"}`).slice(0, 3)).toEqual([2, 0, 0]);
    expect(sockets.size).toBe(1);
    expect(store.metadata).toEqual([{ metric: 'a', type: 'counter', help: '', unit: '' }]);
    expect(store.cohorts[0]).toEqual({ job: 'test', instance: address, origin: `http://${address}/metrics` });
    expect(counters.failedScrapes).toBe(0);
    const [pool] = scrapes.pools();
    expect(pool?.active[0]).toMatchObject({ health: 'up', lastError: '', lastSamples: 2, scrapePool: 'test' });
    expect(pool?.active[0]?.metadata()).toHaveLength(1);
  });

  it('keeps unchanged targets running over a reload, and marks removed ones', async () => {
    let requests = 0;
    const address = await target((_request, response) => void response.end(`a ${++requests}\n`));
    const other = await target((_request, response) => void response.end('b 1\n'));
    const { store, scrapes } = manager();
    await scrapes.apply([job(address), job(other, { jobName: 'other' })]);
    const up = (instance: string, name: string) => `up{instance="${instance}", job="${name}"}`;
    await until(
      () => store.valuesOf(up(address, 'test')).length >= 1 && store.valuesOf(up(other, 'other')).length >= 1,
    );

    const relabelConfigs = [{ ...RULE, targetLabel: '__tmp', replacement: 'x' }];
    await scrapes.apply([job(address, { relabelConfigs })]);
    const [pool, ...more] = scrapes.pools();
    expect(more).toEqual([]);
    expect(pool?.active[0]).toMatchObject({ health: 'up', scrapeUrl: `http://${address}/metrics` });
    expect(store.valuesOf(`b{instance="${other}", job="other"}`).at(-1)).toBe('stale');
    expect(store.valuesOf(up(other, 'other')).at(-1)).toBe('stale');
    const before = store.valuesOf(up(address, 'test')).length;
    await until(() => store.valuesOf(up(address, 'test')).length > before);
    expect(store.valuesOf(up(address, 'test'))).not.toContain('stale');
    expect(store.valuesOf(`a{instance="${address}", job="test"}`)).not.toContain('stale');
  });

  it('relabels metrics anew after a reload, and marks what that drops', async () => {
    const address = await target((_request, response) => void response.end('a 1\nb 1\n'));
    const { store, scrapes } = manager();
    await scrapes.apply([job(address)]);
    const b = `b{instance="${address}", job="test"}`;
    await until(() => store.valuesOf(b).length >= 1);
    const metricRelabelConfigs = [{ ...RULE, action: 'drop' as const, sourceLabels: ['__name__'], regex: 'b' }];
    await scrapes.apply([job(address, { metricRelabelConfigs })]);
    await until(() => store.valuesOf(b).at(-1) === 'stale');
    expect(store.valuesOf(`a{instance="${address}", job="test"}`)).not.toContain('stale');
    expect(store.valuesOf(b).filter((value) => value === 'stale')).toHaveLength(1);
  });

  it('applies a change of interval and changes back', async () => {
    const address = await target((_request, response) => void response.end('a 1\n'));
    const { store, scrapes } = manager();
    await scrapes.apply([job(address)]);
    const faster = scrapes.apply([job(address, { scrapeIntervalMs: 50, scrapeTimeoutMs: 50 })]);
    await Promise.all([faster, scrapes.apply([job(address)])]);
    expect(scrapes.pools()[0]?.active).toHaveLength(1);
    expect(scrapes.pools()[0]?.active[0]?.scrapeIntervalMs).toBe(100);
    await until(() => store.valuesOf(`up{instance="${address}", job="test"}`).length >= 1);
  });

  it('fails all targets of a job over its target limit', async () => {
    const address = await target((_request, response) => void response.end('a 1\n'));
    const { scrapes } = manager();
    const limited = scrapeConfig().limits;
    const staticConfigs = [{ targets: [address, 'unused.invalid:1'], labels: [] }];
    await scrapes.apply([scrapeConfig({ staticConfigs, limits: { ...limited, targets: 1 } })]);
    await until(() => scrapes.pools()[0]?.active.every(({ health }) => health === 'down') ?? false);
    expect(scrapes.pools()[0]?.active.map(({ lastError }) => lastError)).toEqual([
      'target_limit exceeded (number of targets: 2, limit: 1)',
      'target_limit exceeded (number of targets: 2, limit: 1)',
    ]);
    await scrapes.apply([scrapeConfig({ staticConfigs, limits: { ...limited, targets: 2 } })]);
    await until(() => scrapes.pools()[0]?.active.some(({ health }) => health === 'up') ?? false);
  });

  it('shows dropped and invalid targets', async () => {
    const { scrapes } = manager();
    const staticConfigs = [{ targets: ['a', 'b', 'c/d'], labels: [] }];
    const relabelConfigs = [{ ...RULE, action: 'drop' as const, sourceLabels: ['__address__'], regex: 'a|b' }];
    const limits = { ...scrapeConfig().limits, keptDroppedTargets: 2 };
    await scrapes.apply([scrapeConfig({ staticConfigs, relabelConfigs })]);
    const [all] = scrapes.pools();
    expect(all?.active).toEqual([]);
    expect(all?.dropped.map(({ reason }) => reason)).toEqual(['', '', '"c/d" is not a valid hostname']);
    await scrapes.apply([scrapeConfig({ staticConfigs, relabelConfigs, limits })]);
    expect(scrapes.pools()[0]).toMatchObject({ droppedCount: 3 });
    expect(scrapes.pools()[0]?.dropped).toHaveLength(2);
  });

  it('scrapes the good target while all others are bad', async () => {
    const good = await target((_request, response) => void response.end('a 1\n'));
    const bad = await Promise.all([
      target(() => {}),
      target((_request, response) => void response.writeHead(500).end()),
      target((_request, response) => void response.end('<html>')),
      target((_request, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip')),
      target((_request, response) => void response.end('a{ 1\n')),
      target((request) => void request.socket.destroy()),
    ]);
    const { store, scrapes } = manager();
    await scrapes.apply([scrapeConfig({ staticConfigs: [{ targets: [good, ...bad], labels: [] }] })]);
    await until(() => store.valuesOf(`up{instance="${good}", job="test"}`).length >= 5);
    const active = scrapes.pools()[0]?.active ?? [];
    const errorAt = (address = '') => active.find(({ scrapeUrl }) => scrapeUrl.includes(address))?.lastError;
    expect(store.valuesOf(`up{instance="${good}", job="test"}`)).not.toContain(0);
    expect(errorAt(bad[0])).toMatch(/context deadline exceeded/);
    expect(errorAt(bad[1])).toBe('server returned HTTP status 500 Internal Server Error');
    expect(errorAt(bad[2])).toMatch(/HTML or XML instead of metrics/);
    expect(errorAt(bad[3])).toMatch(/cannot decompress the body/);
    expect(errorAt(bad[4])).toMatch(/^line 1, column/);
    expect(errorAt(bad[5])).toMatch(/connection reset|socket hang up/);
    for (const address of bad)
      expect(new Set(store.valuesOf(`up{instance="${address}", job="test"}`))).toEqual(new Set([0]));
  });
});
