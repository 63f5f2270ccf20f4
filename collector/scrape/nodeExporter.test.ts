import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadConfig } from '@/collector/config/loadConfig';
import { discoverersOf } from '@/collector/discovery/discoverersOf';
import {
  hasNodeExporter,
  type NodeExporterPeer,
  startNodeExporter,
} from '@/collector/exporters/testing/nodeExporterPeer';
import { createFetcher } from './fetch';
import { ScrapeManager } from './manager';
import { dependencies, REAL_CLOCK, RecordingAppendable } from './scrapeTestKit';

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let i = 0; i < 400 && !(await condition()); i++) await new Promise((resolve) => setTimeout(resolve, 25));
  expect(await condition()).toBe(true);
}

describe.skipIf(!hasNodeExporter)('scraping a real node_exporter by a prometheus.yml', () => {
  let exporter: NodeExporterPeer;

  beforeAll(async () => {
    exporter = await startNodeExporter();
  });
  afterAll(() => exporter?.stop());

  it('is up, and every line it exposes is stored with its labels', async () => {
    const text = `
scrape_configs:
  - job_name: node
    scrape_interval: 500ms
    scrape_timeout: 500ms
    static_configs:
      - targets: ["${exporter.address}"]
    metric_relabel_configs:
      - {source_labels: [__name__], regex: "go_.*", action: drop}
`;
    const loaded = loadConfig(text, '/etc/prometheus/prometheus.yml');
    if (!loaded.ok) throw new Error(loaded.errors[0]?.message);
    const store = new RecordingAppendable();
    const scrapes = new ScrapeManager({
      ...dependencies(store, REAL_CLOCK),
      createFetcher: (config) => createFetcher(config, { allowLinkLocal: false }),
      discoverersOf: (config) => discoverersOf(config, () => {}),
    });
    await scrapes.apply(loaded.config.scrapeConfigs);
    const up = `up{instance="${exporter.address}", job="node"}`;
    await until(() => store.valuesOf(up).length >= 3);
    const view = scrapes.pools()[0]?.active[0];
    await scrapes.stop();

    expect(store.valuesOf(up).every((value) => value === 1)).toBe(true);
    const body = await (await fetch(`http://${exporter.address}/metrics`)).text();
    const lines = body.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const goLines = lines.filter((line) => line.startsWith('go_')).length;
    expect(Math.abs((view?.lastSamples ?? 0) - lines.length)).toBeLessThan(20);
    expect((view?.lastSamples ?? 0) - (view?.lastSamplesPostRelabeling ?? 0)).toBe(goLines);
    // From the second scrape on nothing is new but what the machine itself made new.
    expect(view?.lastSeriesAdded).toBeLessThan(20);
    const stored = new Set(store.samples.map(({ series }) => series));
    expect([...stored].some((series) => series.startsWith('go_'))).toBe(false);
    expect(stored).toContain(`node_load1{instance="${exporter.address}", job="node"}`);
    expect(stored).toContain(
      `node_cpu_seconds_total{cpu="0", instance="${exporter.address}", job="node", mode="idle"}`,
    );
    const names = new Set(view?.metadata().map(({ metric, type }) => `${metric} ${type}`));
    expect(names).toContain('node_cpu_seconds_total counter');
    expect(names).toContain('node_load1 gauge');
  });
});
