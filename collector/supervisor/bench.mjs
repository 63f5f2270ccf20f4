// @ts-check
import { readdir } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { bundleOptions, generatePrismaClient } from './build.mjs';
import { Failure } from './failure.mjs';
import { installPackages } from './install.mjs';
import { runVisibly } from './programs.mjs';
import { inProject, PROJECT } from './project.mjs';
import { say } from './terminal.mjs';

const FOLDERS = ['collector', 'lib', 'components'];

/**
 * `belvedere bench [word …]`: bundles and runs the benchmarks one after the other, so that none disturbs another.
 * @param {string[]} words only benchmarks whose path holds one of them
 */
export async function bench(words) {
  await installPackages();
  await generatePrismaClient();
  const files = await findBenchmarks(words);
  if (files.length === 0) throw new Failure(`no benchmark has ${words.join(' or ')} in its path`);
  const failed = [];
  for (const file of files) {
    say(`\n${relative(PROJECT, file)}`);
    if (!(await runBenchmark(file))) failed.push(relative(PROJECT, file));
  }
  if (failed.length > 0) throw new Failure(`failed: ${failed.join(', ')}`);
}

/** @param {string[]} words @returns {Promise<string[]>} absolute */
async function findBenchmarks(words) {
  const found = [];
  for (const folder of FOLDERS) {
    const entries = await readdir(inProject(folder), { recursive: true });
    found.push(...entries.filter((entry) => /\.bench\.tsx?$/.test(entry)).map((entry) => inProject(folder, entry)));
  }
  const wanted = (/** @type {string} */ file) => words.some((word) => relative(PROJECT, file).includes(word));
  return found.filter((file) => words.length === 0 || wanted(file)).sort();
}

/** @param {string} file @returns {Promise<boolean>} whether it ended well */
async function runBenchmark(file) {
  const { build, stop } = await import('esbuild');
  const outfile = inProject('dist', 'bench', `${basename(file).replace(/\.tsx?$/, '')}.mjs`);
  const { outExtension: _, ...options } = bundleOptions();
  // A benchmark finds its data beside its source, as a test does.
  const define = { 'import.meta.url': JSON.stringify(`file://${file}`) };
  await build({ ...options, entryPoints: [file], outfile, define, logOverride: { 'empty-import-meta': 'silent' } });
  await stop();
  return (await runVisibly(process.execPath, ['--enable-source-maps', '--expose-gc', outfile])) === 0;
}
