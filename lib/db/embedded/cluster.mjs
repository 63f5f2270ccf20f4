// @ts-check

import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { readAccess, usablePort, writeAccess } from './access.mjs';
import { ClusterError } from './clusterError.mjs';
import { checkSpace } from './complaints.mjs';
import { ensureDatabase } from './database.mjs';
import { ensureCluster } from './initdb.mjs';
import { stopLeftovers } from './leftovers.mjs';
import { placeCluster } from './location.mjs';
import { startServer } from './server.mjs';

const USER = 'belvedere';

const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  log_line_prefix: '',
  // A failing statement may hold a megabyte of samples; its error is enough.
  log_min_error_statement: 'panic',
  // Errors of statements go to whoever sent them. (In the log LOG ranks above ERROR.)
  log_min_messages: 'log',
  log_checkpoints: 'off',
};

/**
 * @typedef {object} ClusterOptions
 * @property {string} dataDir keeps `postgres.json` and, where PostgreSQL's user may enter it, the cluster
 * @property {string} database name, made when it does not exist
 * @property {number} [port] no other will do, as somebody knows it already; without it that of last time, or any
 * @property {Record<string, string | number>} [settings] as in `postgresql.conf`, for this start
 * @property {(line: string) => void} [log] what the server says, except for routine messages
 *
 * @typedef {import('./server.mjs').Server & { url: string, port: number, moved: string | undefined }} Cluster a running
 * server; `url` connects to the database, `moved` is one line that says why the cluster lies outside the data directory
 */

/**
 * Starts the embedded PostgreSQL of a data directory: makes the cluster if there is none, stops what a killed process
 * left running, and listens on loopback only, on the port of last time if that is still free. The server does not
 * outlive this process, even if that is killed.
 * @param {ClusterOptions} options
 * @returns {Promise<Cluster>}
 * @throws Error with one line for people
 */
export async function startCluster({ dataDir, database, port: fixed, settings, log = () => undefined }) {
  const placement = await placeCluster(dataDir);
  await mkdir(dirname(placement.clusterDir), { recursive: true });
  await checkSpace(dirname(placement.clusterDir));
  await stopLeftovers(placement.clusterDir);
  const { password, port: lastPort } = await readAccess(dataDir);
  const port = await usablePort(fixed ?? lastPort);
  if (fixed !== undefined && port !== fixed) throw new ClusterError(`port ${fixed} of the embedded database is taken`);
  await writeAccess(dataDir, { password, port });
  await ensureCluster(placement, { user: USER, password });
  const server = await startServer(placement, { ...SETTINGS, port, ...settings }, log);
  /** @param {string} name */
  const url = (name) => `postgresql://${USER}:${password}@127.0.0.1:${port}/${encodeURIComponent(name)}`;
  try {
    await ensureDatabase(url('postgres'), database);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { ...server, url: url(database), port, moved: placement.moved };
}
