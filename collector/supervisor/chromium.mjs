// @ts-check
import { existsSync } from 'node:fs';
import { Failure } from './failure.mjs';
import { findProgram } from './peers.mjs';
import { runProgram } from './programs.mjs';
import { step } from './terminal.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/**
 * A browser for the end-to-end tests: Playwright's own if it was downloaded, else the system's, else Debian's package,
 * which root can install.
 * @returns {Promise<string>} path of the program
 */
export async function findChromium() {
  const { chromium } = await import('@playwright/test');
  const own = chromium.executablePath();
  if (own !== '' && existsSync(own)) return own;
  return (await findSystemChromium()) ?? (await installChromium());
}

/** @returns {Promise<string | undefined>} */
async function findSystemChromium() {
  for (const name of NAMES) {
    const path = await findProgram(name);
    if (path !== undefined) return path;
  }
  return undefined;
}

async function installChromium() {
  const apt = await findProgram('apt-get');
  if (apt === undefined || process.getuid?.() !== 0) {
    throw new Failure(
      'no Chromium for the end-to-end tests; run npx playwright install chromium, or install the package chromium',
    );
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step('installing Chromium', async () => {
    await runProgram('apt-get update', apt, ['update', '-q'], env);
    await runProgram('apt-get install', apt, ['install', '-y', '-q', '--no-install-recommends', 'chromium'], env);
  });
  const path = await findSystemChromium();
  if (path === undefined) throw new Failure('the package chromium was installed but holds no chromium');
  return path;
}
