import type { BatchAnswer } from '@/lib/api/decodeFrames';
import { encodeHeaderOnly, encodeResult } from '@/lib/api/frames';

/** The answers as binary frames (lib/api/frames.ts), the end frame last. */
export async function* batchFrames(answers: AsyncIterable<BatchAnswer>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const answer of answers) {
    yield 'values' in answer ? encodeResult(answer) : encodeHeaderOnly(answer.header);
  }
  yield encodeHeaderOnly({ type: 'end' });
}
