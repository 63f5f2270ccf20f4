import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Belvedere, makeDataDir } from './fixtures/belvedereProcess';

test.describe('the supervisor', () => {
  // Each of them starts everything, some twice.
  test.describe.configure({ timeout: 120_000 });
  let dataDir: string;
  let started: Belvedere[];

  test.beforeEach(async () => {
    dataDir = await makeDataDir();
    started = [];
  });
  test.afterEach(async () => {
    for (const belvedere of started) await belvedere.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const launch = async (flags: readonly string[] = [], env: Record<string, string> = {}): Promise<Belvedere> => {
    const belvedere = await Belvedere.launch(dataDir, flags, env);
    started.push(belvedere);
    return belvedere;
  };
  const start = async (): Promise<Belvedere> => {
    const belvedere = await launch();
    await belvedere.untilReady();
    return belvedere;
  };

  test('serves, stops on SIGTERM with code 0, and leaves no process behind', async () => {
    const belvedere = await start();
    expect((await fetch(`${belvedere.webUrl}/api/health`)).status).toBe(200);
    const processes = await belvedere.processes();
    expect(processes.length).toBeGreaterThan(3);
    expect(await belvedere.stop()).toBe(0);
    await expect.poll(() => belvedere.processes()).toEqual([]);
  });

  test('a second one on the same data is refused, and the first goes on', async () => {
    const first = await start();
    const second = await launch();
    expect(await second.exited).toBe(1);
    expect(second.complaint()).toMatch(/^belvedere: Belvedere already runs on .* \(process \d+\)/);
    expect((await fetch(`${first.webUrl}/api/health`)).status).toBe(200);
  });

  test('collector and web app come back after kill -9', async () => {
    const belvedere = await start();
    for (const program of [/dist\/collector\.mjs/, /web\/server\.mjs/]) {
      const [pid] = await belvedere.processes(program);
      process.kill(pid ?? 0, 'SIGKILL');
      await expect.poll(() => belvedere.processes(program)).not.toContain(pid);
    }
    await expect.poll(() => belvedere.queryUp(), { timeout: 30_000 }).toBe('success');
    expect(belvedere.output()).toContain('the collector ended by SIGKILL; starting it again in');
  });

  test('Postgres comes back after kill -9, with what it had', async () => {
    const belvedere = await start();
    const pidFile = join(dataDir, 'postgres', 'postmaster.pid');
    process.kill(Number.parseInt(await readFile(pidFile, 'utf8'), 10), 'SIGKILL');
    await expect.poll(() => belvedere.output(), { timeout: 30_000 }).toContain('the database runs again');
    const health = () => fetch(`${belvedere.webUrl}/api/health`).then((answer) => answer.status);
    await expect.poll(health, { timeout: 30_000 }).toBe(200);
  });

  test('after kill -9 of itself nothing lingers, and the next start is well', async () => {
    const first = await start();
    first.kill('SIGKILL');
    await expect.poll(() => first.processes(), { timeout: 30_000 }).toEqual([]);
    const second = await start();
    await expect.poll(() => second.queryUp(), { timeout: 30_000 }).toBe('success');
  });

  test('a start right after kill -9 waits for what is still stopping', async () => {
    const first = await start();
    first.kill('SIGKILL');
    await first.exited;
    const second = await Belvedere.launch(dataDir, [], {}, first.ports);
    started.push(second);
    await second.untilReady();
    await expect.poll(() => second.queryUp(), { timeout: 30_000 }).toBe('success');
  });

  test('a busy port is named with the setting that changes it', async () => {
    const stranger = createServer();
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const address = stranger.address();
    const port = address !== null && typeof address === 'object' ? address.port : 0;
    const belvedere = await launch([`--collector.port=${port}`]);
    expect(await belvedere.exited).toBe(1);
    expect(belvedere.complaint()).toBe(
      `belvedere: port ${port} on 127.0.0.1 is in use; set BELVEDERE_COLLECTOR_PORT to another`,
    );
    stranger.close();
  });

  test('an unreachable database is named without its password', async () => {
    const belvedere = await launch([], { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/metrics' });
    expect(await belvedere.exited).toBe(1);
    expect(belvedere.complaint()).toMatch(
      /^belvedere: the database at 127\.0\.0\.1:1\/metrics cannot be reached: .*ECONNREFUSED.*; check DATABASE_URL$/,
    );
  });

  test('a broken configuration is named with its place, and nothing keeps running', async () => {
    const folder = await mkdtemp('/var/tmp/belvedere-config-');
    const file = join(folder, 'prometheus.yml');
    await writeFile(file, 'global:\n  scrape_interval: often\n');
    const belvedere = await launch([`--config.file=${file}`]);
    expect(await belvedere.exited).toBe(1);
    expect(belvedere.complaint()).toMatch(/^belvedere: the collector cannot start: .*prometheus\.yml.*scrape_interval/);
    await expect.poll(() => belvedere.processes()).toEqual([]);
    await rm(folder, { recursive: true });
  });
});
