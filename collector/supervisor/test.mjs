// @ts-check
import { mkdir, readFile, rm } from 'node:fs/promises';
import { buildAll, generatePrismaClient } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { Failure } from './failure.mjs';
import { installPackages } from './install.mjs';
import { missingPeers } from './peers.mjs';
import { runNode, runVisibly } from './programs.mjs';
import { inProject } from './project.mjs';
import { complain, say } from './terminal.mjs';
import { countPlaywright, countVitest, NOTHING, sum } from './testCounts.mjs';

/** @typedef {import('./testCounts.mjs').Counts} Counts */

const REPORTS = inProject('test-results');

/**
 * Each stage says what it counted; a stage without a result of its own counts as one.
 * @type {readonly { name: string, needed?: boolean, run: () => Promise<Counts> }[]}
 */
const STAGES = [
  { name: 'install', needed: true, run: install },
  { name: 'types', run: checkTypes },
  { name: 'lint', run: lint },
  { name: 'unit and integration', run: runVitest },
  { name: 'build', run: build },
  { name: 'end to end', run: runPlaywright },
];

/** `belvedere test`: everything, on a bare clone too; the last line says how many passed and failed. */
export async function test() {
  const peers = await missingPeers();
  let total = NOTHING;
  for (const { name, needed = false, run } of STAGES) {
    say(`\n== ${name}`);
    const counts = await run().catch((error) => {
      complain(error);
      return { ...NOTHING, failed: 1 };
    });
    total = sum(total, counts);
    if (needed && counts.failed > 0) break;
  }
  say('');
  for (const { program, debianPackage } of peers) {
    say(`skipped: tests beside ${program}, which is not installed (apt-get install ${debianPackage})`);
  }
  if (!process.env['BELVEDERE_TEST_DATA']) say('skipped: tests on real-world data (BELVEDERE_TEST_DATA is not set)');
  const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
  say(`${total.passed} passed, ${total.failed} failed${skipped}`);
  process.exitCode = total.failed > 0 ? 1 : 0;
}

async function install() {
  await installPackages();
  await generatePrismaClient();
  await rm(REPORTS, { recursive: true, force: true });
  await mkdir(REPORTS, { recursive: true });
  return NOTHING;
}

async function checkTypes() {
  // Declares CSS modules, images and the routes, which an unbuilt clone lacks.
  await runNode('next typegen', [bin('next/dist/bin/next'), 'typegen'], {
    ...process.env,
    NEXT_TELEMETRY_DISABLED: '1',
  });
  return asOne(await runVisibly(process.execPath, [bin('typescript/bin/tsc'), '--noEmit']));
}

async function lint() {
  return asOne(await runVisibly(process.execPath, [bin('@biomejs/biome/bin/biome'), 'check', '.']));
}

async function runVitest() {
  const report = inProject('test-results', 'vitest.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const code = await runVisibly(process.execPath, [bin('vitest/vitest.mjs'), 'run', ...reporters]);
  return honest(countVitest(await readReport(report)), code);
}

async function build() {
  await buildAll();
  return NOTHING;
}

async function runPlaywright() {
  const chromium = await findChromium();
  const report = inProject('test-results', 'playwright.json');
  const env = { ...process.env, BELVEDERE_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
  const code = await runVisibly(
    process.execPath,
    [bin('@playwright/test/cli.js'), 'test', '--reporter=line,json'],
    env,
  );
  return honest(countPlaywright(await readReport(report)), code);
}

/** @param {string} path in node_modules */
function bin(path) {
  return inProject('node_modules', path);
}

/** @param {string} path @returns {Promise<unknown>} */
async function readReport(path) {
  const text = await readFile(path, 'utf8').catch((cause) => {
    throw new Failure(`the tests ended without a report in ${path}`, { cause });
  });
  return JSON.parse(text);
}

/** @param {number} code @returns {Counts} */
function asOne(code) {
  return code === 0 ? { ...NOTHING, passed: 1 } : { ...NOTHING, failed: 1 };
}

/** A run can fail without a failed test, as by an error outside of tests. @param {Counts} counts @param {number} code @returns {Counts} */
function honest(counts, code) {
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}
