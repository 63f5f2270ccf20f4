/** Debian's Prometheus and VictoriaMetrics as peers, each with a folder of its own that goes with it. */
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findProgram, PEERS } from '@/collector/supervisor/peers.mjs';
import { mustSucceed } from './httpRequest';
import { freePort, type Program, startProgram } from './program';
import type { BenchServer } from './server';

const EMPTY_CONFIG = 'scrape_configs: []\n';

interface Installation {
  readonly program: Program;
  readonly url: string;
  readonly folder: string;
}

/** Undefined when it is not installed; then the package is named. */
export async function startPrometheus(): Promise<BenchServer | undefined> {
  const installation = await start('prometheus', (folder, address) => [
    `--config.file=${configIn(folder)}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${address}`,
    '--web.enable-remote-write-receiver',
    '--web.enable-admin-api',
    '--log.level=error',
  ]);
  return installation && new PrometheusServer(installation);
}

/** Undefined when it is not installed; then the package is named. */
export async function startVictoriaMetrics(): Promise<BenchServer | undefined> {
  const installation = await start('victoria-metrics', (folder, address) => [
    `-promscrape.config=${configIn(folder)}`,
    `-storageDataPath=${join(folder, 'data')}`,
    `-httpListenAddr=${address}`,
    // It would hide the newest 30 seconds.
    '-search.latencyOffset=0s',
    '-loggerLevel=ERROR',
  ]);
  return installation && new VictoriaMetricsServer(installation);
}

abstract class PeerServer implements BenchServer {
  abstract readonly name: string;
  readonly queryParameters: Readonly<Record<string, string>> = {};
  readonly url: string;

  constructor(protected readonly installation: Installation) {
    this.url = installation.url;
  }

  abstract storedBytes(): Promise<number>;

  processes(): ReadonlyMap<string, number> {
    return new Map([[this.name, this.installation.program.pid]]);
  }

  async configure(prometheusYml: string): Promise<void> {
    writeFileSync(configIn(this.installation.folder), prometheusYml);
    process.kill(this.installation.program.pid, 'SIGHUP');
  }

  async stop(): Promise<void> {
    await this.installation.program.stop();
    rmSync(this.installation.folder, { recursive: true, force: true });
  }
}

class PrometheusServer extends PeerServer {
  readonly name = 'Prometheus';

  /** A snapshot has the head's samples in a block as compaction would write it. */
  async storedBytes(): Promise<number> {
    await mustSucceed(`${this.url}/api/v1/admin/tsdb/snapshot`, { method: 'POST' });
    return sizeOf(join(this.installation.folder, 'data', 'snapshots'));
  }
}

class VictoriaMetricsServer extends PeerServer {
  readonly name = 'VictoriaMetrics';
  /** Repeated queries are to be evaluated, not remembered. */
  override readonly queryParameters = { nocache: '1' };

  async storedBytes(): Promise<number> {
    await mustSucceed(`${this.url}/internal/force_flush`);
    await mustSucceed(`${this.url}/internal/force_merge`);
    // The merge goes on behind the answer.
    await delay(5_000);
    return sizeOf(join(this.installation.folder, 'data'));
  }
}

async function start(
  name: string,
  argsFor: (folder: string, address: string) => string[],
): Promise<Installation | undefined> {
  const file = await findProgram(name);
  if (file === undefined) {
    const packageName = PEERS.find((peer) => peer.program === name)?.debianPackage ?? name;
    console.log(`without ${name}: the Debian package ${packageName} is not installed`);
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), `belvedere-bench-${name}-`));
  writeFileSync(configIn(folder), EMPTY_CONFIG);
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  try {
    const program = await startProgram({ file, args: argsFor(folder, address), readyUrl: `${url}/-/healthy` });
    return { program, url, folder };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function configIn(folder: string): string {
  return join(folder, 'prometheus.yml');
}

/** Bytes of all files below a folder; a file with several names counts once. */
function sizeOf(folder: string): number {
  const sizes = new Map<number, number>();
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const { ino, size } = lstatSync(join(folder, entry));
    sizes.set(ino, size);
  }
  return [...sizes.values()].reduce((sum, size) => sum + size, 0);
}
