/** Reads the binary answer of `POST /api/v1/query_batch` as it arrives (frames.ts draws the layout). */
import { bodyBytes, columnsOf, FrameError, MAX_BODY_BYTES, MAX_HEADER_BYTES, PREFIX_BYTES, padTo8 } from './frames';
import { type ErrorHeader, type FrameHeader, frameHeader, type ResultFrame } from './queryBatch';

export type BatchAnswer = ResultFrame | { readonly header: ErrorHeader };

/**
 * Yields each result and each failed query as soon as it is complete. Columns are views on the frame's own
 * buffer: no number is parsed. Throws FrameError when the stream is malformed or stops before its end frame;
 * leaving the loop early cancels the stream.
 */
export async function* decodeFrames(stream: ReadableStream<Uint8Array>): AsyncGenerator<BatchAnswer, void, undefined> {
  const reader = stream.getReader();
  const source = new ByteSource(reader);
  let finished = false;
  try {
    for (let index = 0; !finished; index++) {
      const answer = await readFrame(source, index);
      if (answer === undefined) finished = true;
      else yield answer;
    }
  } finally {
    if (!finished) await reader.cancel().catch(() => undefined);
    reader.releaseLock();
  }
}

/** The next answer; undefined for the end frame. */
async function readFrame(source: ByteSource, index: number): Promise<BatchAnswer | undefined> {
  const prefix = await source.take(PREFIX_BYTES, `prefix of frame ${index}`);
  const view = new DataView(prefix);
  const headerBytes = view.getUint32(0, true);
  const paddedBody = view.getUint32(4, true);
  checkLengths(index, headerBytes, paddedBody);
  const header = parseHeader(await source.take(headerBytes, `header of frame ${index}`), index);
  const expected = header.type === 'result' ? padTo8(bodyBytes(header)) : 0;
  if (paddedBody !== expected) {
    throw new FrameError(`frame ${index} announces a body of ${paddedBody} bytes, its header needs ${expected}`);
  }
  switch (header.type) {
    case 'end':
      return undefined;
    case 'error':
      return { header };
    case 'result':
      return columnsOf(header, await source.take(paddedBody, `body of frame ${index}`), 0);
  }
}

function checkLengths(index: number, headerBytes: number, bodyLength: number): void {
  if (headerBytes === 0 || headerBytes % 8 !== 0 || headerBytes > MAX_HEADER_BYTES) {
    throw new FrameError(`frame ${index} announces a header of ${headerBytes} bytes: this is not a frame`);
  }
  if (bodyLength % 8 !== 0 || bodyLength > MAX_BODY_BYTES) {
    throw new FrameError(`frame ${index} announces a body of ${bodyLength} bytes, at most ${MAX_BODY_BYTES} are read`);
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

function parseHeader(bytes: ArrayBuffer, index: number): FrameHeader {
  let json: unknown;
  try {
    json = JSON.parse(decoder.decode(bytes));
  } catch (cause) {
    throw new FrameError(`the header of frame ${index} is not JSON`, { cause });
  }
  const parsed = frameHeader.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new FrameError(`the header of frame ${index} is malformed at ${issue?.path.join('.')}: ${issue?.message}`);
}

/** Cuts a stream of chunks of any size into pieces of known size, each in a buffer of its own. */
class ByteSource {
  private chunk: Uint8Array = new Uint8Array(0);
  private position = 0;

  constructor(private readonly reader: ReadableStreamDefaultReader<Uint8Array>) {}

  /** Exactly `size` bytes. The buffer grows with what arrives, never ahead of it by more than a megabyte. */
  async take(size: number, what: string): Promise<ArrayBuffer> {
    let out = new Uint8Array(Math.min(size, 1024 * 1024));
    let filled = 0;
    while (filled < size) {
      if (this.position === this.chunk.length) await this.pull(what);
      const count = Math.min(size - filled, this.chunk.length - this.position);
      if (filled + count > out.length)
        out = grown(out, filled, Math.min(size, Math.max(filled + count, out.length * 2)));
      out.set(this.chunk.subarray(this.position, this.position + count), filled);
      filled += count;
      this.position += count;
    }
    return out.buffer;
  }

  private async pull(what: string): Promise<void> {
    const { done, value } = await this.reader.read();
    if (done) throw new FrameError(`the answer ended early, in the ${what}`);
    this.chunk = value;
    this.position = 0;
  }
}

function grown(bytes: Uint8Array<ArrayBuffer>, used: number, size: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(size);
  larger.set(bytes.subarray(0, used));
  return larger;
}
