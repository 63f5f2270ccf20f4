// @ts-check
import { describeFailure } from './failure.mjs';

const TICK_MS = 1000;

/** Writes one line for people. @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs one step of getting ready and shows it: at once, while it takes long, and how long it took.
 * @template T
 * @param {string} title as in "building the web app"
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const began = performance.now();
  const seconds = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  const live = process.stdout.isTTY === true;
  const show = () => process.stdout.write(`\r  … ${title} (${seconds()})`);
  if (live) show();
  else say(`  … ${title}`);
  const timer = live ? setInterval(show, TICK_MS) : undefined;
  try {
    const result = await work();
    say(`${live ? '\r' : ''}  ✓ ${title} (${seconds()})`);
    return result;
  } catch (error) {
    say(`${live ? '\r' : ''}  ✗ ${title} (${seconds()})`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Writes the line for an error that ends the program. @param {unknown} error */
export function complain(error) {
  process.stderr.write(`belvedere: ${describeFailure(error)}\n`);
}
