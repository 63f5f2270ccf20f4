// @ts-check
/**
 * What README says of backups: a plain pg_dump of a running database, restored into an empty one, brings dashboards and
 * series back together. Run with `npm run check:dump-restore`; needs the Debian package postgresql.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePorts } from '../servers/listen.mjs';
import { startProduct } from './product.mjs';
import { instant } from './queryApi.mjs';
import { writeSample } from './remoteWrite.mjs';
import { Verdict } from './verdict.mjs';

const ROOT = '/usr/lib/postgresql';
const version = existsSync(ROOT) ? readdirSync(ROOT).sort().at(-1) : undefined;
if (version === undefined || process.getuid?.() !== 0) {
  console.log('skipped: needs the Debian package postgresql, and root to run it as its user');
  process.exit(0);
}
const PASSWORD = 'correct-horse-1';
const SAMPLES = 200;
const START_MS = Date.now() - SAMPLES * 15_000;

const folder = mkdtempSync('/var/tmp/belvedere-dump-');
execFileSync('chown', ['postgres', folder]);
const [port] = await freePorts(1);
asPostgres('initdb', '-D', join(folder, 'data'), '-A', 'trust', '-U', 'postgres');
asPostgres(
  'pg_ctl',
  '-D',
  join(folder, 'data'),
  '-w',
  '-l',
  join(folder, 'log'),
  '-o',
  `-p ${port} -k ${folder}`,
  'start',
);
const verdict = new Verdict();
try {
  asPostgres('createdb', '-h', folder, '-p', String(port), '-U', 'postgres', 'first');
  const before = await withProduct('first', async (product) => {
    for (let i = 0; i < SAMPLES; i++) {
      const status = await writeSample(
        product.collectorUrl,
        { __name__: 'check_total', i: String(i % 4) },
        i,
        START_MS + i * 15_000,
      );
      if (status !== 204) throw new Error(`remote write answered ${status}`);
      if (i === SAMPLES / 2) await post(product.collectorUrl, '/api/v1/admin/tsdb/seal');
    }
    await post(product.webUrl, '/api/dashboards/db', { dashboard: { title: 'To be kept', uid: 'kept' } });
    // While it runs: what a nightly job does.
    asPostgres(
      'pg_dump',
      '-h',
      folder,
      '-p',
      String(port),
      '-U',
      'postgres',
      '-Fc',
      '-f',
      join(folder, 'dump'),
      'first',
    );
    return contentOf(product);
  });
  asPostgres('createdb', '-h', folder, '-p', String(port), '-U', 'postgres', 'second');
  asPostgres(
    'pg_restore',
    '-h',
    folder,
    '-p',
    String(port),
    '-U',
    'postgres',
    '-d',
    'second',
    '--exit-on-error',
    join(folder, 'dump'),
  );
  const after = await withProduct('second', contentOf);
  verdict.expect(before.samples.length === 4, 'the series were there', `${before.samples.length}`);
  verdict.expect(
    JSON.stringify(after) === JSON.stringify(before),
    'series and dashboards are the same',
    JSON.stringify(after).slice(0, 500),
  );
} finally {
  asPostgres('pg_ctl', '-D', join(folder, 'data'), '-m', 'immediate', 'stop');
  rmSync(folder, { recursive: true, force: true });
}
verdict.print();

/** @param {import('./product.mjs').Product} product */
async function contentOf({ collectorUrl, webUrl }) {
  const samples = await instant(collectorUrl, 'check_total[3h]');
  const response = await fetch(`${webUrl}/api/dashboards/uid/kept`, { headers: asAdmin() });
  const { dashboard } = await response.json();
  samples.sort((/** @type {any} */ a, /** @type {any} */ b) => (a.metric.i < b.metric.i ? -1 : 1));
  return { samples, dashboard };
}

/**
 * @template T
 * @param {string} database
 * @param {(product: import('./product.mjs').Product) => Promise<T>} use
 */
async function withProduct(database, use) {
  const product = await startProduct(
    { DATABASE_URL: `postgresql://postgres@127.0.0.1:${port}/${database}`, BELVEDERE_ADMIN_PASSWORD: PASSWORD },
    () => 'scrape_configs: []\n',
  );
  try {
    return await use(product);
  } finally {
    await product.stop();
  }
}

function asAdmin() {
  return { authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}` };
}

/** @param {string} url @param {string} path @param {object} [body] */
async function post(url, path, body) {
  const response = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: { ...asAdmin(), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
}

/** @param {string} program @param {string[]} args */
function asPostgres(program, ...args) {
  execFileSync('runuser', ['-u', 'postgres', '--', join(ROOT, String(version), 'bin', program), ...args], {
    cwd: '/',
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
