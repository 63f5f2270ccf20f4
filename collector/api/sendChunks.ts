import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';

/**
 * Sends a JSON body that is made in chunks. One chunk goes out whole, with its length; more are streamed, each made
 * only when the connection can take it and after other work had its turn.
 */
export function sendChunks(reply: FastifyReply, chunks: Iterator<Buffer>): FastifyReply {
  reply.type('application/json; charset=utf-8');
  const first = chunks.next();
  if (first.done) return reply.send('');
  const second = chunks.next();
  if (second.done) return reply.send(first.value);
  return reply.send(Readable.from(inTurns([first.value, second.value], chunks), { objectMode: false }));
}

async function* inTurns(made: readonly Buffer[], rest: Iterator<Buffer>): AsyncGenerator<Buffer> {
  yield* made;
  for (let next = rest.next(); !next.done; next = rest.next()) {
    yield next.value;
    await nextTurn();
  }
}
