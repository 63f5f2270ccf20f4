// @ts-check
import { Failure } from '../failure.mjs';
import { say } from '../terminal.mjs';
import { CollectorClient } from './collectorClient.mjs';
import { EndMark } from './endMark.mjs';
import { readArguments } from './flags.mjs';
import { hashOf, ImportStateFile, isSameContent, TAIL_BYTES } from './importState.mjs';
import { ImportSums } from './importSums.mjs';
import { lineChunks } from './lineChunks.mjs';
import { openInput } from './openInput.mjs';
import { formatBytes, formatCount, formatTime, ProgressLine } from './progressLine.mjs';

const CHUNK_BYTES = 1 << 20;
const FORMATS = ['openmetrics', 'prometheus'];
const USAGE =
  'usage: belvedere import [--url=…] [--token=…] [--format=openmetrics|prometheus] [--skip-errors] FILE… (- is standard input)';

/**
 * @typedef {import('./importSums.mjs').ImportResult} ImportResult
 *
 * @typedef {import('./lineChunks.mjs').LineChunk} LineChunk
 *
 * @typedef {object} ImportOptions
 * @property {CollectorClient} client
 * @property {string} format
 * @property {boolean} skipErrors
 * @property {number} chunkBytes
 * @property {ProgressLine} progress
 */

/** `belvedere import`: sends files of samples to a running collector, and goes on where it was interrupted. @param {string[]} args */
export async function importCommand(args) {
  const given = readArguments(args, { flags: ['url', 'token', 'format'], switches: ['skip-errors'] });
  const format = given.one('format') ?? 'openmetrics';
  if (!FORMATS.includes(format)) throw new Failure(`--format must be ${FORMATS.join(' or ')}, not ${format}`);
  if (given.rest.length === 0) throw new Failure(USAGE);
  const progress = new ProgressLine();
  const client = new CollectorClient({
    url: given.one('url'),
    token: given.one('token'),
    onRetry: (reason) => {
      progress.end();
      process.stderr.write(`the collector does not answer (${reason}); trying again\n`);
    },
  });
  const options = { client, format, skipErrors: given.has('skip-errors'), chunkBytes: CHUNK_BYTES, progress };
  let isWhole = true;
  for (const name of given.rest) isWhole = (await importFile(name, options)) && isWhole;
  // What a script can see: something of the files is not in the store.
  if (!isWhole) process.exitCode = 1;
}

/**
 * @param {string} name `-` is standard input
 * @param {ImportOptions} options
 * @returns {Promise<boolean>} whether all of its samples were taken
 * @throws Failure naming the file and the line
 */
export async function importFile(name, options) {
  const { client, format, progress, chunkBytes } = options;
  const kept = new ImportStateFile(name);
  const from = await placeToGoOn(name, kept, client.base);
  const input = await openInput(name);
  const sums = new ImportSums(from?.samples ?? 0);
  const end = new EndMark(name, format);
  try {
    const send = (/** @type {LineChunk} */ chunk) => sendChunk(chunk.firstLine, end.take(chunk), options);
    for await (const { chunk, result } of twoAtATime(lineChunks(input.content, chunkBytes, from), send)) {
      sums.add(result);
      if (chunk.body.length >= TAIL_BYTES) await kept.note(() => stateAfter(chunk, client.base, sums.samples));
      progress.update(() => progressText(name, input, sums));
    }
  } catch (error) {
    await kept.save();
    throw error instanceof Failure
      ? new Failure(error.message.startsWith(name) ? error.message : `${name}: ${error.message}`)
      : error;
  } finally {
    progress.end();
  }
  end.check();
  await kept.remove();
  for (const line of sums.summary(name)) say(line);
  return sums.isWhole;
}

/**
 * Sends chunks and gives them back in order. One is written to disk while the next is taken in, which makes up for the waits.
 * @param {AsyncIterable<LineChunk>} chunks
 * @param {(chunk: LineChunk) => Promise<ImportResult>} send
 * @returns {AsyncGenerator<{ chunk: LineChunk, result: ImportResult }, void, undefined>}
 */
async function* twoAtATime(chunks, send) {
  /** @type {{ chunk: LineChunk, sent: Promise<ImportResult> } | undefined} */
  let before;
  for await (const chunk of chunks) {
    const sent = send(chunk);
    // It is awaited in the next round; a failure until then is not unhandled.
    sent.catch(() => undefined);
    if (before !== undefined) yield { chunk: before.chunk, result: await before.sent };
    before = { chunk, sent };
  }
  if (before !== undefined) yield { chunk: before.chunk, result: await before.sent };
}

/**
 * @param {LineChunk} chunk
 * @param {string} url
 * @param {number} samples
 */
function stateAfter({ body, endOffset, nextLine }, url, samples) {
  return { url, offset: endOffset, line: nextLine, tail: hashOf(body), samples };
}

/** @param {string} name @param {ImportStateFile} kept @param {string} url */
async function placeToGoOn(name, kept, url) {
  const state = await kept.read(url);
  if (state === undefined) return undefined;
  if (!(await isSameContent((await openInput(name)).content, state))) {
    say(`${name}: has changed since it was imported in part; beginning at its start`);
    return undefined;
  }
  say(`${name}: going on at line ${formatCount(state.line)}, after ${formatBytes(state.offset)}`);
  return state;
}

/**
 * @param {number} firstLine
 * @param {Uint8Array<ArrayBuffer>} body
 * @param {ImportOptions} options
 * @returns {Promise<ImportResult>}
 */
async function sendChunk(firstLine, body, { client, format, skipErrors }) {
  const query = new URLSearchParams({ format, first_line: String(firstLine), skip_errors: String(skipErrors) });
  const request = { method: 'POST', body, type: 'application/octet-stream' };
  const response = await client.send(`/api/v1/import?${query}`, request);
  return (await response.json()).data;
}

/** @param {string} name @param {import('./openInput.mjs').Input} input @param {ImportSums} sums */
function progressText(name, { sizeBytes, readBytes }, sums) {
  const read = readBytes();
  const rate = `${formatCount(sums.samples)} samples  ${formatCount(sums.perSecond)}/s`;
  if (!sizeBytes) return `${name}  ${formatBytes(read)}  ${rate}`;
  const share = Math.min(1, read / sizeBytes);
  const leftMs = (sums.elapsedMs / share) * (1 - share);
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░');
  return `${name}  ${bar} ${Math.floor(share * 100)} %  ${formatBytes(read)} of ${formatBytes(sizeBytes)}  ${rate}  ${formatTime(leftMs)} left`;
}
