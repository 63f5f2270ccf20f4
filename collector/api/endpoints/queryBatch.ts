/** `POST /api/v1/query_batch`: all panels that refresh together, in one request (lib/api/queryBatch.ts). */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import type { QueryEngine } from '@/collector/query/result';
import { FRAMES_CONTENT_TYPE, type QueryBatchRequest, queryBatchRequest } from '@/lib/api/queryBatch';
import { ApiError } from '../apiError';
import { batchFrames } from '../batch/batchFrames';
import { batchJson } from '../batch/batchJson';
import { evaluateBatch } from '../batch/evaluateBatch';
import { cutWhenStalled } from '../cutWhenStalled';
import type { Log } from '../deps';
import type { RequestSignals } from '../requestSignals';

const BODY_LIMIT = 8 * 1024 * 1024;

export function queryBatchRoute(
  app: FastifyInstance,
  deps: { readonly engine: QueryEngine; readonly log: Log },
  signals: RequestSignals,
): void {
  app.post(
    '/api/v1/query_batch',
    { bodyLimit: BODY_LIMIT, config: { access: 'read', needsStore: true } },
    async (request, reply) => {
      const batch = readRequest(request.body);
      const answers = evaluateBatch(batch, { engine: deps.engine, log: deps.log, signal: signals(reply) });
      const stream = (chunks: AsyncIterable<string | Uint8Array>) =>
        Readable.from(cutWhenStalled(reply, chunks), { objectMode: false });
      if (wantsJson(request.headers.accept)) {
        return reply.type('application/json; charset=utf-8').send(stream(batchJson(answers)));
      }
      return reply.type(FRAMES_CONTENT_TYPE).send(stream(batchFrames(answers)));
    },
  );
}

function readRequest(body: unknown): QueryBatchRequest {
  const parsed = queryBatchRequest.safeParse(body);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const place = issue?.path.join('.') || 'the body';
  throw new ApiError('bad_data', `malformed query_batch request, ${place}: ${issue?.message ?? 'unknown'}`);
}

/** Frames unless JSON is what the client names and frames are not. */
function wantsJson(accept: string | undefined): boolean {
  return accept?.includes('application/json') === true && !accept.includes(FRAMES_CONTENT_TYPE);
}
