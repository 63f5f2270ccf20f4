import type { BatchAnswer } from '@/lib/api/decodeFrames';
import { encodeHeaderOnly, encodeResult } from '@/lib/api/frames';

/** Small enough that a connection which takes nothing keeps little of a frame in its buffers. */
const PIECE_BYTES = 256 * 1024;

/**
 * The answers as binary frames (lib/api/frames.ts), the end frame last. A frame comes in pieces: the next answer is
 * asked for when nearly all of this one has left.
 */
export async function* batchFrames(answers: AsyncIterable<BatchAnswer>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const answer of answers) {
    yield* pieces('values' in answer ? encodeResult(answer) : encodeHeaderOnly(answer.header));
  }
  yield encodeHeaderOnly({ type: 'end' });
}

function* pieces(frame: Uint8Array): Generator<Uint8Array, void, undefined> {
  for (let at = 0; at < frame.length; at += PIECE_BYTES) yield frame.subarray(at, at + PIECE_BYTES);
}
