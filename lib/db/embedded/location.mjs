// @ts-check
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { copyBinaries, findNativePackage, hydrateSymlinks } from './binaries.mjs';
import { ClusterError } from './clusterError.mjs';

const run = promisify(execFile);

/** Where the cluster of a data directory goes that PostgreSQL's own user may not enter. */
const SYSTEM_PLACE = '/var/lib/belvedere';

/**
 * @typedef {{ uid: number, gid: number }} Owner
 * @typedef {object} Placement
 * @property {string} clusterDir PGDATA
 * @property {string} binDir folder of `postgres` and `initdb`
 * @property {Owner | undefined} owner the unprivileged user to run as; undefined: as ourselves
 * @property {string | undefined} moved why the cluster lies outside the data directory, one line
 */

/**
 * Decides where a cluster lies and who runs it. PostgreSQL refuses to run as root, so root needs an unprivileged user,
 * who must be able to enter every folder above the cluster and above the programs; where not, both go to
 * `/var/lib/belvedere`.
 * @param {string} dataDir
 * @returns {Promise<Placement>}
 */
export async function placeCluster(dataDir) {
  const native = await findNativePackage();
  await hydrateSymlinks(native);
  const owner = userInfo().uid === 0 ? await unprivilegedUser() : undefined;
  const inside = join(resolve(dataDir), 'postgres');
  const packaged = join(native.root, 'native');
  if (!owner) return { clusterDir: inside, binDir: join(packaged, 'bin'), owner, moved: undefined };

  await mkdir(dataDir, { recursive: true });
  const binaries = (await mayEnter(owner, join(packaged, 'bin'))) ? packaged : await copyBinaries(native, SYSTEM_PLACE);
  const binDir = join(binaries, 'bin');
  if (await mayEnter(owner, resolve(dataDir))) return { clusterDir: inside, binDir, owner, moved: undefined };

  const hash = createHash('sha256').update(resolve(dataDir)).digest('hex').slice(0, 16);
  const clusterDir = join(SYSTEM_PLACE, hash);
  const moved = `only root may enter ${resolve(dataDir)}, so the embedded database lies in ${clusterDir}`;
  return { clusterDir, binDir, owner, moved };
}

/** The system's `postgres` user, or one made now. @returns {Promise<Owner>} */
async function unprivilegedUser() {
  const known = await lookUp('postgres');
  if (known) return known;
  try {
    await run('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', 'postgres']);
  } catch (useradd) {
    await run('adduser', ['-S', '-D', '-H', '-s', '/bin/false', 'postgres']).catch(() => {
      const message =
        'PostgreSQL cannot run as root and no user "postgres" could be made; make one, or set DATABASE_URL';
      throw new ClusterError(message, { cause: useradd });
    });
  }
  const made = await lookUp('postgres');
  if (!made) throw new ClusterError('the user "postgres" was made but cannot be found; set DATABASE_URL');
  return made;
}

/** @param {string} name @returns {Promise<Owner | undefined>} */
async function lookUp(name) {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return undefined;
  }
}

/**
 * Whether `owner` has the search permission on `path` and on every folder above it.
 * @param {Owner} owner
 * @param {string} path an existing folder
 */
async function mayEnter(owner, path) {
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = await stat(folder);
    const bit = uid === owner.uid ? 0o100 : gid === owner.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
