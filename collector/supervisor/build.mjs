// @ts-check
import { rm } from 'node:fs/promises';
import { buildAndStamp, isFresh } from './freshness.mjs';
import { runNode } from './programs.mjs';
import { inProject, PROJECT } from './project.mjs';
import { step } from './terminal.mjs';

/** TypeScript programs of the collector's side, by the name of their bundle in `dist/`. */
export const ENTRIES = {
  collector: inProject('collector/main.ts'),
  storeWorker: inProject('collector/storage/worker/storeWorker.ts'),
  prepare: inProject('lib/db/prepareCommand.ts'),
};

/** @typedef {import('./freshness.mjs').Product} Product */

/** @type {Product} */
const PRISMA_CLIENT = {
  sources: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
  stamp: 'lib/db/generated/.stamp',
};

/** @type {Product} */
export const BUNDLES = { sources: ['collector', 'lib', 'tsconfig.json', 'package-lock.json'], stamp: 'dist/.stamp' };

/** @type {Product} */
const WEB = {
  sources: ['app', 'components', 'lib', 'public', 'next.config.ts', 'tsconfig.json', 'package-lock.json'],
  stamp: '.next/.stamp',
};

/** Builds what is not fresh of all that a start needs. */
export async function buildAll() {
  await generatePrismaClient();
  await bundlePrograms();
  if (await isFresh(WEB)) return;
  await step('building the web app', () => buildAndStamp(WEB, buildWeb));
}

/** The database client is generated from the schema; its types are needed even to check types. */
export async function generatePrismaClient() {
  if (await isFresh(PRISMA_CLIENT)) return;
  await step('generating the database client', () => buildAndStamp(PRISMA_CLIENT, prismaGenerate));
}

export async function bundlePrograms() {
  if (await isFresh(BUNDLES)) return;
  await step('bundling the collector', () => buildAndStamp(BUNDLES, bundle));
}

/** Options of esbuild for our own programs: packages stay in node_modules, stack traces show our sources. */
export function bundleOptions() {
  return /** @type {const} */ ({
    absWorkingDir: PROJECT,
    alias: { '@': PROJECT.replace(/\/$/, '') },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20.19',
    format: 'esm',
    sourcemap: true,
    outExtension: { '.js': '.mjs' },
    logLevel: 'warning',
  });
}

async function bundle() {
  const { build, stop } = await import('esbuild');
  await build({ ...bundleOptions(), entryPoints: ENTRIES, outdir: inProject('dist') });
  // Its service would idle beside us for good.
  await stop();
}

function prismaGenerate() {
  // Prisma wants to download its schema engine even where it is not used; any file in its place keeps it from that.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1' };
  return runNode('prisma generate', [inProject('node_modules/prisma/build/index.js'), 'generate', '--no-hints'], env);
}

async function buildWeb() {
  await rm(inProject(WEB.stamp), { force: true });
  /** @type {NodeJS.ProcessEnv} */
  const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
  await runNode('next build', [inProject('node_modules/next/dist/bin/next'), 'build'], env);
}
