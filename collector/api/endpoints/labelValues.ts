/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-label-values */
import type { FastifyInstance } from 'fastify';
import type { Queryable } from '@/collector/storage/storage';
import { ApiError } from '../apiError';
import { unescapeName } from '../escapedName';
import { Parameters } from '../parameters';
import type { RequestSignals } from '../requestSignals';
import { sendData } from '../respond';
import { probeLimit, readSelection, truncate } from '../selectors';

export function labelValuesRoute(
  app: FastifyInstance,
  deps: { readonly queryable: Queryable },
  signals: RequestSignals,
): void {
  app.get<{ Params: { name: string } }>(
    '/api/v1/label/:name/values',
    { config: { access: 'read', needsStore: true } },
    async (request, reply) => {
      const name = unescapeName(request.params.name);
      if (name === '') throw new ApiError('bad_data', 'invalid label name: ""');
      const { matcherSets, startMs, endMs, limit } = readSelection(Parameters.of(request));
      const querier = deps.queryable.querier(startMs, endMs);
      try {
        const found = await querier.labelValues(name, { matcherSets, limit: probeLimit(limit) }, signals(reply));
        const { items, warnings } = truncate(found.names, limit, found.warnings);
        return sendData(reply, items, { warnings });
      } finally {
        querier.close();
      }
    },
  );
}
