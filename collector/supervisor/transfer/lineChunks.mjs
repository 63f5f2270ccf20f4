// @ts-check
import { Failure } from '../failure.mjs';

const NEWLINE = 10;
const HASH = 35;

/**
 * Whole lines of a file.
 * @typedef {object} LineChunk
 * @property {Buffer<ArrayBuffer>} body the last line may lack its line feed at the end of the file
 * @property {number} firstLine number of its first line, from 1
 * @property {number} nextLine
 * @property {number} endOffset bytes of the file up to its end
 */

/**
 * Cuts a stream into chunks of whole lines. Lines that begin with `#` stay with the line after them, as what they say is
 * of the samples that follow.
 * @param {AsyncIterable<Uint8Array>} source
 * @param {number} chunkBytes about how long a chunk becomes, and how long a line may be
 * @param {{ offset: number, line: number }} [from] what comes before is left out; a line must begin there
 * @returns {AsyncGenerator<LineChunk, void, undefined>}
 * @throws Failure
 */
export async function* lineChunks(source, chunkBytes, from = { offset: 0, line: 1 }) {
  let rest = Buffer.alloc(0);
  let { offset, line } = from;
  let skip = from.offset;
  const chunkOf = (/** @type {Buffer<ArrayBuffer>} */ body) => {
    offset += body.length;
    const firstLine = line;
    line += countLines(body);
    return { body, firstLine, nextLine: line, endOffset: offset };
  };
  for await (const bytes of source) {
    if (skip >= bytes.length) {
      skip -= bytes.length;
      continue;
    }
    rest = Buffer.concat([rest, bytes.subarray(skip)]);
    skip = 0;
    while (rest.length >= chunkBytes) {
      const end = endOfLines(rest, chunkBytes);
      if (end === 0) {
        if (rest.length < 2 * chunkBytes) break;
        throw new Failure(`line ${line} and the comments before it are longer than ${chunkBytes} bytes`);
      }
      yield chunkOf(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  }
  if (rest.length > 0) yield chunkOf(rest);
}

/** Where the last sample line within the first bytes ends; 0 when there is none. @param {Buffer} bytes @param {number} within */
function endOfLines(bytes, within) {
  let end = bytes.lastIndexOf(NEWLINE, within - 1) + 1;
  while (end > 0) {
    const start = end === 1 ? 0 : bytes.lastIndexOf(NEWLINE, end - 2) + 1;
    if (bytes[start] !== HASH) return end;
    end = start;
  }
  return 0;
}

/** @param {Buffer} bytes */
function countLines(bytes) {
  let lines = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++;
  return lines;
}
