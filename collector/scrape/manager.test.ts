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
});
