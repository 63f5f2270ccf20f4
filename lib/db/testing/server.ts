import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server as HttpServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { type Cluster, startCluster } from '../embedded/cluster.mjs';
import { isAlive } from '../embedded/processes.mjs';
import { migrate } from '../migrate';

const TEMPLATE = 'belvedere_template';
/** Not $TMPDIR, which may be closed to the user PostgreSQL runs as. */
const PLACE = '/var/tmp';
const PREFIX = 'belvedere-test-';
const MIGRATIONS = fileURLToPath(new URL('../../../prisma/migrations', import.meta.url));

/** Nothing here outlives the run, so nothing need reach the disk. */
const SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: 200 };

interface Running {
  readonly cluster: Cluster;
  readonly dataDir: string;
}

/**
 * One embedded PostgreSQL per test run, started when the first test asks: POST to its address answers the URL of a
 * fresh, migrated database; DELETE with that URL removes it.
 */
export class TestDatabaseServer {
  #running: Promise<Running> | undefined;
  #count = 0;
  readonly #http: HttpServer = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const work = request.method === 'DELETE' ? this.#drop(body) : this.#create();
      work.then(
        (answer) => response.end(answer),
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    });
  });

  /** @returns address to ask for databases */
  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.#http.listen(0, '127.0.0.1', resolve));
    const address = this.#http.address();
    if (address === null || typeof address === 'string') throw new Error('BUG: no TCP address');
    return `http://127.0.0.1:${address.port}/`;
  }

  async close(): Promise<void> {
    this.#http.closeAllConnections();
    this.#http.close();
    const running = await this.#running;
    if (running === undefined) return;
    await running.cluster.stop();
    await rm(running.dataDir, { recursive: true, force: true });
  }

  async #create(): Promise<string> {
    this.#running ??= start();
    const { cluster } = await this.#running;
    const name = `test_${++this.#count}`;
    await execute(cluster.url, `CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
    return withDatabase(cluster.url, name);
  }

  async #drop(url: string): Promise<string> {
    const { cluster } = await (this.#running ?? Promise.reject(new Error('no database was made')));
    const name = pg.escapeIdentifier(new URL(url).pathname.slice(1));
    await execute(cluster.url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    return '';
  }
}

async function start(): Promise<Running> {
  await removeAbandoned();
  const dataDir = await mkdtemp(join(PLACE, `${PREFIX}${process.pid}-`));
  // mkdtemp's folder is for us alone, and as root PostgreSQL runs as another user.
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({ dataDir, database: 'belvedere', settings: SETTINGS });
  await execute(cluster.url, `CREATE DATABASE ${TEMPLATE}`);
  await migrate(withDatabase(cluster.url, TEMPLATE), MIGRATIONS);
  return { cluster, dataDir };
}

/** Folders of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(PLACE)) {
    const pid = Number(/^belvedere-test-(\d+)-/.exec(name)?.[1]);
    if (pid > 0 && !isAlive(pid)) await rm(join(PLACE, name), { recursive: true, force: true });
  }
}

function withDatabase(url: string, name: string): string {
  const target = new URL(url);
  target.pathname = `/${name}`;
  return target.href;
}

async function execute(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
