/** The collector process: joins the concrete parts, and starts and stops them in order. */
import { setMaxListeners } from 'node:events';
import type { FastifyInstance } from 'fastify';
import { Authenticator } from '@/lib/auth/authenticator';
import { loadSecret } from '@/lib/auth/secret';
import { newToken } from '@/lib/auth/tokens';
import { createPrisma, type Prisma } from '@/lib/db/client';
import { isLoopbackName } from '@/lib/net/hostPolicy.mjs';
import packageJson from '@/package.json';
import type { ApiDeps } from './api/deps';
import { createServer } from './api/server';
import { ConfigError } from './config/configSource';
import { defaultConfigText } from './config/defaultConfig';
import { Configuration } from './configuration';
import { discoverersOf } from './discovery/discoverersOf';
import { createHostExporter, hostExporterSupported } from './exporters/host/hostExporter';
import { CredentialGatekeeper } from './gatekeeper';
import { createRemoteWriteReceiver } from './push/remoteWrite';
import { createEngine } from './query/engine';
import { readRetention } from './retention';
import { createFetcher } from './scrape/fetch';
import { ScrapeManager } from './scrape/manager';
import { createScrapeClock } from './scrape/scrapeClock';
import { newScrapeCounters } from './scrape/scrapeCounters';
import { globalUrl } from './scrape/targetsView';
import { type CollectorSettings, readCollectorSettings, SettingsError } from './settings';
import { createStatusInfo } from './statusInfo';
import { LateStore } from './storage/lateStore';
import { openStore } from './storage/openStore';
import type { StoreRetention } from './storage/retention/policy';
import { describeStart, type StartProgress, walReplayOf } from './storage/startProgress';
import type { Appendable } from './storage/storage';
import type { Store } from './storage/store';
import { registerConfigMetrics } from './telemetry/configMetrics';
import { createHttpMetrics } from './telemetry/httpMetrics';
import { createLogger } from './telemetry/log';
import { registerPushMetrics } from './telemetry/pushMetrics';
import { measureQueries } from './telemetry/queryMetrics';
import { createRegistry } from './telemetry/registry';
import { registerScrapeMetrics } from './telemetry/scrapeMetrics';
import { registerStorageMetrics } from './telemetry/storageMetrics';
import { createImporter } from './transfer/importExposition';

type Logger = ReturnType<typeof createLogger>;

/** What runs, in the order of starting; it is stopped from the end. */
class Running {
  readonly #stops: (() => Promise<unknown>)[] = [];

  add(stop: () => Promise<unknown>): void {
    this.#stops.push(stop);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops.splice(0).reverse()) await stop();
  }
}

