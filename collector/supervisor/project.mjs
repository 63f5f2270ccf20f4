// @ts-check
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds `belvedere.mjs`, absolute. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** @param {string[]} parts @returns {string} absolute path of something in the project */
export function inProject(...parts) {
  return join(PROJECT, ...parts);
}
