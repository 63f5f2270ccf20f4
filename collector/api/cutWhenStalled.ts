import type { FastifyReply } from 'fastify';

/** A client that takes nothing for so long is not reading any more, and what it has asked for fills the memory. */
const STALL_MS = 60_000;

/** The same chunks; the connection is cut when the next one is not asked for in time. */
export async function* cutWhenStalled<T>(
  reply: FastifyReply,
  chunks: AsyncIterable<T>,
  stallMs = STALL_MS,
): AsyncGenerator<T, void, undefined> {
  for await (const chunk of chunks) {
    const timer = setTimeout(() => reply.raw.destroy(), stallMs);
    try {
      yield chunk;
    } finally {
      clearTimeout(timer);
    }
  }
}