/** @param onServing told when HTTP is served and the store is ours; reading it back may take some more seconds */
async function start(settings: CollectorSettings, log: Logger, running: Running, onServing: () => void): Promise<void> {
  const startTimeMs = Date.now();
  const build = { version: packageJson.version, revision: settings.revision, branch: '' };
  const ownToken = newToken();
  const configuration = await Configuration.load(configSource(settings, ownToken), log, Date.now);
  const prisma = createPrisma(settings.databaseUrl, {
    onConnectionLost: (error) => log.warn({ err: error }, 'a connection to Postgres was lost'),
  });
  running.add(() => prisma.$disconnect());
  const retention = await readRetention(settings, configuration.current.config);
  const store = new LateStore();
  running.add(() => store.close());
  const registry = createRegistry(build);
  const scrape = startScraping(store, log);
  running.add(() => scrape.manager.stop());
  registerScrapeMetrics(
    registry,
    () => scrape.counters,
    () => scrape.manager.pools(),
  );
  const remoteWrite = createRemoteWriteReceiver({ appendable: store });
  registerPushMetrics(registry, () => remoteWrite.counters);
  registerConfigMetrics(registry, () => configuration.state());

  const reload = () =>
    configuration.reload(async (config) => {
      // Before it is open, the start goes on with what is in force then.
      if (!store.isOpen) return;
      await store.opened.applyRetention(await readRetention(settings, config));
      store.opened.keepExemplars(config.maxExemplars);
      store.opened.acceptOutOfOrder(config.outOfOrderWindowMs ?? settings.outOfOrderWindowMs);
      await scrape.manager.apply(config.scrapeConfigs);
    });
  process.on('SIGHUP', () => void reload().catch(() => undefined));
  const deps: ApiDeps = {
    engine: measureQueries(
      createEngine(store, {
        ...settings.query,
        subqueryStepMs: configuration.current.config.global.evaluationIntervalMs,
      }),
      registry,
    ),
    queryable: store,
    exemplars: { exemplars: (...query) => store.opened.exemplars(...query) },
    targets: scrape.manager,
    globalUrl: (scrapeUrl) => globalUrl(scrapeUrl, settings.hostName),
    status: createStatusInfo({
      settings,
      configuration,
      build,
      startTimeMs,
      tsdb: (limit) => store.opened.headStatistics(limit),
      walReplay: () => walReplayOf(store.progress),
    }),
    remoteWrite,
    importer: createImporter({ appendable: store }),
    exporters: builtInExporters(log),
    metrics: registry,
    seriesAdmin: {
      deleteSeries: (request) => store.opened.deleteSeries(request),
      cleanTombstones: () => store.opened.cleanTombstones(),
      startRepack: () => store.opened.startRepack(),
      repackStatus: () => store.opened.repackStatus(),
    },
    seal: async () => {
      await store.opened.sealNow();
      const { sealedWindows: windows, sealedSamples: samples, sealedBytes: bytes } = store.opened.stats();
      return { windows, samples, bytes };
    },
    readiness: () => (store.isOpen ? { ready: true } : { ready: false, reason: describeStart(store.progress) }),
    ...(settings.enableLifecycle && { reload }),
    http: createHttpMetrics(registry),
    log,
    now: Date.now,
    webUrl: settings.webUrl,
  };
  const gatekeeper = createGatekeeper(prisma, settings, ownToken);
  const external = new URL(settings.webUrl);
  const allowedHosts = [...settings.allowedHosts, external.hostname, ...ownNames(settings, external.hostname)];
  const options = { allowedHosts, externalHost: external.host };
  const open = isLoopback(settings.host) ? undefined : gatekeeper;
  await listen(createServer(deps, { ...options, gatekeeper, adminApi: true }), '127.0.0.1', settings.gatePort, running);
  const adminApi = settings.enableAdminApi || open !== undefined;
  await listen(createServer(deps, { ...options, gatekeeper: open, adminApi }), settings.host, settings.port, running);
  const loaded = configuration.current;
  const opened = await store.open((noteProgress) => {
    const onProgress = (progress: StartProgress) => {
      onServing();
      noteProgress(progress);
    };
    return openCollectorStore(settings, retention, { prisma, log, onProgress });
  });
  registerStorageMetrics(registry, () => opened.metrics());
  if (configuration.current !== loaded) {
    await opened.applyRetention(await readRetention(settings, configuration.current.config));
    opened.keepExemplars(configuration.current.config.maxExemplars);
  }
  opened.keepExemplars(configuration.current.config.maxExemplars);
  const { outOfOrderWindowMs = settings.outOfOrderWindowMs } = configuration.current.config;
  opened.acceptOutOfOrder(outOfOrderWindowMs);
  await scrape.manager.apply(configuration.current.config.scrapeConfigs);
  log.info({ host: settings.host, port: settings.port }, 'the collector is ready');
}

