// @ts-check
import { randomBytes, randomInt } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { ClusterError } from './clusterError.mjs';

/**
 * How to reach an embedded cluster; kept in `postgres.json` of the data directory, readable by its owner only.
 * @typedef {{ password: string, port: number }} Access `port` 0: none chosen yet
 */

/**
 * @param {string} dataDir
 * @returns {Promise<Access>} of last time, or new
 */
export async function readAccess(dataDir) {
  const path = accessFile(dataDir);
  const text = await readFile(path, 'utf8').catch((error) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return { password: randomBytes(24).toString('base64url'), port: 0 };
  try {
    const { password, port } = JSON.parse(text);
    if (typeof password === 'string' && Number.isInteger(port)) return { password, port };
  } catch {
    // Falls through to the message below.
  }
  throw new ClusterError(
    `${path} is damaged: it must hold {"password": "…", "port": 5432}, the access to the database`,
  );
}

/** @param {string} dataDir @param {Access} access */
export async function writeAccess(dataDir, access) {
  const path = accessFile(dataDir);
  await mkdir(dataDir, { recursive: true });
  // Written whole or not at all: without the password the database is lost.
  await writeFile(`${path}.new`, `${JSON.stringify(access)}\n`, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}

/**
 * Below the ports that systems give to outgoing connections (from 32768 on Linux): who asks again and again for a
 * server of that range that is down is one day given its very port, connects to itself, and keeps the server away.
 */
const LOWEST_PORT = 20_000;
const HIGHEST_PORT = 32_767;
const ATTEMPTS = 20;

/** @param {number} wanted 0 for any @returns {Promise<number>} `wanted` if it is free on loopback, else another */
export async function usablePort(wanted) {
  let port = wanted === 0 ? undefined : await tryPort(wanted);
  for (let attempt = 0; port === undefined && attempt < ATTEMPTS; attempt++) {
    port = await tryPort(randomInt(LOWEST_PORT, HIGHEST_PORT + 1));
  }
  if (port === undefined)
    throw new ClusterError('no free port on 127.0.0.1 for the embedded database; set DATABASE_URL');
  return port;
}

/** @param {number} port @returns {Promise<number | undefined>} the port, undefined when it is taken */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const bound = address !== null && typeof address === 'object' ? address.port : undefined;
      server.close(() => resolve(bound));
    });
  });
}

/** @param {string} dataDir */
function accessFile(dataDir) {
  return join(dataDir, 'postgres.json');
}
