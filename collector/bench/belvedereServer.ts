/** Our collector with its embedded PostgreSQL, as the supervisor starts them, without the web app. */
import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import pg from 'pg';
import { openStore } from '@/collector/storage/openStore';
import { bundlePrograms } from '@/collector/supervisor/build.mjs';
import { inProject, PROJECT } from '@/collector/supervisor/project.mjs';
import { createPrisma } from '@/lib/db/client';
import { type Cluster, startCluster } from '@/lib/db/embedded/cluster.mjs';
import { freePort, type Program, startProgram } from './program';
import type { BenchServer } from './server';

const EMPTY_CONFIG = 'scrape_configs: []\n';
/** Sealed pages with their directory and the series index. */
const STORED_BYTES = `
  SELECT coalesce(sum(pg_total_relation_size(oid)), 0)::float8 AS bytes FROM pg_class
  WHERE relkind = 'r' AND (relname LIKE 'Page\\_raw%' OR relname IN ('Window', 'SeriesBlock'))`;

interface Place {
  readonly dataDir: string;
  readonly cluster: Cluster;
  readonly ports: { readonly main: number; readonly gate: number };
  /** Flags of Node for the collector. */
  readonly nodeFlags: readonly string[];
}

/** @param nodeFlags of Node for the collector, such as `--cpu-prof` */
export async function startBelvedere(nodeFlags: readonly string[]): Promise<BenchServer> {
  await bundlePrograms();
  // Not $TMPDIR: as root, PostgreSQL runs as another user, who must be able to enter.
  const dataDir = mkdtempSync('/var/tmp/belvedere-bench-');
  chmodSync(dataDir, 0o755);
  writeFileSync(configIn(dataDir), EMPTY_CONFIG);
  const cluster = await startCluster({ dataDir, database: 'belvedere' });
  try {
    await prepareDatabase(cluster.url);
    const [main, gate] = await Promise.all([freePort(), freePort()]);
    const place: Place = { dataDir, cluster, ports: { main, gate }, nodeFlags };
    return new BelvedereServer(place, await startCollector(place));
  } catch (error) {
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
}

class BelvedereServer implements BenchServer {
  readonly name = 'Belvedere';
  readonly queryParameters = {};
  readonly url: string;
  readonly #place: Place;
  #collector: Program;

  constructor(place: Place, collector: Program) {
    this.#place = place;
    this.#collector = collector;
    this.url = `http://127.0.0.1:${place.ports.main}`;
  }

  processes(): ReadonlyMap<string, number> {
    return new Map([
      ['collector', this.#collector.pid],
      ['Postgres', this.#place.cluster.pid],
    ]);
  }

  async configure(prometheusYml: string): Promise<void> {
    writeFileSync(configIn(this.#place.dataDir), prometheusYml);
    process.kill(this.#collector.pid, 'SIGHUP');
  }

  /** Windows are sealed when they have passed; here the store is opened in the collector's place to seal them at once. */
  async storedBytes(): Promise<number> {
    const { cluster } = this.#place;
    await this.#collector.stop();
    await sealAll(cluster.url);
    const bytes = await queryNumber(cluster.url, STORED_BYTES);
    this.#collector = await startCollector(this.#place);
    return bytes;
  }

  async stop(): Promise<void> {
    const { cluster, dataDir } = this.#place;
    await this.#collector.stop();
    await cluster.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function configIn(dataDir: string): string {
  return join(dataDir, 'prometheus.yml');
}

async function prepareDatabase(databaseUrl: string): Promise<void> {
  const env = { ...process.env, DATABASE_URL: databaseUrl };
  await promisify(execFile)(process.execPath, [inProject('dist/prepare.mjs'), inProject('prisma')], { env });
}

function startCollector({ dataDir, cluster, ports, nodeFlags }: Place): Promise<Program> {
  return startProgram({
    file: process.execPath,
    args: ['--enable-source-maps', ...nodeFlags, inProject('dist/collector.mjs')],
    cwd: PROJECT,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: cluster.url,
      BELVEDERE_COLLECTOR_PORT: String(ports.main),
      BELVEDERE_GATE_PORT: String(ports.gate),
      BELVEDERE_CONFIG: configIn(dataDir),
    },
    readyUrl: `http://127.0.0.1:${ports.main}/-/ready`,
  });
}

async function sealAll(databaseUrl: string): Promise<void> {
  const prisma = createPrisma(databaseUrl);
  const log = { info: () => undefined, warn: console.warn, error: console.error };
  const workerFile = pathToFileURL(inProject('dist/storeWorker.mjs'));
  const store = await openStore({ prisma, databaseUrl, workerFile, now: Date.now, log });
  await store.sealNow();
  await store.close();
  await prisma.$disconnect();
}

async function queryNumber(databaseUrl: string, statement: string): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ bytes: number }>(statement);
    return rows[0]?.bytes ?? Number.NaN;
  } finally {
    await client.end();
  }
}
