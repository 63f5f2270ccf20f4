// @ts-check
import { createWriteStream } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Failure } from '../failure.mjs';
import { CollectorClient } from './collectorClient.mjs';
import { lastFamily } from './exportResume.mjs';
import { readArguments } from './flags.mjs';
import { formatBytes, formatCount, formatTime, ProgressLine } from './progressLine.mjs';

const USAGE =
  'usage: belvedere export [--url=…] [--token=…] [--match=SELECTOR]… [--start=TIME] [--end=TIME] [--output=FILE[.gz]] [--continue]';
const END = Buffer.from('# EOF\n');

/** `belvedere export`: writes samples of a running collector to a file as OpenMetrics text. @param {string[]} args */
export async function exportCommand(args) {
  const flags = ['url', 'token', 'match', 'start', 'end', 'output'];
  const given = readArguments(args, { flags, switches: ['continue'] });
  if (given.rest.length > 0) throw new Failure(USAGE);
  const output = given.one('output') ?? '-';
  const progress = new ProgressLine();
  const client = new CollectorClient({
    url: given.one('url'),
    token: given.one('token'),
    onRetry: (reason) => process.stderr.write(`the collector does not answer (${reason}); trying again\n`),
  });
  const selection = new URLSearchParams();
  for (const match of given.all('match')) selection.append('match[]', match);
  for (const name of ['start', 'end']) {
    const time = given.one(name);
    if (time !== undefined) selection.set(name, time);
  }
  if (given.has('continue')) await goOn(output, selection);
  const counted = await writeExport(client, selection, output, progress);
  const to = output === '-' ? '' : `${output}: `;
  process.stderr.write(
    `${to}${formatCount(counted.samples)} samples, ${formatBytes(counted.bytes)} of text in ${formatTime(counted.elapsedMs)}\n`,
  );
}

/** Cuts the output back to where a family begins, and asks for that one and what follows. @param {string} output @param {URLSearchParams} selection */
async function goOn(output, selection) {
  if (output === '-' || output.endsWith('.gz')) {
    throw new Failure(
      '--continue needs an --output that is not compressed: only there can the last whole family be found',
    );
  }
  const last = await lastFamily(output);
  if (last === undefined) return;
  if (last.isWhole) throw new Failure(`${output} is whole: it ends with # EOF`);
  await truncate(output, last.offset);
  selection.set('from_family', last.family);
  process.stderr.write(`${output}: going on with ${last.family}, after ${formatBytes(last.offset)}\n`);
}

/**
 * @param {CollectorClient} client
 * @param {URLSearchParams} selection
 * @param {string} output `-` is standard output
 * @param {ProgressLine} progress
 */
export async function writeExport(client, selection, output, progress) {
  const response = await client.send(`/api/v1/export?${selection}`);
  const counted = new Counted(progress, output);
  const source = Readable.fromWeb(/** @type {import('node:stream/web').ReadableStream} */ (response.body));
  const appending = selection.has('from_family');
  const target = output === '-' ? process.stdout : createWriteStream(output, { flags: appending ? 'a' : 'w' });
  try {
    const counting = (/** @type {AsyncIterable<Buffer>} */ chunks) => counted.pass(chunks);
    if (output.endsWith('.gz')) await pipeline(source, counting, createGzip({ level: 6 }), target);
    else await pipeline(source, counting, target, { end: output !== '-' });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EPIPE' && output === '-') return counted;
    throw new Failure(
      `${nameOf(output)} is cut off: ${error instanceof Error ? error.message : error}${advice(output)}`,
    );
  } finally {
    progress.end();
  }
  if (!counted.isWhole)
    throw new Failure(`${nameOf(output)} is cut off: the collector's log says why${advice(output)}`);
  return counted;
}

/** @param {string} output */
function nameOf(output) {
  return output === '-' ? 'the export' : output;
}

/** @param {string} output */
function advice(output) {
  return output === '-' || output.endsWith('.gz') ? '' : '; the same command with --continue goes on';
}

/** Counts what passes, and looks for the end. */
class Counted {
  #beganMs = performance.now();
  #tail = Buffer.alloc(0);
  bytes = 0;
  samples = 0;

  /** @param {ProgressLine} progress @param {string} output */
  constructor(progress, output) {
    this.progress = progress;
    this.output = output;
  }

  get elapsedMs() {
    return performance.now() - this.#beganMs;
  }

  get isWhole() {
    return this.#tail.equals(END);
  }

  /** @param {AsyncIterable<Buffer>} chunks */
  async *pass(chunks) {
    for await (const chunk of chunks) {
      this.bytes += chunk.length;
      this.samples += countSamples(chunk, this.#tail);
      this.#tail = Buffer.concat([this.#tail, chunk.subarray(-END.length)]).subarray(-END.length);
      this.progress.update(() => this.#text());
      yield chunk;
    }
  }

  #text() {
    const perSecond = (this.samples / this.elapsedMs) * 1000;
    return `${this.output}  ${formatBytes(this.bytes)}  ${formatCount(this.samples)} samples  ${formatCount(perSecond)}/s`;
  }
}

/** Lines that do not begin with `#`, each counted where it begins. @param {Buffer} chunk @param {Buffer} before */
function countSamples(chunk, before) {
  let samples = 0;
  const isStart = before.length === 0 || before[before.length - 1] === 10;
  if (isStart && chunk.length > 0 && chunk[0] !== 35) samples++;
  for (let at = chunk.indexOf(10); at >= 0 && at + 1 < chunk.length; at = chunk.indexOf(10, at + 1)) {
    if (chunk[at + 1] !== 35) samples++;
  }
  return samples;
}