/** What the port demands of others, the collector brings when it scrapes itself. */
function configSource({ configFile, hostName, host, port }: CollectorSettings, ownToken: string) {
  const reached = ANY_ADDRESS[host] ?? host;
  const collectorAddress = `${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
  const options = { collectorAddress, hostName, ...(!isLoopback(host) && { token: ownToken }) };
  return { file: configFile, builtIn: defaultConfigText(options), environment: process.env };
}

/** Who listens on all addresses is reached at one of them. */
const ANY_ADDRESS: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** Who listens on all addresses is called by the machine's name, as the start says. */
function ownNames({ host, hostName }: CollectorSettings, webHost: string): string[] {
  return [host, webHost.replace(/^\[|\]$/g, '')].some((name) => name in ANY_ADDRESS) ? [hostName] : [];
}

function isLoopback(host: string): boolean {
  return isLoopbackName(host.toLowerCase());
}

function createGatekeeper(prisma: Prisma, { auth }: CollectorSettings, ownToken: string): CredentialGatekeeper {
  let secret: Promise<string> | undefined;
  const authenticator = new Authenticator({
    prisma,
    anonymousRole: auth.anonymousRole,
    secret: () => {
      secret ??= loadSecret(prisma, auth.secret);
      secret.catch(() => {
        secret = undefined;
      });
      return secret;
    },
    nowMs: Date.now,
  });
  return new CredentialGatekeeper({ authenticator, ownToken, nowMs: Date.now });
}

function openCollectorStore(
  settings: CollectorSettings,
  retention: StoreRetention,
  parts: {
    readonly prisma: Prisma;
    readonly log: Logger;
    readonly onProgress: (progress: StartProgress) => void;
  },
): Promise<Store> {
  const { prisma, log, onProgress } = parts;
  return openStore({
    prisma,
    onProgress,
    databaseUrl: settings.databaseUrl,
    workerFile: new URL('storeWorker.mjs', import.meta.url),
    now: Date.now,
    log: log.child({ component: 'storage' }),
    limits: { ...settings.series, rawRetentionMs: retention.defaults.rawMs },
    retention,
    onFenced: (error) => fail(log, error),
  });
}

function startScraping(store: Appendable, parentLog: Logger) {
  const log = parentLog.child({ component: 'scrape' });
  const counters = newScrapeCounters();
  const manager = new ScrapeManager({
    appendable: store,
    counters,
    log,
    now: createScrapeClock({
      wallMs: Date.now,
      monotonicMs: () => performance.now(),
      onReanchor: (byMs) => log.warn({ byMs }, "the machine's clock was set; scraping follows it"),
    }),
    schedule: (delayMs, callback) => {
      const timer = setTimeout(callback, delayMs);
      return () => clearTimeout(timer);
    },
    createFetcher: (config) => createFetcher(config, { allowLinkLocal: false }),
    discoverersOf: (config) =>
      discoverersOf(config, (file, message) => {
        if (message === undefined) log.info({ file }, 'the target file can be read again');
        else log.warn({ file }, message);
      }),
  });
  return { manager, counters };
}

function builtInExporters(log: Logger): ReadonlyMap<string, () => Promise<string>> {
  if (!hostExporterSupported()) return new Map();
  const exporter = createHostExporter({
    onFailure: (collector, error) => log.warn({ collector, err: error }, 'a collector of the host exporter fails'),
  });
  return new Map([['host', () => exporter.collect()]]);
}

async function listen(app: FastifyInstance, host: string, port: number, running: Running): Promise<void> {
  running.add(() => app.close());
  try {
    await app.listen({ host, port });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    throw new SettingsError(`port ${port} is in use; BELVEDERE_COLLECTOR_PORT and BELVEDERE_GATE_PORT choose others`, {
      cause: error,
    });
  }
}

/** Says why, to the log and to the supervisor, and ends the process. */
function fail(log: Logger, error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const expected = error instanceof ConfigError || error instanceof SettingsError;
  const exit = () => process.exit(1);
  // The supervisor says what is expected in a line of its own.
  if (!expected || process.send === undefined) log.error(expected ? {} : { err: error }, message);
  if (process.send === undefined) exit();
  else process.send({ type: 'fatal', message }, exit);
}

async function main(): Promise<void> {
  setMaxListeners(100);
  const log = createLogger('info');
  const running = new Running();
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(log, error),
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // The supervisor is gone.
  process.on('disconnect', stop);
  try {
    const settings = readCollectorSettings(process.env);
    log.level = settings.logLevel;
    let isServing = false;
    await start(settings, log, running, () => {
      if (!isServing) process.send?.({ type: 'ready' });
      isServing = true;
    });
  } catch (error) {
    // What a stop interrupts fails; that is no news.
    if (!stopping) fail(log, error);
  }
}

void main();
