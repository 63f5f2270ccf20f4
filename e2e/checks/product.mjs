// @ts-check
/** Belvedere as a user starts it, on free ports and in a folder of its own. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { freePorts } from '../servers/listen.mjs';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));
const START_TIMEOUT_MS = 300_000;

/**
 * @typedef {object} Product
 * @property {string} collectorUrl
 * @property {string} webUrl
 * @property {string} dataDir
 * @property {() => number} collectorPid of the collector that runs now
 * @property {() => number} databasePid of the postmaster that runs now
 * @property {() => string} output what it wrote so far
 * @property {() => Promise<void>} stop stops it as Ctrl-C does, and removes its data
 */

/**
 * @param {Readonly<Record<string, string>>} env settings
 * @param {(collectorAddress: string) => string} [prometheusYml] its configuration; without it the built-in one
 * @param {(dataDir: string) => void} [prepare] changes the empty folder of its data; undone by whoever gives it
 * @returns {Promise<Product>} when it is ready
 */
export async function startProduct(env, prometheusYml, prepare) {
  // Not $TMPDIR: the embedded database's user must be able to enter it.
  const dataDir = mkdtempSync('/var/tmp/belvedere-check-');
  await chmod(dataDir, 0o755);
  prepare?.(dataDir);
  const [port, collectorPort, gatePort] = await freePorts(3);
  const configFile = join(dataDir, 'prometheus.yml');
  if (prometheusYml !== undefined) await writeFile(configFile, prometheusYml(`127.0.0.1:${collectorPort}`));
  let output = '';
  const child = spawn(process.execPath, ['belvedere.mjs', 'start'], {
    cwd: PROJECT,
    env: {
      ...process.env,
      DATABASE_URL: '',
      BELVEDERE_CONFIG: prometheusYml === undefined ? '' : configFile,
      ...env,
      PORT: String(port),
      BELVEDERE_COLLECTOR_PORT: String(collectorPort),
      BELVEDERE_GATE_PORT: String(gatePort),
      BELVEDERE_DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
    // Its contents only matter: where it is a mount point, whoever mounted it removes it.
    await rm(dataDir, { recursive: true, force: true }).catch(() => undefined);
  };
  const collectorUrl = `http://127.0.0.1:${collectorPort}`;
  const webUrl = `http://127.0.0.1:${port}`;
  const ready = waitUntil(
    async () => (await isOk(`${collectorUrl}/-/ready`)) && isOk(`${webUrl}/api/health`),
    START_TIMEOUT_MS,
  );
  const early = exited.then((code) => {
    throw new Error(`it ended with code ${code}:\n${output}`);
  });
  await Promise.race([ready, early]);
  early.catch(() => undefined);
  const pid = Number(child.pid);
  return {
    collectorUrl,
    webUrl,
    dataDir,
    collectorPid: () => childByCommand(pid, /dist\/collector\.mjs/),
    databasePid: () => postmasterPid(dataDir),
    output: () => output,
    stop,
  };
}

/** @param {string} url @returns {Promise<boolean>} */
export async function isOk(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Refused or cut off: not there yet.
    return false;
  }
}

/** @param {() => Promise<boolean>} condition @param {number} timeoutMs @returns {Promise<number>} milliseconds it took */
export async function waitUntil(condition, timeoutMs) {
  const started = Date.now();
  while (!(await condition())) {
    if (Date.now() - started > timeoutMs) throw new Error(`not within ${timeoutMs} ms`);
    await delay(50);
  }
  return Date.now() - started;
}

/** @param {number} parent @param {RegExp} command @returns {number} */
function childByCommand(parent, command) {
  for (const entry of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
      const ppid = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
      if (ppid === parent && command.test(readFileSync(`/proc/${entry}/cmdline`, 'utf8'))) return Number(entry);
    } catch {
      // It ended while we looked.
    }
  }
  throw new Error(`no process ${command} below ${parent}`);
}

/** @param {string} dataDir @returns {number} */
function postmasterPid(dataDir) {
  const file = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('postmaster.pid'),
  );
  if (file === undefined) throw new Error(`no postmaster.pid below ${dataDir}`);
  return Number(readFileSync(join(dataDir, file), 'utf8').split('\n')[0]);
}
