// @ts-check
import { execFile } from 'node:child_process';
import { chown, mkdir, rename, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ClusterError } from './clusterError.mjs';
import { explain } from './complaints.mjs';
import { serverEnvironment } from './server.mjs';

/** @typedef {import('./location.mjs').Placement} Placement */

/**
 * Makes the cluster unless it is there. It is made under another name and renamed when it is whole, so an attempt that
 * was cut short is made again and nothing of anybody's is ever removed.
 * @param {Placement} placement
 * @param {{ user: string, password: string }} superuser
 */
export async function ensureCluster(placement, { user, password }) {
  const { clusterDir, owner } = placement;
  if (await isCluster(clusterDir)) return;
  await mkdir(dirname(clusterDir), { recursive: true });
  await removeEmpty(clusterDir);
  const making = `${clusterDir}.new`;
  const passwordFile = `${clusterDir}.password`;
  await rm(making, { recursive: true, force: true });
  await mkdir(making, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (owner) await Promise.all([making, passwordFile].map((path) => chown(path, owner.uid, owner.gid)));
  try {
    await initdb(placement, making, [`--username=${user}`, `--pwfile=${passwordFile}`]);
    await rename(making, clusterDir);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(making, { recursive: true, force: true });
  }
}

/** @param {Placement} placement @param {string} target @param {string[]} flags */
async function initdb({ binDir, owner, clusterDir }, target, flags) {
  // Collation by PostgreSQL itself: an index stays right when the system's collations change.
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const args = [`--pgdata=${target}`, '--auth=scram-sha-256', '--no-instructions', ...locale, ...flags];
  const options = { cwd: dirname(target), env: serverEnvironment(), ...owner };
  await promisify(execFile)(join(binDir, 'initdb'), args, options).catch((error) => {
    throw explain(error.stderr || error.message, clusterDir);
  });
}

/** @param {string} clusterDir */
async function isCluster(clusterDir) {
  return stat(join(clusterDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

/** @param {string} clusterDir */
async function removeEmpty(clusterDir) {
  await rmdir(clusterDir).catch((error) => {
    if (error.code === 'ENOENT') return;
    throw new ClusterError(`${clusterDir} is not empty and holds no database; move it away`, { cause: error });
  });
}
