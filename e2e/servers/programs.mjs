// @ts-check
/** Real programs of the field, run beside Belvedere where they are installed. */
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** @param {string} program @returns {string | undefined} its path; undefined when it is not installed */
export function findProgram(program) {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    const path = join(folder, program);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}

/** What to say where a check is skipped. @param {string} debianPackage */
export function missing(debianPackage) {
  return `${debianPackage} is not installed (apt-get install ${debianPackage})`;
}

/**
 * Runs a server program until it is stopped.
 * @param {string} path
 * @param {readonly string[]} args
 * @param {string} readyUrl answers 200 once it is ready
 * @returns {Promise<{ stop: () => Promise<void> }>}
 */
export async function startProgram(path, args, readyUrl) {
  const child = spawn(path, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said = (said + chunk).slice(-4000);
  });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  for (const endMs = Date.now() + 30_000; !(await answers(readyUrl)); await delay(100)) {
    if (child.exitCode !== null) throw new Error(`${path} ended with code ${child.exitCode}:\n${said}`);
    if (Date.now() < endMs) continue;
    await stop();
    throw new Error(`${path} is not ready:\n${said}`);
  }
  return { stop };
}

/** @param {string} url */
async function answers(url) {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    // Not listening yet.
    return false;
  }
}
