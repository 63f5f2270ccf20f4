// @ts-check
/**
 * A real Prometheus scrapes targets and sends what it scraped to Belvedere by remote write, while the collector is
 * stopped once and killed once. In the end Belvedere must have what Prometheus has: same series, times and values.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePorts } from '../servers/listen.mjs';
import { findProgram, missing, startProgram } from '../servers/programs.mjs';
import { startGenerator } from './generator.mjs';
import { isOk, startProduct, waitUntil } from './product.mjs';
import { instant, ownLabels } from './queryApi.mjs';
import { Verdict } from './verdict.mjs';

const TARGETS = 3;
const SERIES = 100;
/** What Prometheus may still be about to send. */
const IN_FLIGHT_S = 10;

const path = findProgram('prometheus');
if (path === undefined) {
  console.log(`skipped: ${missing('prometheus')}`);
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(0);
}
const generator = await startGenerator(TARGETS, SERIES);
const product = await startProduct({}, () => 'scrape_configs: []\n');
const folder = await mkdtemp(join(tmpdir(), 'belvedere-prometheus-'));
const prometheus = await startPrometheus(path);
const verdict = new Verdict();
try {
  await delay(6000);
  await endCollector('SIGTERM');
  await delay(5000);
  await endCollector('SIGKILL');
  await delay(5000 + IN_FLIGHT_S * 1000);
  await compare();
} finally {
  await prometheus.stop();
  await product.stop();
  await generator.close();
  await rm(folder, { recursive: true, force: true });
}
verdict.print();

/** @param {string} program */
async function startPrometheus(program) {
  const jobs = Array.from(
    { length: TARGETS },
    (_, i) =>
      `  - {job_name: target-${i}, metrics_path: /target/${i}, static_configs: [{targets: ['${generator.address}']}]}`,
  );
  const config = join(folder, 'prometheus.yml');
  await writeFile(
    config,
    `global: {scrape_interval: 1s, scrape_timeout: 1s}
remote_write: [{url: '${product.collectorUrl}/api/v1/write', queue_config: {batch_send_deadline: 1s}}]
scrape_configs:
${jobs.join('\n')}
`,
  );
  const [port] = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const args = [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const { stop } = await startProgram(program, args, `${url}/-/ready`);
  return { url, stop };
}

/** @param {'SIGTERM' | 'SIGKILL'} signal */
async function endCollector(signal) {
  const pid = product.collectorPid();
  process.kill(pid, signal);
  const tookMs = await waitUntil(
    async () => (await isOk(`${product.collectorUrl}/-/ready`)) && product.collectorPid() !== pid,
    60_000,
  );
  console.log(`${signal}: ready again after ${tookMs} ms`);
}

async function compare() {
  const untilS = Date.now() / 1000 - IN_FLIGHT_S;
  for (const selector of ['check_scrape', 'up', 'scrape_samples_scraped', 'scrape_duration_seconds']) {
    const query = `${selector}{job=~"target-.+"}[10m]`;
    const [theirs, ours] = await Promise.all(
      [prometheus.url, product.collectorUrl].map((url) => instant(url, query, untilS)),
    );
    const got = new Map(ours.map((series) => [keyOf(series), JSON.stringify(series.values)]));
    verdict.expect(
      theirs.length > 0 && got.size === theirs.length,
      `series of ${selector}`,
      `${got.size} of ${theirs.length}`,
    );
    const unequal = theirs.filter((series) => got.get(keyOf(series)) !== JSON.stringify(series.values));
    const [first] = unequal;
    const found = first && `${keyOf(first)}: ${got.get(keyOf(first))} is not ${JSON.stringify(first.values)}`;
    verdict.expect(unequal.length === 0, `times and values of ${selector}`, `${unequal.length} differ; ${found}`);
    const samples = theirs.reduce((sum, { values }) => sum + values.length, 0);
    console.log(`${selector}: ${theirs.length} series, ${samples} samples`);
  }
}

/** @param {import('./queryApi.mjs').Series} series */
function keyOf({ metric }) {
  return `${metric['job']} ${metric['instance']} ${ownLabels(metric)}`;
}
