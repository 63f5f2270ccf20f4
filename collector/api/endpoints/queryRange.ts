/** https://prometheus.io/docs/prometheus/latest/querying/api/#range-queries */
import type { FastifyInstance } from 'fastify';
import type { QueryEngine } from '@/collector/query/result';
import { invalidParameter } from '../apiError';
import { resultJson } from '../json/resultJson';
import { Parameters } from '../parameters';
import { readQueryOptions } from '../queryOptions';
import type { RequestSignals } from '../requestSignals';
import { checkResolution } from '../resolution';
import { ResultHold } from '../resultHold';
import { sendChunks } from '../sendChunks';
import { sendResolution } from '../sourceResolution';

export function queryRangeRoute(
  app: FastifyInstance,
  deps: { readonly engine: QueryEngine },
  signals: RequestSignals,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/query_range',
    config: { access: 'read', needsStore: true },
    handler: async (request, reply) => {
      const parameters = Parameters.of(request);
      const limit = parameters.limit();
      const { startMs, endMs, stepMs } = readRange(parameters);
      const options = readQueryOptions(parameters, signals(reply));
      const hold = new ResultHold();
      const result = await deps.engine.range(parameters.text('query'), startMs, endMs, stepMs, {
        ...options,
        letGo: hold.ended,
      });
      sendResolution(reply, result);
      const stats = parameters.text('stats') !== '';
      return sendChunks(reply, resultJson(result, { limit, stats, asMatrix: true }), hold);
    },
  });
}

function readRange(parameters: Parameters): { startMs: number; endMs: number; stepMs: number } {
  const startMs = parameters.time('start');
  const endMs = parameters.time('end');
  if (endMs < startMs) throw invalidParameter('end', 'end timestamp must not be before start time');
  const stepMs = parameters.duration('step');
  if (stepMs <= 0) {
    throw invalidParameter(
      'step',
      'zero or negative query resolution step widths are not accepted. Try a positive integer',
    );
  }
  checkResolution(startMs, endMs, stepMs);
  return { startMs, endMs, stepMs };
}
