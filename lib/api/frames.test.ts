import { describe, expect, it } from 'vitest';
import { type BatchAnswer, decodeFrames } from './decodeFrames';
import { encodeHeaderOnly, encodeResult, FrameError, isPresent, MAX_BODY_BYTES } from './frames';
import type { ErrorHeader, ResultFrame, ResultHeader } from './queryBatch';

function header(over: Partial<ResultHeader> = {}): ResultHeader {
  return {
    type: 'result',
    id: 'A',
    resultType: 'matrix',
    startMs: 1_000,
    stepMs: 15_000,
    steps: 3,
    series: [['__name__', 'up', 'job', 'ä"\n<img src=x>']],
    totalSeries: 1,
    tier: 'raw',
    warnings: [],
    infos: [],
    statistics: { series: 1, samples: 3, durationMs: 0.5 },
    ...over,
  };
}

const failed: ErrorHeader = {
  type: 'error',
  id: 'B',
  errorType: 'bad_data',
  message: 'no',
  position: { start: 0, end: 1 },
};
const end = encodeHeaderOnly({ type: 'end' });

/** A stream that delivers `bytes` in pieces whose sizes come from `sizes`, over and over. */
function streamOf(bytes: Uint8Array, sizes: readonly number[]): ReadableStream<Uint8Array> {
  let position = 0;
  let turn = 0;
  return new ReadableStream({
    pull(controller) {
      if (position >= bytes.length) return controller.close();
      const size = sizes[turn++ % sizes.length] ?? 1;
      controller.enqueue(bytes.slice(position, position + size));
      position += size;
    },
  });
}

function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

async function collect(stream: ReadableStream<Uint8Array>): Promise<BatchAnswer[]> {
  const answers: BatchAnswer[] = [];
  for await (const answer of decodeFrames(stream)) answers.push(answer);
  return answers;
}

