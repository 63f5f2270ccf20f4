// @ts-check
import { statfs } from 'node:fs/promises';
import { ClusterError } from './clusterError.mjs';

/** A new cluster takes 40 MB and its first write-ahead files as much again. */
const LEAST_FREE_BYTES = 128 * 1024 * 1024;

/** Refuses a disk on which PostgreSQL would stop soon. @param {string} folder */
export async function checkSpace(folder) {
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  if (free >= LEAST_FREE_BYTES) return;
  const mb = Math.floor(free / 1024 / 1024);
  throw new ClusterError(`the disk is full: ${mb} MB free at ${folder}, at least 128 MB are needed`);
}

/**
 * One line out of what `initdb` or `postgres` wrote before it ended.
 * @param {string} output
 * @param {string} clusterDir
 */
export function explain(output, clusterDir) {
  if (/No space left on device|ENOSPC/.test(output)) return new ClusterError(`the disk is full at ${clusterDir}`);
  if (/incompatible with server/.test(output)) {
    return new ClusterError(
      `the database in ${clusterDir} was made by another major version of PostgreSQL; move it away`,
    );
  }
  const lines = output.split('\n').map((line) => line.trim());
  const worst = lines.find((line) => /(FATAL|PANIC|error|Error):/.test(line)) ?? lines.findLast((line) => line !== '');
  return new ClusterError(`the embedded database in ${clusterDir} does not start: ${worst ?? 'it said nothing'}`);
}
