// @ts-check
import { readFile, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { commandLine, isAlive, processesIn, signalIfAlive, waitUntilGone } from './processes.mjs';

const STOP_TIMEOUT_MS = 30_000;
const QUIT_TIMEOUT_MS = 5_000;

/**
 * Stops what a killed process left of a cluster: a server that still runs, or the backends of a server that was killed
 * itself, which hold its shared memory and keep a new server from starting.
 * @param {string} clusterDir
 * @returns {Promise<boolean>} whether anything was left
 */
export async function stopLeftovers(clusterDir) {
  const server = await runningServer(clusterDir);
  if (server !== undefined) {
    signalIfAlive(server, 'SIGINT');
    await waitUntilGone([server], STOP_TIMEOUT_MS);
  }
  const folder = await realpath(clusterDir).catch(() => clusterDir);
  const rest = [];
  for (const pid of await processesIn(folder)) if (await isPostgres(pid)) rest.push(pid);
  await endAll(rest);
  await removeStrangersLock(clusterDir);
  return server !== undefined || rest.length > 0;
}

/** @param {number[]} pids */
async function endAll(pids) {
  for (const pid of pids) signalIfAlive(pid, 'SIGQUIT');
  if (await waitUntilGone(pids, QUIT_TIMEOUT_MS)) return;
  for (const pid of pids) signalIfAlive(pid, 'SIGKILL');
  await waitUntilGone(pids, QUIT_TIMEOUT_MS);
}

/**
 * The id of the server that runs on this cluster. `postmaster.pid` outlives a killed server, and its number may belong
 * to a stranger by now.
 * @param {string} clusterDir
 * @returns {Promise<number | undefined>}
 */
async function runningServer(clusterDir) {
  const pid = await lockHolder(clusterDir);
  if (pid === undefined || !isAlive(pid)) return undefined;
  return (await isPostgres(pid)) && (await commandLine(pid)).includes(clusterDir) ? pid : undefined;
}

/**
 * PostgreSQL refuses to start while any process has the number in `postmaster.pid`: after a restart of the machine or
 * the container a stranger, after kill -9 the dead server itself until somebody takes note of its end. A lock whose
 * holder is gone altogether stays, as PostgreSQL learns from it which shared memory to look at.
 * @param {string} clusterDir
 */
async function removeStrangersLock(clusterDir) {
  const pid = await lockHolder(clusterDir);
  if (pid === undefined || !isAlive(pid) || (await runningServer(clusterDir)) !== undefined) return;
  await rm(join(clusterDir, 'postmaster.pid'), { force: true });
}

/** @param {string} clusterDir @returns {Promise<number | undefined>} the number in `postmaster.pid` */
async function lockHolder(clusterDir) {
  const text = await readFile(join(clusterDir, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return pid > 1 ? pid : undefined;
}

/** @param {number} pid */
async function isPostgres(pid) {
  return /^(\S*\/)?postgres[: ]/.test(await commandLine(pid));
}
