// @ts-check
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, relative } from 'node:path';
import { inProject, PROJECT } from './project.mjs';

/** Changes to these change nothing that is built. */
const NOT_BUILT = /(\.(test|bench)\.tsx?|\.md)$|(^|\/)(testdata|testing|node_modules)(\/|$)/;

/**
 * Something built from sources, with a stamp among what was built: without the result there is no stamp.
 * @typedef {object} Product
 * @property {readonly string[]} sources files and folders, from the project's folder; one that is missing counts as empty
 * @property {string} stamp file, from the project's folder
 */

/** @param {Product} product @returns {Promise<boolean>} whether it was built from the sources as they are now */
export async function isFresh({ sources, stamp }) {
  const kept = await readFile(inProject(stamp), 'utf8').catch(() => '');
  return kept !== '' && kept === (await fingerprint(sources));
}

/**
 * Builds, and stamps the result with the sources as they were before: what changes meanwhile is built next time.
 * @param {Product} product
 * @param {() => Promise<unknown>} build
 */
export async function buildAndStamp({ sources, stamp }, build) {
  const before = await fingerprint(sources);
  await build();
  await mkdir(dirname(inProject(stamp)), { recursive: true });
  await writeFile(inProject(stamp), before);
}

/** @param {readonly string[]} sources @returns {Promise<string>} SHA-256 over names and contents */
async function fingerprint(sources) {
  const files = (await Promise.all(sources.map((source) => filesIn(inProject(source))))).flat().sort();
  const hash = createHash('sha256').update(process.version);
  for (const file of files) hash.update(`\0${relative(PROJECT, file)}\0`).update(await readFile(file));
  return hash.digest('hex');
}

/** @param {string} path @returns {Promise<string[]>} */
async function filesIn(path) {
  if (NOT_BUILT.test(relative(PROJECT, path))) return [];
  const entries = await readdir(path, { withFileTypes: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (entries === undefined) return [path];
  return (await Promise.all(entries.map((entry) => filesIn(`${path}/${entry.name}`)))).flat();
}
