// @ts-check
import { Failure } from '../failure.mjs';
import { say } from '../terminal.mjs';
import { CollectorClient } from './collectorClient.mjs';
import { readArguments } from './flags.mjs';
import { hashOf, ImportStateFile, isSameContent, TAIL_BYTES } from './importState.mjs';
import { lineChunks } from './lineChunks.mjs';
import { openInput } from './openInput.mjs';
import { formatBytes, formatCount, formatTime, ProgressLine } from './progressLine.mjs';

const CHUNK_BYTES = 1 << 20;
const FORMATS = ['openmetrics', 'prometheus'];
const USAGE =
  'usage: belvedere import [--url=…] [--token=…] [--format=openmetrics|prometheus] [--skip-errors] FILE… (- is standard input)';

/**
 * @typedef {import('../../../lib/api/importResult').ImportResult} ImportResult
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
  const sums = new Sums(from?.samples ?? 0);
  const end = new EndMark(name, format);
  try {
    for await (const chunk of lineChunks(input.content, chunkBytes, from)) {
      sums.add(await sendChunk(chunk.firstLine, end.take(chunk), options));
      const { body, endOffset, nextLine } = chunk;
      const state = () => ({
        url: client.base,
        offset: endOffset,
        line: nextLine,
        tail: hashOf(body),
        samples: sums.samples,
      });
      if (body.length >= TAIL_BYTES) await kept.saveNowAndThen(state);
      progress.update(() => progressText(name, input, sums));
    }
  } catch (error) {
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

const EOF = Buffer.from('# EOF');
const END = /(^|\n)# EOF[ \t\r]*(\n|$)/;

/** OpenMetrics ends with `# EOF`; each chunk is sent as an exposition of its own, with one. */
class EndMark {
  #isEnded = false;
  #line = 1;

  /** @param {string} name @param {string} format */
  constructor(name, format) {
    this.name = name;
    this.format = format;
  }

  /** What to send of a chunk. @param {import('./lineChunks.mjs').LineChunk} chunk @returns {Uint8Array<ArrayBuffer>} */
  take({ body, firstLine, nextLine }) {
    if (this.format !== 'openmetrics') return body;
    if (this.#isEnded) throw new Failure(`line ${firstLine}: there is more after # EOF`);
    this.#line = nextLine;
    if (!body.includes(EOF)) return withEnd(body);
    const text = body.toString('latin1');
    const found = END.exec(text);
    if (found === null) return withEnd(body);
    this.#isEnded = true;
    const after = found.index + found[0].length;
    if (text.slice(after).trim() !== '') {
      const line = firstLine + text.slice(0, after).split('\n').length - 1;
      throw new Failure(`line ${line}: there is more after # EOF`);
    }
    return withEnd(body.subarray(0, found.index));
  }

  /** @throws Failure when the file has no end */
  check() {
    if (this.format !== 'openmetrics' || this.#isEnded) return;
    throw new Failure(
      `${this.name}: does not end with # EOF: it was cut off, or is in Prometheus' text format (--format=prometheus); its ${formatCount(this.#line - 1)} lines are imported`,
    );
  }
}

/** @param {Uint8Array} body whose last line may lack its line feed */
function withEnd(body) {
  const isOpen = body.length > 0 && body[body.length - 1] !== 10;
  return Buffer.concat([body, Buffer.from(isOpen ? '\n# EOF\n' : '# EOF\n')]);
}

/** What became of a file's samples. */
class Sums {
  #began = performance.now();
  #before;
  #added = 0;
  #skipped = 0;
  /** @type {string | undefined} */
  #firstSkipped;
  /** @type {Map<string, { samples: number, first: string }>} */
  #refused = new Map();

  /** @param {number} before samples that an earlier run imported */
  constructor(before) {
    this.#before = before;
    this.samples = before;
  }

  get isWhole() {
    return this.#refused.size === 0 && this.#skipped === 0;
  }

  get elapsedMs() {
    return performance.now() - this.#began;
  }

  get perSecond() {
    return ((this.samples - this.#before) / this.elapsedMs) * 1000;
  }

  /** @param {ImportResult} result */
  add({ samples, added, refused, skippedLines, firstSkipped }) {
    this.samples += samples;
    this.#added += added;
    this.#skipped += skippedLines;
    this.#firstSkipped ??= firstSkipped;
    for (const { reason, samples, first } of refused) {
      const known = this.#refused.get(reason);
      this.#refused.set(reason, { samples: (known?.samples ?? 0) + samples, first: known?.first ?? first });
    }
  }

  /** @param {string} name */
  summary(name) {
    const took = formatTime(this.elapsedMs);
    const known = this.samples - this.#before - this.#added;
    const repeated = known > 0 ? `, ${formatCount(known)} of them there already` : '';
    const lines = [
      `${name}: ${formatCount(this.samples)} samples in ${took} (${formatCount(this.perSecond)}/s)${repeated}`,
    ];
    for (const [reason, { samples, first }] of this.#refused) {
      lines.push(`  ${formatCount(samples)} refused, ${reason}; the first at ${first}`);
    }
    if (this.#skipped > 0)
      lines.push(`  ${formatCount(this.#skipped)} lines left out; the first: ${this.#firstSkipped}`);
    return lines;
  }
}

/** @param {string} name @param {import('./openInput.mjs').Input} input @param {Sums} sums */
function progressText(name, { sizeBytes, readBytes }, sums) {
  const read = readBytes();
  const rate = `${formatCount(sums.samples)} samples  ${formatCount(sums.perSecond)}/s`;
  if (!sizeBytes) return `${name}  ${formatBytes(read)}  ${rate}`;
  const share = Math.min(1, read / sizeBytes);
  const leftMs = (sums.elapsedMs / share) * (1 - share);
  const bar = '█'.repeat(Math.round(share * 20)).padEnd(20, '░');
  return `${name}  ${bar} ${Math.floor(share * 100)} %  ${formatBytes(read)} of ${formatBytes(sizeBytes)}  ${rate}  ${formatTime(leftMs)} left`;
}
