import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Cluster, startCluster } from './cluster.mjs';
import { ClusterError } from './clusterError.mjs';
import { isAlive, processesIn, waitUntilGone } from './processes.mjs';

const START_TIMEOUT_MS = 60_000;

describe('the embedded cluster', () => {
  let dataDir: string;
  let running: Cluster[];

  beforeEach(async () => {
    dataDir = await mkdtemp('/var/tmp/belvedere-cluster-');
    await chmod(dataDir, 0o755);
    running = [];
  });
  afterEach(async () => {
    await Promise.all(running.map((cluster) => cluster.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  const start = async (): Promise<Cluster> => {
    const cluster = await startCluster({ dataDir, database: 'metrics' });
    running.push(cluster);
    return cluster;
  };

  it(
    'keeps data, port and password over a stop, on loopback and for its owner only',
    async () => {
      const first = await start();
      await run(first.url, 'CREATE TABLE kept AS SELECT 42 AS answer');
      expect(await run(first.url, 'SHOW listen_addresses')).toEqual([{ listen_addresses: '127.0.0.1' }]);
      await expect(run(withPassword(first.url, 'wrong'), 'SELECT 1')).rejects.toThrow(/password authentication failed/);
      expect((await stat(join(dataDir, 'postgres.json'))).mode & 0o777).toBe(0o600);
      await first.stop();
      expect(isAlive(first.pid)).toBe(false);

      const second = await start();
      expect(second.url).toBe(first.url);
      expect(await run(second.url, 'SELECT answer FROM kept')).toEqual([{ answer: 42 }]);
    },
    START_TIMEOUT_MS,
  );

  it(
    'starts again after kill -9 of the server, whose backends are still there',
    async () => {
      const first = await start();
      await run(first.url, 'CREATE TABLE kept AS SELECT 1');
      const busy = run(first.url, 'SELECT pg_sleep(600)').catch((error: unknown) => error);
      process.kill(first.pid, 'SIGKILL');
      expect(await first.exited).toBe('by SIGKILL');
      const second = await start();
      expect(await run(second.url, 'SELECT count(*)::int AS n FROM kept')).toEqual([{ n: 1 }]);
      expect(await busy).toBeInstanceOf(Error);
    },
    START_TIMEOUT_MS,
  );

  it(
    'stops a server that somebody left running on the same folder',
    async () => {
      const first = await start();
      const second = await start();
      expect(second.pid).not.toBe(first.pid);
      expect(isAlive(first.pid)).toBe(false);
      expect(await run(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    START_TIMEOUT_MS,
  );

  it(
    'does not outlive a process that is killed',
    async () => {
      const program = `import { startCluster } from ${JSON.stringify(import.meta.resolve('./cluster.mjs'))};
        const { pid } = await startCluster({ dataDir: ${JSON.stringify(dataDir)}, database: 'metrics' });
        process.stdout.write(String(pid), () => process.kill(process.pid, 'SIGKILL'));`;
      const ended: unknown = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program]).catch(
        (error: unknown) => error,
      );
      expect(ended).toMatchObject({ signal: 'SIGKILL' });
      const pid = Number(Reflect.get(Object(ended), 'stdout'));
      expect(pid).toBeGreaterThan(1);
      expect(await waitUntilGone([pid], 20_000)).toBe(true);
      expect(await processesIn(join(dataDir, 'postgres'))).toEqual([]);
    },
    START_TIMEOUT_MS,
  );

  it(
    'takes another port when the last one is taken, and remembers it',
    async () => {
      const first = await start();
      const port = Number(new URL(first.url).port);
      await first.stop();
      const stranger = createServer();
      await new Promise<void>((resolve) => stranger.listen(port, '127.0.0.1', resolve));
      const second = await start();
      expect(Number(new URL(second.url).port)).not.toBe(port);
      const kept: unknown = JSON.parse(await readFile(join(dataDir, 'postgres.json'), 'utf8'));
      expect(kept).toMatchObject({ port: Number(new URL(second.url).port) });
      stranger.close();
    },
    START_TIMEOUT_MS,
  );

  it(
    'starts although a stranger has the number of the last server by now',
    async () => {
      const first = await start();
      await first.stop();
      await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${process.pid}\n`);
      const second = await start();
      expect(await run(second.url, 'SELECT 1 AS one')).toEqual([{ one: 1 }]);
    },
    START_TIMEOUT_MS,
  );

  it(
    'refuses to start when the port that others know is taken',
    async () => {
      const first = await start();
      const stranger = createServer();
      await first.stop();
      await new Promise<void>((resolve) => stranger.listen(first.port, '127.0.0.1', resolve));
      const again = startCluster({ dataDir, database: 'metrics', port: first.port });
      await expect(again).rejects.toThrow(`port ${first.port} of the embedded database is taken`);
      stranger.close();
    },
    START_TIMEOUT_MS,
  );

  it.each([
    ['not JSON', '{'],
    ['without a password', '{"port": 5432}'],
  ])('says so when postgres.json is %s', async (_, text) => {
    await writeFile(join(dataDir, 'postgres.json'), text);
    await expect(start()).rejects.toThrow(ClusterError);
    await expect(start()).rejects.toThrow(/postgres\.json is damaged/);
  });

  it(
    'leaves a folder alone that holds something else',
    async () => {
      await mkdir(join(dataDir, 'postgres'));
      await writeFile(join(dataDir, 'postgres', 'thesis.txt'), 'years of work');
      await expect(start()).rejects.toThrow(/is not empty and holds no database; move it away/);
      expect(await readFile(join(dataDir, 'postgres', 'thesis.txt'), 'utf8')).toBe('years of work');
    },
    START_TIMEOUT_MS,
  );
});

async function run(url: string, statement: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function withPassword(url: string, password: string): string {
  const changed = new URL(url);
  changed.password = password;
  return changed.href;
}
