/** https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers */
import type { FastifyInstance } from 'fastify';
import type { Queryable } from '@/collector/storage/storage';
import { labelsToRecord } from '@/lib/labels/labels';
import { ApiError } from '../apiError';
import { Parameters } from '../parameters';
import type { RequestSignals } from '../requestSignals';
import { sendData } from '../respond';
import { probeLimit, readSelection, truncate } from '../selectors';

export function seriesRoute(
  app: FastifyInstance,
  deps: { readonly queryable: Queryable },
  signals: RequestSignals,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/series',
    config: { access: 'read', needsStore: true },
    handler: async (request, reply) => {
      const { matcherSets, startMs, endMs, limit } = readSelection(Parameters.of(request));
      if (matcherSets.length === 0) throw new ApiError('bad_data', 'no match[] parameter provided');
      const querier = deps.queryable.querier(startMs, endMs);
      try {
        const found = await querier.seriesLabels({ matcherSets, limit: probeLimit(limit) }, signals(reply));
        const { items, warnings } = truncate(found.series, limit, found.warnings);
        return sendData(reply, items.map(labelsToRecord), { warnings });
      } finally {
        querier.close();
      }
    },
  });
}
