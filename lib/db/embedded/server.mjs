// @ts-check
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { explain } from './complaints.mjs';
import { signalIfAlive } from './processes.mjs';

/** @typedef {import('./location.mjs').Placement} Placement */

/** Recovery after a crash reads up to a gigabyte of write-ahead log before the server is ready. */
const START_TIMEOUT_MS = 300_000;
const FAST_STOP_TIMEOUT_MS = 20_000;

/**
 * @typedef {object} Server
 * @property {number} pid
 * @property {Promise<string>} exited settles when the server has ended, by itself or by `stop`, and says how
 * @property {() => Promise<void>} stop fast shutdown: open transactions are rolled back, the rest is on disk
 */

/**
 * Starts `postgres` on a cluster and waits until it accepts connections.
 * @param {Placement} placement
 * @param {Record<string, string | number>} settings as in `postgresql.conf`
 * @param {(line: string) => void} log what the server says, except for routine messages
 * @returns {Promise<Server>}
 */
export async function startServer({ clusterDir, binDir, owner }, settings, log) {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = spawn(join(binDir, 'postgres'), ['-D', clusterDir, ...flags], {
    cwd: clusterDir,
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A group of its own: Ctrl-C goes to the terminal's foreground group, and the order of stopping is ours to decide.
    detached: true,
    ...owner,
  });
  const exited = new Promise((/** @type {(how: string) => void} */ resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ? `by ${signal}` : `with code ${code}`));
  });
  const pid = Number(child.pid);
  if (child.pid !== undefined) void exited.then(guard(clusterDir, pid));
  await untilReady(child.stderr, exited, clusterDir, log);
  return { pid, exited, stop: () => stopServer(pid, exited) };
}

/** What the server inherits: nothing of `PG…`, which would change what it does. */
export function serverEnvironment() {
  const { PATH, LD_LIBRARY_PATH, TMPDIR, TZ, NODE_ENV } = process.env;
  return { PATH, LD_LIBRARY_PATH, TMPDIR, TZ, NODE_ENV, LC_ALL: 'C' };
}

/**
 * @param {import('node:stream').Readable} stderr
 * @param {Promise<string>} exited
 * @param {string} clusterDir
 * @param {(line: string) => void} log
 * @returns {Promise<void>}
 */
function untilReady(stderr, exited, clusterDir, log) {
  /** @type {string[]} */
  const said = [];
  let isReady = false;
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(explain(said.join('\n'), clusterDir)), START_TIMEOUT_MS);
    const lines = createInterface({ input: stderr });
    lines.on('line', (line) => {
      if (!isReady) said.push(line);
      if (line.includes('database system is ready to accept connections')) {
        isReady = true;
        clearTimeout(timer);
        resolve();
      } else if (!line.startsWith('LOG:')) log(line);
    });
    void exited.then((how) => {
      clearTimeout(timer);
      reject(explain(said.join('\n') || `postgres ended ${how}`, clusterDir));
    });
  });
}

/** @param {number} pid @param {Promise<string>} exited */
async function stopServer(pid, exited) {
  signalIfAlive(pid, 'SIGINT');
  const timer = setTimeout(() => signalIfAlive(pid, 'SIGQUIT'), FAST_STOP_TIMEOUT_MS);
  await exited;
  clearTimeout(timer);
}

/**
 * A shell that waits for the end of this process, however it ends, and stops the server then: first kindly, so that
 * others which are also stopping can write their last rows, then for sure.
 * @param {string} clusterDir
 * @param {number} pid
 * @returns {() => void} lets the shell go
 */
function guard(clusterDir, pid) {
  const runs = '[ "$(head -n 1 "$1/postmaster.pid" 2>/dev/null)" = "$2" ]';
  const wait = `n=0; while ${runs} && [ $n -lt 15 ]; do sleep 1; n=$((n+1)); done`;
  const script = `cat >/dev/null; ${runs} && kill -TERM "$2"; ${wait}; ${runs} && kill -INT "$2"`;
  const shell = spawn('/bin/sh', ['-c', script, 'belvedere-guard', clusterDir, String(pid)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  shell.on('error', () => undefined);
  shell.unref();
  return () => shell.stdin.destroy();
}
