/**
 * Raw samples as OpenMetrics text, made while it is read: `match[]` (all series without it), `start`, `end`, and
 * `from_family` to go on where an earlier answer was cut. Only an answer that ends with `# EOF` is whole.
 * `belvedere export` asks for it.
 */
import { Readable } from 'node:stream';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Queryable } from '@/collector/storage/storage';
import { exportOpenMetrics } from '@/collector/transfer/exportOpenMetrics';
import { invalidParameter } from '../apiError';
import { cutWhenStalled } from '../cutWhenStalled';
import type { Log } from '../deps';
import { Parameters } from '../parameters';
import type { RequestSignals } from '../requestSignals';
import { parseSelector } from '../selectors';

const CONTENT_TYPE = 'application/openmetrics-text; version=1.0.0; charset=utf-8';
const CHUNK_CHARACTERS = 1 << 16;
/** No sample is further ahead of the clock. */
const MAX_AHEAD_MS = 3_600_000;

export function exportRoute(
  app: FastifyInstance,
  deps: { readonly queryable: Queryable; readonly now: () => number; readonly log: Log },
  signals: RequestSignals,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/export',
    config: { access: 'read', needsStore: true },
    handler: async (request, reply) => {
      const parameters = Parameters.of(request);
      const selection = {
        matcherSets: parameters.all('match[]').map(parseSelector),
        startMs: Math.ceil(parameters.timeOr('start', 0)),
        endMs: Math.floor(parameters.timeOr('end', deps.now() + MAX_AHEAD_MS)),
        fromFamily: parameters.text('from_family'),
      };
      if (selection.startMs > selection.endMs) throw invalidParameter('end', 'end timestamp must not be before start');
      const texts = exportOpenMetrics(deps.queryable, selection, signals(reply));
      const body = cutWhenStalled(reply, loggingFailure(inChunks(texts), deps.log));
      return reply.type(CONTENT_TYPE).send(Readable.from(body, { objectMode: false }));
    },
  });
}

/** Lets other work go first between chunks. */
async function* inChunks(texts: AsyncIterable<string>): AsyncGenerator<string, void, undefined> {
  let chunk = '';
  for await (const text of texts) {
    chunk += text;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
    await nextTurn();
  }
  if (chunk !== '') yield chunk;
}

/** The status is sent already: the client learns of a failure by the missing end, the operator by the log. */
async function* loggingFailure(chunks: AsyncIterable<string>, log: Log): AsyncGenerator<string, void, undefined> {
  try {
    yield* chunks;
  } catch (error) {
    log.warn({ err: error }, 'an export ended before its end');
    throw error;
  }
}
