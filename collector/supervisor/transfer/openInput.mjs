// @ts-check
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Failure } from '../failure.mjs';

/**
 * @typedef {object} Input
 * @property {AsyncIterable<Buffer>} content uncompressed
 * @property {number | undefined} sizeBytes as stored; undefined for a pipe
 * @property {() => number} readBytes as stored, so far
 */

/**
 * Opens a file, or standard input for `-`. What begins like gzip is uncompressed.
 * @param {string} name
 * @returns {Promise<Input>}
 * @throws Failure
 */
export async function openInput(name) {
  const sizeBytes = name === '-' ? undefined : await sizeOf(name);
  const source = name === '-' ? process.stdin : createReadStream(name, { highWaterMark: 1 << 18 });
  let readBytes = 0;
  const counted = async function* () {
    for await (const bytes of source) {
      readBytes += bytes.length;
      yield bytes;
    }
  };
  return { content: uncompressed(counted(), name), sizeBytes, readBytes: () => readBytes };
}

/** @param {string} name */
async function sizeOf(name) {
  try {
    const { size } = await stat(name);
    return size;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    throw new Failure(code === 'ENOENT' ? `there is no file ${name}` : `cannot read ${name}: ${code ?? error}`);
  }
}

/**
 * @param {AsyncGenerator<Buffer>} source
 * @param {string} name
 * @returns {AsyncGenerator<Buffer>}
 */
async function* uncompressed(source, name) {
  const first = await source.next();
  if (first.done) return;
  const all = (async function* () {
    yield first.value;
    yield* source;
  })();
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip();
  const input = Readable.from(all, { objectMode: false });
  input.once('error', (error) => gunzip.destroy(error));
  try {
    yield* input.pipe(gunzip);
  } catch (error) {
    throw new Failure(
      `${name}: the gzip data is damaged or cut off: ${error instanceof Error ? error.message : error}`,
    );
  }
}
