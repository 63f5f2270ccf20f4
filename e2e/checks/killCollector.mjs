// @ts-check
/**
 * Kills the collector with SIGKILL, ten times, while it takes 5,000 samples a second from scrapes and acknowledged
 * remote writes. Then looks for every sample: scrapes older than the last committed second and all acknowledged writes
 * must be there, nothing twice. Run with `npm run check:collector-kill`; `KILLS=50 SERIES=2000` for 20,000 samples a second.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startGenerator } from './generator.mjs';
import { isOk, startProduct, waitUntil } from './product.mjs';
import { writeSample } from './remoteWrite.mjs';

const KILLS = Number(process.env.KILLS ?? 10);
const TARGETS = 10;
const SERIES = Number(process.env.SERIES ?? 500);
/** The log is committed once a second; a commit takes a little while, and so does a scrape. */
const LOSS_WINDOW_MS = 1_000 + 300;

const generator = await startGenerator(TARGETS, SERIES);
const folder = await mkdtemp(join(tmpdir(), 'belvedere-config-'));
const config = join(folder, 'prometheus.yml');
const jobs = Array.from(
  { length: TARGETS },
  (_, i) => `  - job_name: target-${i}
    metrics_path: /target/${i}
    static_configs: [{targets: ['${generator.address}']}]`,
);
await writeFile(config, `global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n${jobs.join('\n')}\n`);
const product = await startProduct({ BELVEDERE_CONFIG: config });
console.log(`ready at ${product.collectorUrl}; killing the collector ${KILLS} times`);

/** @type {number[]} */
const acknowledged = [];
let writing = true;
const writer = (async () => {
  for (let value = 1; writing; value++) {
    const status = await writeSample(product.collectorUrl, { __name__: 'check_write' }, value, Date.now()).catch(
      () => 0,
    );
    if (status === 204) acknowledged.push(value);
    await delay(50);
  }
})();

/** @type {number[]} */
const kills = [];
const failures = [];
try {
  for (let kill = 1; kill <= KILLS; kill++) {
    await delay(3_000 + Math.random() * 3_000);
    const pid = product.collectorPid();
    process.kill(pid, 'SIGKILL');
    kills.push(Date.now());
    const tookMs = await waitUntil(
      async () => (await isOk(`${product.collectorUrl}/-/ready`)) && product.collectorPid() !== pid,
      60_000,
    );
    console.log(`kill ${kill}: ready again after ${tookMs} ms`);
  }
  await delay(4_000);
  const endMs = Date.now();
  writing = false;
  await writer;

  let expected = 0;
  let lost = 0;
  for (let target = 0; target < TARGETS; target++) {
    const must = generator.served[target].filter(
      ({ servedMs }) =>
        servedMs < endMs - 2_000 && !kills.some((at) => servedMs <= at && at - servedMs < LOSS_WINDOW_MS),
    );
    const may = generator.served[target].length - must.length;
    const series = await samplesOf(`check_scrape{job="target-${target}"}`);
    if (series.length !== SERIES) failures.push(`target ${target}: ${series.length} series, not ${SERIES}`);
    for (const { labels, values } of series) {
      const seen = new Map();
      for (const value of values) seen.set(value, (seen.get(value) ?? 0) + 1);
      for (const [value, times] of seen)
        if (times > 1) failures.push(`${labels}: scrape ${value} is there ${times} times`);
      for (const { scrape, servedMs } of must) {
        if (!seen.has(scrape))
          failures.push(`${labels}: scrape ${scrape} is lost, ${untilKill(servedMs)} ms before a kill`);
      }
      expected += must.length;
      lost += Math.max(0, must.length + may - seen.size);
    }
  }
  const [write] = await samplesOf('check_write');
  const found = new Set(write?.values ?? []);
  for (const value of acknowledged) if (!found.has(value)) failures.push(`acknowledged write ${value} is lost`);
  if (found.size !== (write?.values.length ?? 0)) failures.push('a remote write is there twice');
  console.log(`${expected} scraped samples had to be there; ${lost} of the seconds before the kills were lost`);
  console.log(`${acknowledged.length} remote writes were acknowledged`);
} finally {
  writing = false;
  await writer;
  await product.stop();
  await generator.close();
  await rm(folder, { recursive: true, force: true });
}
for (const failure of failures.slice(0, 20)) console.error(failure);
console.log(`${failures.length === 0 ? 1 : 0} passed, ${failures.length === 0 ? 0 : 1} failed`);
process.exitCode = failures.length === 0 ? 0 : 1;

/** @param {number} timeMs @returns {number} milliseconds to the next kill */
function untilKill(timeMs) {
  return Math.min(...kills.filter((at) => at >= timeMs)) - timeMs;
}

/** @param {string} selector @returns {Promise<{ labels: string, values: number[] }[]>} every stored sample */
async function samplesOf(selector) {
  const query = new URLSearchParams({ query: `${selector}[1h]` });
  const response = await fetch(`${product.collectorUrl}/api/v1/query`, { method: 'POST', body: query });
  const { data, error } = await response.json();
  if (error !== undefined) throw new Error(error);
  return data.result.map((/** @type {{ metric: object, values: [number, string][] }} */ { metric, values }) => ({
    labels: JSON.stringify(metric),
    // Staleness markers do not show in a range selector.
    values: values.map(([, value]) => Number(value)),
  }));
}
