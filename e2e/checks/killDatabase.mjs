// @ts-check
/**
 * Kills the embedded Postgres with SIGKILL while samples come in, and keeps it from coming back for a while by stopping
 * its next postmaster. Meanwhile the collector must say so, answer from memory with a warning, refuse remote writes
 * with 503 and stay within its bound; afterwards every sample must be there, also after a restart of the collector.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { startGenerator } from './generator.mjs';
import { isOk, startProduct, waitUntil } from './product.mjs';
import { get, instant } from './queryApi.mjs';
import { writeSample } from './remoteWrite.mjs';
import { Verdict } from './verdict.mjs';

const TARGETS = 5;
const SERIES = 200;
const OUTAGE_MS = Number(process.env.OUTAGE_MS ?? 15_000);
/** What the collector may keep in memory for a database that is away, and what an outage may cost beside it. */
const BOUND_BYTES = 256 * 2 ** 20;

const generator = await startGenerator(TARGETS, SERIES);
const jobs = Array.from(
  { length: TARGETS },
  (_, i) => `  - job_name: target-${i}
    metrics_path: /target/${i}
    static_configs: [{targets: ['${generator.address}']}]`,
);
const product = await startProduct(
  {},
  (collector) => `global: {scrape_interval: 1s, scrape_timeout: 1s}
scrape_configs:
  - {job_name: belvedere, static_configs: [{targets: ['${collector}']}]}
${jobs.join('\n')}
`,
);
const url = product.collectorUrl;
const verdict = new Verdict();
/** @type {number[]} */
const acknowledged = [];
let lastWritten = 0;

try {
  await delay(5000);
  verdict.expect((await write()) === 204, 'remote write gets 204 before');
  const residentBefore = residentBytes();
  const killedMs = Date.now();
  const release = await killDatabase();
  await delay(3000);
  await duringOutage();
  await delay(Math.max(0, OUTAGE_MS - (Date.now() - killedMs)));
  const grown = residentBytes() - residentBefore;
  verdict.expect(grown < BOUND_BYTES, 'memory stays within its bound', `${(grown / 2 ** 20).toFixed(0)} MB more`);
  release();
  const tookMs = await waitUntil(async () => (await write()) === 204, 90_000);
  const backMs = Date.now();
  console.log(`away for ${backMs - killedMs} ms; remote write works ${tookMs} ms after the database may start again`);
  await waitUntil(async () => (await metric('belvedere_storage_postgres_up')) === 1, 30_000);
  await waitUntil(async () => (await metric('belvedere_storage_log_pending_bytes')) < 1e6, 30_000);
  await delay(3000);
  await expectEverySample('after the outage', backMs);
  verdict.expect((await warningsOf('up')).length === 0, 'no warning after the outage');
  await restartCollector();
  await expectEverySample('after a restart of the collector', backMs);
} finally {
  await product.stop();
  await generator.close();
}
verdict.print();

async function duringOutage() {
  verdict.expect((await write()) === 503, 'remote write gets 503 meanwhile');
  verdict.expect((await metric('belvedere_storage_postgres_up')) === 0, 'belvedere_storage_postgres_up is 0');
  const logged = product
    .output()
    .split('\n')
    .filter((line) => /"level":"(warn|error)"/.test(line));
  const told = logged.filter((line) => /postgres|database/i.test(line));
  verdict.expect(told.length > 0, 'the log says that the database is away', logged.join('\n'));
  verdict.expect(told.length < 10, 'the log says it a few times only', `${told.length} lines`);
  console.log(told[0] ?? '');
  const warnings = await warningsOf('up');
  verdict.expect(warnings.length > 0, 'queries answer with a warning');
  console.log(`warning: ${warnings.join('; ')}`);
  const [fresh] = await instant(url, 'max(timestamp(check_scrape))');
  const ageS = Date.now() / 1000 - Number(fresh?.value[1]);
  verdict.expect(ageS < 3, 'queries show samples of the outage', `newest is ${ageS.toFixed(1)} s old`);
  const [up] = await instant(url, 'min(up)');
  verdict.expect(up?.value[1] === '1', 'targets are scraped and up meanwhile');
  verdict.expect(await isOk(`${url}/-/healthy`), 'the collector is healthy');
  const health = await fetch(`${product.webUrl}/api/health`);
  verdict.expect(
    health.status === 503,
    '/api/health of the web app says that the database is away',
    `${health.status}`,
  );
}

/**
 * SIGKILL for the postmaster; every next one is stopped (SIGSTOP) as soon as it is there, so that nobody can connect.
 * @returns {Promise<() => void>} lets it come back
 */
async function killDatabase() {
  let held = product.databasePid();
  process.kill(held, 'SIGKILL');
  const timer = setInterval(() => {
    const next = databasePidOrNone();
    if (next === undefined || next === held) return;
    held = next;
    process.kill(held, 'SIGSTOP');
  }, 5);
  return () => {
    clearInterval(timer);
    if (isAlive(held)) process.kill(held, 'SIGCONT');
  };
}

function databasePidOrNone() {
  try {
    const pid = product.databasePid();
    return isAlive(pid) ? pid : undefined;
  } catch {
    // No file while it is between two lives.
    return undefined;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function restartCollector() {
  const pid = product.collectorPid();
  process.kill(pid, 'SIGTERM');
  await waitUntil(async () => (await isOk(`${url}/-/ready`)) && product.collectorPid() !== pid, 60_000);
}

/** @returns {Promise<number>} HTTP status */
async function write() {
  const value = ++lastWritten;
  const status = await writeSample(url, { __name__: 'check_write' }, value, Date.now()).catch(() => 0);
  if (status === 204) acknowledged.push(value);
  return status;
}

/** @param {string} name @returns {Promise<number>} as the collector tells it now */
async function metric(name) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}

/** @param {string} query */
async function warningsOf(query) {
  return (await get(url, 'query', { query })).warnings;
}

/** Every scrape that was served until then, once, and every acknowledged write. @param {string} when @param {number} untilMs */
async function expectEverySample(when, untilMs) {
  let lost = 0;
  let doubled = 0;
  for (const [target, served] of generator.served.entries()) {
    const series = await instant(url, `check_scrape{job="target-${target}"}[10m]`);
    verdict.expect(series.length === SERIES, `all series of target ${target} ${when}`, `${series.length}`);
    for (const { values } of series) {
      const seen = new Set(values.map(([, value]) => Number(value)));
      doubled += values.length - seen.size;
      lost += served.filter(({ scrape, servedMs }) => servedMs < untilMs && !seen.has(scrape)).length;
    }
  }
  verdict.expect(lost === 0, `no sample is lost ${when}`, `${lost} are`);
  verdict.expect(doubled === 0, `no sample is there twice ${when}`, `${doubled} are`);
  const [write] = await instant(url, 'check_write[10m]');
  const found = new Set(write?.values.map(([, value]) => Number(value)));
  const missing = acknowledged.filter((value) => !found.has(value));
  verdict.expect(missing.length === 0, `every acknowledged write is there ${when}`, missing.join(', '));
}

function residentBytes() {
  const status = readFileSync(`/proc/${product.collectorPid()}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) * 1024;
}
