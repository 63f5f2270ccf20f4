// @ts-check
/**
 * Scrapes a real node_exporter and the built-in host exporter of the same machine, and compares them as the query API
 * shows them: names, labels, types and help must be equal, values must lie within what a few seconds explain.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { NODE_EXPORTER, startNodeExporter } from '../servers/nodeExporter.mjs';
import { missing } from '../servers/programs.mjs';
import { startProduct } from './product.mjs';
import { get, instant, ownLabels } from './queryApi.mjs';
import { Verdict } from './verdict.mjs';

const LEAST_FAMILIES = 40;
/** Both are scraped every second; what one shows lies between what the other showed before and after. */
const AROUND_S = 3;
/** Metrics of the machine; `node_scrape_…` tells of the exporter itself. */
const MACHINE = 'node_([^s]|s[^c]).*';
/** What the built-in exporter promises to offer. */
const PROMISED =
  /^node_(cpu_|memory_|load|disk_|filesystem_|network_(receive|transmit)_\w+_total|netstat_|vmstat_|uname_|time_|filefd_|sockstat_|pressure_|boot_time|context_switches|forks|intr_|procs_)/;

const exporter = await startNodeExporter();
if (exporter === undefined) {
  console.log(`skipped: ${missing(NODE_EXPORTER)}`);
  console.log('0 passed, 0 failed, 1 skipped');
  process.exit(0);
}
const product = await startProduct(
  {},
  (collector) => `global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs:
  - {job_name: real, static_configs: [{targets: ['${exporter.address}']}]}
  - {job_name: host, metrics_path: /exporters/host/metrics, static_configs: [{targets: ['${collector}']}]}
`,
);
const verdict = new Verdict();
try {
  await delay(2 * AROUND_S * 1000 + 4000);
  await compare(product.collectorUrl);
} finally {
  await product.stop();
  await exporter.close();
}
verdict.print();

/** @param {string} url */
async function compare(url) {
  const nowS = Date.now() / 1000;
  const middleS = nowS - AROUND_S;
  for (const job of ['real', 'host']) {
    const [up] = await instant(url, `up{job="${job}"}`);
    verdict.expect(up?.value[1] === '1', `up is 1 for ${job}`);
  }
  const [real, host] = await Promise.all(['real', 'host'].map((job) => metadataOf(url, job)));
  const ours = new Map(
    (await instant(url, `{job="host",__name__=~"${MACHINE}"}`, middleS)).map((s) => [ownLabels(s.metric), s]),
  );
  const theirs = await instant(url, `{job="real",__name__=~"${MACHINE}"}`, middleS);
  const low = await bounds(url, 'min', nowS);
  const high = await bounds(url, 'max', nowS);

  const families = [...host.keys()].filter((name) => isOfMachine(name) && real.has(name));
  console.log(`${families.length} metric families are in both`);
  verdict.expect(
    families.length >= LEAST_FAMILIES,
    `at least ${LEAST_FAMILIES} families in both`,
    `${families.length}`,
  );
  for (const family of host.keys()) {
    if (isOfMachine(family)) verdict.expect(real.has(family), `the real exporter has ${family}`);
  }
  for (const family of families) {
    const want = JSON.stringify(real.get(family));
    verdict.expect(JSON.stringify(host.get(family)) === want, `type and help of ${family}`, `not ${want}`);
  }
  compareSeries(families, ours, theirs);
  compareValues(ours, low, high, host);
  const promised = theirs.filter(({ metric }) => PROMISED.test(metric['__name__']));
  const lacking = new Set(
    promised.filter(({ metric }) => !ours.has(ownLabels(metric))).map((s) => s.metric['__name__']),
  );
  verdict.expect(lacking.size === 0, 'nothing promised is lacking', [...lacking].join(', '));
}

/** @param {string} family */
function isOfMachine(family) {
  return new RegExp(`^${MACHINE}$`).test(family);
}

/** @param {string} url @param {string} job @returns {Promise<Map<string, { type: string, help: string }>>} by family */
async function metadataOf(url, job) {
  const { data } = await get(url, 'targets/metadata', { match_target: `{job="${job}"}` });
  return new Map(data.map((/** @type {any} */ { metric, type, help }) => [metric, { type, help }]));
}

/**
 * @param {string} url @param {'min' | 'max'} end @param {number} nowS
 * @returns {Promise<Map<string, number>>} least or greatest values of the real exporter around the middle
 */
async function bounds(url, end, nowS) {
  // The name is lost in the function, and two metrics may have the same labels otherwise.
  const named = `label_replace({job="real",__name__=~"${MACHINE}"}, "kept", "$1", "__name__", "(.+)")`;
  const series = await instant(url, `${end}_over_time((${named})[${2 * AROUND_S}s:500ms])`, nowS);
  return new Map(
    series.map(({ metric: { kept, ...own }, value }) => [ownLabels({ __name__: kept, ...own }), Number(value[1])]),
  );
}

/** @param {string[]} families @param {Map<string, import('./queryApi.mjs').Series>} ours @param {import('./queryApi.mjs').Series[]} theirs */
function compareSeries(families, ours, theirs) {
  for (const family of families) {
    const inFamily = ({ metric }) => metric['__name__'] === family;
    const got = [...ours.values()]
      .filter(inFamily)
      .map(({ metric }) => ownLabels(metric))
      .sort();
    const want = theirs
      .filter(inFamily)
      .map(({ metric }) => ownLabels(metric))
      .sort();
    const odd = [...got.filter((s) => !want.includes(s)), ...want.filter((s) => !got.includes(s))];
    verdict.expect(odd.length === 0, `labels of ${family}`, odd.slice(0, 3).join(' '));
  }
}

/**
 * @param {Map<string, import('./queryApi.mjs').Series>} ours
 * @param {Map<string, number>} low @param {Map<string, number>} high
 * @param {Map<string, { type: string }>} metadata
 */
function compareValues(ours, low, high, metadata) {
  for (const [key, { metric, value }] of ours) {
    const [least, most] = [low.get(key), high.get(key)];
    if (least === undefined || most === undefined) continue;
    const got = Number(value[1]);
    // A gauge may jump between two scrapes, as free memory does.
    const isCounter = metadata.get(metric['__name__'])?.type === 'counter';
    const slack = isCounter ? 1e-9 * Math.abs(most) : most - least + 0.05 * Math.abs(most);
    const holds = got >= least - slack && got <= most + slack;
    verdict.expect(holds, `value of ${key}`, `${got} is not between ${least} and ${most}`);
  }
}
