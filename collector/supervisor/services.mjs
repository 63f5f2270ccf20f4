// @ts-check
import { setTimeout as delay } from 'node:timers/promises';
import { startChild } from './child.mjs';
import { Failure } from './failure.mjs';
import { readFirstAdmin } from './firstAdmin.mjs';
import { Keeper } from './keepRunning.mjs';
import { readableLine } from './logLine.mjs';
import { captureProgram } from './programs.mjs';
import { inProject } from './project.mjs';
import { readRevision } from './revision.mjs';
import { say, step } from './terminal.mjs';

/** The collector writes its newest samples before it ends. */
const COLLECTOR_STOP_TIMEOUT_MS = 30_000;
const WEB_STOP_TIMEOUT_MS = 10_000;

/** @type {import('./keepRunning.mjs').Clock} */
const clock = {
  now: () => performance.now(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }).catch(() => undefined),
};

/**
 * @typedef {object} Services
 * @property {Keeper<import('./child.mjs').Child>} collector
 * @property {Keeper<import('./child.mjs').Child>} web
 * @property {import('./firstAdmin.mjs').FirstAdmin} firstAdmin
 */

/**
 * Starts database, collector and web app, in this order, and keeps them running.
 * @param {import('./settings.mjs').Settings} settings
 * @param {import('./instance.mjs').Instance} instance
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @param {'production' | 'development'} mode
 * @returns {Promise<Services>}
 */
export async function startServices(settings, instance, shutdown, mode) {
  const databaseUrl = settings.databaseUrl ?? (await startDatabase(settings, shutdown));
  const firstAdmin = await step('preparing the database', () => prepareDatabase(databaseUrl, settings.adminPassword));
  const env = childEnvironment(settings, databaseUrl, mode);
  env['BELVEDERE_REVISION'] ??= await readRevision();
  const note = (/** @type {number} */ pid) => void instance.addChild(pid).catch(() => undefined);
  const begin = async (/** @type {import('./child.mjs').ChildSpec} */ spec) => {
    const keeper = new Keeper(`the ${spec.name}`, () => startChild(spec, note), say, clock);
    await step(`starting the ${spec.name}`, () => keeper.begin());
    shutdown.add(`the ${spec.name}`, () => keeper.stop());
    return keeper;
  };
  const collector = await begin({
    name: 'collector',
    args: ['--enable-source-maps', inProject('dist/collector.mjs')],
    env,
    stopTimeoutMs: COLLECTOR_STOP_TIMEOUT_MS,
    log: logOf('collector'),
  });
  const web = await begin({
    name: 'web app',
    args: [inProject('collector/supervisor/web/server.mjs')],
    env,
    stopTimeoutMs: WEB_STOP_TIMEOUT_MS,
    log: logOf('web'),
  });
  return { collector, web, firstAdmin };
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {import('./shutdown.mjs').Shutdown} shutdown
 * @returns {Promise<string>} its connection string
 */
async function startDatabase({ dataDir }, shutdown) {
  // Its packages may just have been installed.
  const { startCluster } = await import('../../lib/db/embedded/cluster.mjs');
  const log = (/** @type {string} */ line) => say(`database: ${line}`);
  /** @type {number | undefined} Who was told its address would not hear of another. */
  let port;
  const start = async () => {
    const cluster = await startCluster({ dataDir, database: 'belvedere', port, log });
    port = cluster.port;
    return cluster;
  };
  const keeper = new Keeper('the database', start, say, clock);
  const { url, moved } = await step('starting the embedded database', () => keeper.begin());
  shutdown.add('the database', () => keeper.stop());
  if (moved !== undefined) say(`    ${moved}`);
  return url;
}

/**
 * Migrates, stores the dashboards that ship, and makes the first administrator.
 * @param {string} databaseUrl
 * @param {string | undefined} adminPassword
 */
async function prepareDatabase(databaseUrl, adminPassword) {
  const env = { ...process.env, DATABASE_URL: databaseUrl, BELVEDERE_ADMIN_PASSWORD: adminPassword };
  const args = ['--enable-source-maps', inProject('dist/prepare.mjs'), inProject('prisma')];
  const { code, output } = await captureProgram(process.execPath, args, env);
  if (code !== 0) throw new Failure(output.trim() || 'preparing the database was interrupted');
  return readFirstAdmin(output);
}

/**
 * @param {import('./settings.mjs').Settings} settings
 * @param {string} databaseUrl
 * @param {'production' | 'development'} mode
 * @returns {NodeJS.ProcessEnv}
 */
function childEnvironment(settings, databaseUrl, mode) {
  const { web, collector, forCollector } = settings;
  return {
    ...process.env,
    NODE_ENV: mode,
    NEXT_TELEMETRY_DISABLED: '1',
    DATABASE_URL: databaseUrl,
    HOST: web.host,
    PORT: String(web.port),
    BELVEDERE_COLLECTOR_HOST: collector.host,
    BELVEDERE_COLLECTOR_PORT: String(collector.port),
    BELVEDERE_GATE_PORT: String(settings.gatePort),
    BELVEDERE_DATA_DIR: settings.dataDir,
    BELVEDERE_CONFIG: settings.configFile,
    BELVEDERE_RETENTION_RULES: settings.retentionRulesFile,
    BELVEDERE_EXTERNAL_URL: settings.externalUrl,
    BELVEDERE_EMBED_ORIGINS: settings.embedOrigins,
    BELVEDERE_ANONYMOUS_ROLE: settings.anonymousRole,
    BELVEDERE_SECRET: settings.secret,
    // Nobody but the first start needs it.
    BELVEDERE_ADMIN_PASSWORD: undefined,
    ...forCollector,
    BELVEDERE_WEB_DEV: mode === 'development' ? '1' : undefined,
  };
}

/** People get text; a pipe or a file gets the collector's JSON as it is. @param {string} name */
function logOf(name) {
  return (/** @type {string} */ line) => say(process.stdout.isTTY ? readableLine(name, line) : line);
}
