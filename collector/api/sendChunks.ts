import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import { cutWhenStalled } from './cutWhenStalled';
import type { ResultHold } from './resultHold';

/**
 * Sends a JSON body that is made in chunks. One chunk goes out whole, with its length; more are streamed, each made
 * only when the connection can take it and after other work had its turn. Ends `hold` when all chunks are made, or
 * the connection is closed.
 */
export function sendChunks(reply: FastifyReply, chunks: Iterator<Buffer>, hold: ResultHold): FastifyReply {
  // A client that left just before the result came has closed it already.
  if (reply.raw.destroyed) hold.end();
  else reply.raw.once('close', () => hold.end());
  reply.type('application/json; charset=utf-8');
  const first = chunks.next();
  const second = first.done ? first : chunks.next();
  if (second.done) {
    hold.end();
    return reply.send(first.done ? '' : first.value);
  }
  const body = cutWhenStalled(reply, inTurns([first.value, second.value], chunks, hold));
  return reply.send(Readable.from(body, { objectMode: false }));
}

async function* inTurns(made: readonly Buffer[], rest: Iterator<Buffer>, hold: ResultHold): AsyncGenerator<Buffer> {
  yield* made;
  for (let next = rest.next(); !next.done; next = rest.next()) {
    yield next.value;
    await nextTurn();
  }
  hold.end();
}
