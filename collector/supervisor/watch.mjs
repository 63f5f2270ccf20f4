// @ts-check
import { rm } from 'node:fs/promises';
import { BUNDLES, bundleOptions, ENTRIES } from './build.mjs';
import { inProject } from './project.mjs';

/**
 * Bundles the collector whenever one of its sources changes.
 * @param {() => Promise<void>} onChange after each new bundle but the first
 * @returns {Promise<() => Promise<void>>} ends the watch
 */
export async function watchCollector(onChange) {
  const { context } = await import('esbuild');
  // What is bundled from now on is of sources that a later start may not find any more.
  await rm(inProject(BUNDLES.stamp), { force: true });
  let isFirst = true;
  const restart = {
    name: 'restart',
    setup(/** @type {import('esbuild').PluginBuild} */ build) {
      build.onEnd(({ errors }) => {
        if (!isFirst && errors.length === 0) void onChange();
        isFirst = false;
      });
    },
  };
  const watched = await context({
    ...bundleOptions(),
    entryPoints: { collector: ENTRIES.collector },
    outdir: inProject('dist'),
    plugins: [restart],
  });
  await watched.watch();
  return () => watched.dispose();
}
