// @ts-check
import { createHash } from 'node:crypto';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';

/** How much of the content before a place tells that it is the same content. */
export const TAIL_BYTES = 4096;
const SAVE_MS = 1_000;

/**
 * How far a file is imported.
 * @typedef {object} ImportState
 * @property {string} url where to
 * @property {number} offset bytes of its uncompressed content, at the start of a line
 * @property {number} line number of that line
 * @property {string} tail hash of what comes before it
 * @property {number} samples
 */

/** Keeps beside a file how far it is imported, so that the same command goes on after an interruption. */
export class ImportStateFile {
  #savedMs = performance.now();
  /** @type {(() => ImportState) | undefined} */
  #noted;

  /** @param {string} name of the file to import; nothing is kept for `-` */
  constructor(name) {
    this.path = name === '-' ? undefined : `${name}.belvedere-import`;
  }

  /** Undefined when there is none, or none that can be used. @param {string} url @returns {Promise<ImportState | undefined>} */
  async read(url) {
    if (this.path === undefined) return undefined;
    const text = await readFile(this.path, 'utf8').catch(() => '{}');
    const state = parse(text);
    return state?.url === url ? state : undefined;
  }

  /** Notes how far it is; writes it down at most once a second, as what is sent again does no harm. @param {() => ImportState} state */
  async note(state) {
    this.#noted = state;
    if (performance.now() - this.#savedMs >= SAVE_MS) await this.save();
  }

  /** Writes down what was noted last. */
  async save() {
    this.#savedMs = performance.now();
    if (this.path === undefined || this.#noted === undefined) return;
    try {
      await writeFile(`${this.path}.new`, JSON.stringify(this.#noted()));
      await rename(`${this.path}.new`, this.path);
    } catch {
      // Where nothing may be written, the next run begins at the start.
    }
  }

  async remove() {
    if (this.path !== undefined) await rm(this.path, { force: true }).catch(() => undefined);
  }
}

/** @param {string} text @returns {ImportState | undefined} */
function parse(text) {
  try {
    const { url, offset, line, tail, samples } = JSON.parse(text);
    const isWhole =
      typeof url === 'string' &&
      Number.isSafeInteger(offset) &&
      offset > 0 &&
      Number.isSafeInteger(line) &&
      typeof tail === 'string';
    return isWhole ? { url, offset, line, tail, samples: Number(samples) || 0 } : undefined;
  } catch {
    return undefined;
  }
}

/** @param {Uint8Array} bytes */
export function hashOf(bytes) {
  return createHash('sha256')
    .update(bytes.subarray(Math.max(0, bytes.length - TAIL_BYTES)))
    .digest('hex');
}

/**
 * Whether the content before a place is what it was when the state was kept.
 * @param {AsyncIterable<Uint8Array>} content
 * @param {ImportState} state
 */
export async function isSameContent(content, { offset, tail }) {
  let at = 0;
  let last = Buffer.alloc(0);
  for await (const bytes of content) {
    const wanted = bytes.subarray(0, offset - at);
    at += wanted.length;
    last = Buffer.concat([last, wanted.subarray(Math.max(0, wanted.length - TAIL_BYTES))]);
    last = last.subarray(Math.max(0, last.length - TAIL_BYTES));
    if (at === offset) return hashOf(last) === tail;
  }
  return false;
}
