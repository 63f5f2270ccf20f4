// @ts-check
/**
 * Fills the disk under the embedded Postgres while samples come in, and frees it again. Meanwhile the collector must stay
 * up, say what is wrong, refuse remote writes with 503 and answer from memory; afterwards every sample must be there.
 * Run with `npm run check:full-disk` as root: the disk is a small tmpfs.
 */
import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startGenerator } from './generator.mjs';
import { isOk, startProduct, waitUntil } from './product.mjs';
import { get, instant } from './queryApi.mjs';
import { writeSample } from './remoteWrite.mjs';
import { Verdict } from './verdict.mjs';

const TARGETS = 5;
const SERIES = 1_000;
const DISK = '500m';
const FULL_MS = Number(process.env.FULL_MS ?? 30_000);

if (process.getuid?.() !== 0) {
  console.log('skipped: only root can make the small disk that is to be filled');
  process.exit(0);
}

const generator = await startGenerator(TARGETS, SERIES);
const jobs = Array.from(
  { length: TARGETS },
  (_, i) =>
    `  - {job_name: target-${i}, metrics_path: /target/${i}, static_configs: [{targets: ['${generator.address}']}]}`,
);
/** The small disk's place, once it is there. */
let disk = '';
process.once('exit', () => {
  // Lazily: it is gone from the tree at once, and from memory when the last file is closed.
  if (disk !== '') execFileSync('umount', ['-l', disk]);
});
const product = await startProduct(
  {},
  () => `global: {scrape_interval: 1s, scrape_timeout: 1s}\nscrape_configs:\n${jobs.join('\n')}\n`,
  (dataDir) => {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=755`, 'tmpfs', dataDir]);
    disk = dataDir;
  },
);
const url = product.collectorUrl;
const filler = join(product.dataDir, 'filler');
const verdict = new Verdict();
/** @type {number[]} */
const acknowledged = [];
let lastWritten = 0;

try {
  await delay(5_000);
  verdict.expect((await write()) === 204, 'remote write gets 204 before');
  const pid = product.collectorPid();
  const fullMs = Date.now();
  fill();
  const noticedMs = await waitUntil(async () => {
    fill();
    return (await write()) === 503;
  }, 120_000);
  console.log(`the disk is full; remote write says 503 after ${noticedMs} ms`);
  await delay(3_000);
  verdict.expect((await get(url, 'query', { query: 'up' })).warnings.length > 0, 'queries answer with a warning');
  verdict.expect(/No space left|disk/i.test(product.output()), 'the log names the disk');
  await delay(FULL_MS);
  verdict.expect(product.collectorPid() === pid, 'the collector is the same process all the time');
  verdict.expect(await isOk(`${url}/-/healthy`), 'the collector is healthy');
  rmSync(filler);
  const tookMs = await waitUntil(async () => (await write()) === 204, 120_000);
  const backMs = Date.now();
  console.log(`full for ${backMs - fullMs} ms; remote write works ${tookMs} ms after there is room again`);
  await delay(5_000);
  await expectEverySample(backMs);
} finally {
  rmSync(filler, { force: true });
  await product.stop();
  await generator.close();
}
verdict.print();

/** Takes all room that is left. */
function fill() {
  const { bavail, bsize } = statfsSync(product.dataDir);
  try {
    writeFileSync(filler, new Uint8Array(bavail * bsize), { flag: 'a' });
  } catch {
    // Others took some of it meanwhile: full all the same.
  }
}

/** @returns {Promise<number>} HTTP status */
async function write() {
  const value = ++lastWritten;
  const status = await writeSample(url, { __name__: 'check_write' }, value, Date.now()).catch(() => 0);
  if (status === 204) acknowledged.push(value);
  return status;
}

/** Every scrape that was served until then, once, and every acknowledged write. @param {number} untilMs */
async function expectEverySample(untilMs) {
  let lost = 0;
  let doubled = 0;
  for (const [target, served] of generator.served.entries()) {
    const series = await instant(url, `check_scrape{job="target-${target}"}[10m]`);
    verdict.expect(series.length === SERIES, `all series of target ${target}`, `${series.length}`);
    for (const { values } of series) {
      const seen = new Set(values.map(([, value]) => Number(value)));
      doubled += values.length - seen.size;
      lost += served.filter(({ scrape, servedMs }) => servedMs < untilMs && !seen.has(scrape)).length;
    }
  }
  verdict.expect(lost === 0, 'no sample is lost', `${lost} are`);
  verdict.expect(doubled === 0, 'no sample is there twice', `${doubled} are`);
  const [write] = await instant(url, 'check_write[10m]');
  const found = new Set(write?.values.map(([, value]) => Number(value)));
  const missing = acknowledged.filter((value) => !found.has(value));
  verdict.expect(missing.length === 0, 'every acknowledged write is there', missing.join(', '));
}
