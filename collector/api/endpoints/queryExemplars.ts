/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-exemplars */
import type { FastifyInstance } from 'fastify';
import type { ExemplarQueryable, SeriesExemplars } from '@/collector/storage/storage';

import { labelsToRecord } from '@/lib/labels/labels';
import { parseExpr } from '@/lib/promql/parse';
import { selectorsOf } from '@/lib/promql/selectorsOf';
import { ApiError } from '../apiError';
import { formatGoFloat } from '../json/goFloat';
import { Parameters } from '../parameters';
import type { RequestSignals } from '../requestSignals';
import { sendData } from '../respond';
import { readInterval } from '../selectors';

export function queryExemplarsRoute(
  app: FastifyInstance,
  deps: { readonly exemplars: ExemplarQueryable },
  signals: RequestSignals,
): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/query_exemplars',
    config: { access: 'read', needsStore: true },
    handler: async (request, reply) => {
      const parameters = Parameters.of(request);
      const { startMs, endMs } = readInterval(parameters);
      if (endMs < startMs) throw new ApiError('bad_data', 'end timestamp must not be before start timestamp');
      const matcherSets = selectorsOf(parseExpr(parameters.text('query'))).map(({ matchers }) => matchers);
      const { series, warnings } = await deps.exemplars.exemplars(matcherSets, startMs, endMs, signals(reply));
      return sendData(reply, series.map(seriesJson), { warnings });
    },
  });
}

function seriesJson({ labels, exemplars }: SeriesExemplars): object {
  return {
    seriesLabels: labelsToRecord(labels),
    exemplars: exemplars.map((exemplar) => ({
      labels: labelsToRecord(exemplar.labels),
      value: formatGoFloat(exemplar.value),
      timestamp: exemplar.timestampMs / 1000,
    })),
  };
}
