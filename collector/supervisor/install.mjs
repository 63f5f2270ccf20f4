// @ts-check
import { readFile } from 'node:fs/promises';
import { runNode, runProgram } from './programs.mjs';
import { inProject } from './project.mjs';
import { step } from './terminal.mjs';

/** Installs the packages of package-lock.json unless they are there, each in its version. */
export async function installPackages() {
  const [wanted, installed] = await Promise.all([
    readLock('package-lock.json'),
    readLock('node_modules/.package-lock.json'),
  ]);
  if (isComplete(wanted, installed)) return;
  const count = Object.keys(wanted).length - 1;
  await step(`installing ${count} packages`, () =>
    npm(['ci', '--include=dev', '--ignore-scripts', '--no-audit', '--no-fund']),
  );
}

/**
 * Runs the npm that started us, or the one in PATH.
 * @param {readonly string[]} args
 */
function npm(args) {
  const title = `npm ${args[0]}`;
  const npmScript = process.env['npm_execpath'];
  if (npmScript && /npm-cli\.[cm]?js$/.test(npmScript)) return runNode(title, [npmScript, ...args]);
  return runProgram(title, process.platform === 'win32' ? 'npm.cmd' : 'npm', args);
}

/**
 * @typedef {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>} Packages by their path
 *
 * @param {string} path
 * @returns {Promise<Packages>} empty when there is no such file
 */
async function readLock(path) {
  const text = await readFile(inProject(path), 'utf8').catch(() => '{}');
  return JSON.parse(text).packages ?? {};
}

/** Optional packages are for one platform each, so most of them are rightly not there. @param {Packages} wanted @param {Packages} installed */
function isComplete(wanted, installed) {
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const there = installed[path];
    return there === undefined ? optional === true || devOptional === true : there.version === version;
  });
}
