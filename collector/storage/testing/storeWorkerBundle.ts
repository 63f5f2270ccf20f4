import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/** Inside node_modules, so that the bundle finds its packages. */
const CACHE = fileURLToPath(new URL('../../../node_modules/.cache/', import.meta.url));

let bundle: Promise<URL> | undefined;

/** The store worker's program, bundled when it is first asked for and removed when this process ends. */
export function storeWorkerBundle(): Promise<URL> {
  bundle ??= bundleStoreWorker();
  return bundle;
}

async function bundleStoreWorker(): Promise<URL> {
  const folder = `${CACHE}store-worker-${process.pid}/`;
  mkdirSync(folder, { recursive: true });
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await bundleProgram('../worker/storeWorker.ts', `${folder}storeWorker.mjs`);
  return pathToFileURL(`${folder}storeWorker.mjs`);
}

/** @param source relative to this file */
export async function bundleProgram(source: string, outfile: string): Promise<void> {
  const entryPoints = [fileURLToPath(new URL(source, import.meta.url))];
  await build({
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    sourcemap: true,
  });
}
