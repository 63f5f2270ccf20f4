/** https://prometheus.io/docs/prometheus/latest/querying/api/#getting-label-names */
import type { FastifyInstance } from 'fastify';
import type { Queryable } from '@/collector/storage/storage';
import { Parameters } from '../parameters';
import type { RequestSignals } from '../requestSignals';
import { sendData } from '../respond';
import { probeLimit, readSelection, truncate } from '../selectors';

export function labelsRoute(
  app: FastifyInstance,
  deps: { readonly queryable: Queryable },
  signals: RequestSignals,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/labels',
    config: { access: 'read', needsStore: true },
    handler: async (request, reply) => {
      const { matcherSets, startMs, endMs, limit } = readSelection(Parameters.of(request));
      const querier = deps.queryable.querier(startMs, endMs);
      try {
        const found = await querier.labelNames({ matcherSets, limit: probeLimit(limit) }, signals(reply));
        const { items, warnings } = truncate(found.names, limit, found.warnings);
        return sendData(reply, items, { warnings });
      } finally {
        querier.close();
      }
    },
  });
}
