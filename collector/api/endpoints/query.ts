/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
import type { FastifyInstance } from 'fastify';
import type { QueryEngine } from '@/collector/query/result';
import { resultJson } from '../json/resultJson';
import { Parameters } from '../parameters';
import { readQueryOptions } from '../queryOptions';
import type { RequestSignals } from '../requestSignals';
import { ResultHold } from '../resultHold';
import { sendChunks } from '../sendChunks';
import { sendResolution } from '../sourceResolution';

export function queryRoute(
  app: FastifyInstance,
  deps: { readonly engine: QueryEngine; readonly now: () => number },
  signals: RequestSignals,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/query',
    config: { access: 'read', needsStore: true },
    handler: async (request, reply) => {
      const parameters = Parameters.of(request);
      const limit = parameters.limit();
      const timeMs = parameters.timeOr('time', deps.now());
      const options = readQueryOptions(parameters, signals(reply));
      const hold = new ResultHold();
      const result = await deps.engine.instant(parameters.text('query'), timeMs, { ...options, letGo: hold.ended });
      sendResolution(reply, result);
      const stats = parameters.text('stats') !== '';
      return sendChunks(reply, resultJson(result, { limit, stats, asMatrix: false }), hold);
    },
  });
}