/** A small generator with a seed, so that a failure can be repeated. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const one: ResultFrame = {
  header: header(),
  values: new Float64Array([1.5, Number.NaN, -0]),
  present: new Uint8Array([0b101]),
};

describe('frames', () => {
  it('puts every column on an 8-byte border of the stream', () => {
    for (const id of ['A', 'AB', 'ABC', 'ABCD', 'ABCDE', 'ABCDEF', 'ABCDEFG', 'ABCDEFGH']) {
      const frame = encodeResult({ ...one, header: header({ id }) });
      expect(frame.length % 8).toBe(0);
      expect(new DataView(frame.buffer).getUint32(0, true) % 8).toBe(0);
    }
  });

  it.each([[[1]], [[3, 5]], [[7]], [[8]], [[64]], [[100_000]]])(
    'reads back what was written, in pieces of %j',
    async (sizes) => {
      const bytes = concat(encodeResult(one), encodeHeaderOnly(failed), encodeResult(one), end);
      const answers = await collect(streamOf(bytes, sizes));
      expect(answers).toHaveLength(3);
      expect(answers[1]).toEqual({ header: failed });
      const first = answers[0] as ResultFrame;
      expect(first.header).toEqual(one.header);
      expect(first.values.byteOffset % 8).toBe(0);
      expect(Object.is(first.values[2], -0)).toBe(true);
      expect([0, 1, 2].map((step) => isPresent(first, 0, step))).toEqual([true, false, true]);
    },
  );

  it('reads results without series and without steps', async () => {
    const empty: ResultFrame = {
      header: header({ series: [], totalSeries: 0, steps: 0 }),
      values: new Float64Array(0),
      present: new Uint8Array(0),
    };
    expect(await collect(streamOf(concat(encodeResult(empty), end), [11]))).toEqual([empty]);
  });

  it('keeps the bits of every value over many shapes', async () => {
    const next = random(7);
    for (let round = 0; round < 60; round++) {
      const steps = Math.floor(next() * 70);
      const series = Array.from({ length: Math.floor(next() * 9) }, (_, i) => ['__name__', `m${i}`]);
      const bits = new Uint32Array(series.length * steps * 2).map(() => next() * 2 ** 32);
      const present = new Uint8Array(series.length * Math.ceil(steps / 8)).map(() => next() * 256);
      const frame: ResultFrame = { header: header({ steps, series }), values: new Float64Array(bits.buffer), present };
      const [answer] = await collect(streamOf(concat(encodeResult(frame), end), [1 + Math.floor(next() * 400)]));
      const back = answer as ResultFrame;
      expect(new Uint32Array(back.values.buffer, back.values.byteOffset, bits.length)).toEqual(bits);
      expect(back.present).toEqual(present);
    }
  });

  it('refuses columns that do not fit the header', () => {
    expect(() => encodeResult({ ...one, values: new Float64Array(2) })).toThrow(/^BUG: frame A has 2 values/);
  });
});

function withPrefix(headerBytes: number, body: number, json = ''): Uint8Array {
  const text = new TextEncoder().encode(json);
  const bytes = new Uint8Array(8 + text.length);
  new DataView(bytes.buffer).setUint32(0, headerBytes, true);
  new DataView(bytes.buffer).setUint32(4, body, true);
  bytes.set(text, 8);
  return bytes;
}

const wrongSteps = JSON.stringify({ ...header({ series: [] }), steps: 1e9 }).padEnd(512);

describe('a stream that is no answer', () => {
  it.each<[string, Uint8Array, RegExp]>([
    ['nothing', new Uint8Array(0), /ended early, in the prefix of frame 0/],
    ['a page of HTML', new TextEncoder().encode('<!doctype html><title>Bad gateway</title>'), /this is not a frame/],
    ['an empty header', withPrefix(0, 0), /header of 0 bytes/],
    ['a huge header', withPrefix(0xfffffff8, 0), /header of 4294967288 bytes/],
    ['a huge body', withPrefix(8, MAX_BODY_BYTES + 8), /body of 1073741832 bytes/],
    ['a header cut short', withPrefix(4096, 0, '{"type"'), /ended early, in the header of frame 0/],
    ['a header that is not JSON', withPrefix(8, 0, '{{{{{{{{'), /is not JSON/],
    ['an unknown type', withPrefix(16, 0, '{"type":"magic"}'), /malformed at type/],
    ['too many steps', withPrefix(512, 0, wrongSteps), /malformed at steps/],
    ['a body without need', withPrefix(16, 8, '{"type":"end"}  '), /its header needs 0/],
    ['no end frame', encodeResult(one), /ended early, in the prefix of frame 1/],
    ['a body cut short', encodeResult(one).slice(0, -9), /ended early, in the body of frame 0/],
  ])('%s is a FrameError', async (_name, bytes, message) => {
    const answer = collect(streamOf(bytes, [13]));
    await expect(answer).rejects.toBeInstanceOf(FrameError);
    await expect(answer).rejects.toThrow(message);
  });

  it('throws nothing but FrameError for mutated bytes, and always ends', async () => {
    const next = random(99);
    const good = concat(encodeResult(one), encodeHeaderOnly(failed), end);
    for (let round = 0; round < 400; round++) {
      const bytes = good.slice(0, 1 + Math.floor(next() * good.length));
      for (let i = 0; i < 4; i++) bytes[Math.floor(next() * bytes.length)] = next() * 256;
      const outcome = await collect(streamOf(bytes, [1 + Math.floor(next() * 90)])).catch((error: unknown) => error);
      if (!Array.isArray(outcome)) expect(outcome).toBeInstanceOf(FrameError);
    }
  });

  it('is cancelled when the reader leaves early', async () => {
    let cancelled = false;
    const bytes = concat(encodeResult(one), encodeResult(one), end);
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(bytes.slice(0, bytes.length - 40)),
      cancel: () => {
        cancelled = true;
      },
    });
    for await (const _ of decodeFrames(stream)) break;
    expect(cancelled).toBe(true);
  });
});
