/** https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-stats */
import type { FastifyInstance } from 'fastify';
import { invalidParameter } from '../../apiError';
import type { StatusInfo } from '../../deps';
import { Parameters } from '../../parameters';
import { sendData } from '../../respond';

const DEFAULT_LIMIT = 10;
const MAX_LIMIT = 10_000;

export function tsdbRoute(app: FastifyInstance, deps: { readonly status: StatusInfo }): void {
  app.get('/api/v1/status/tsdb', { config: { access: 'read', needsStore: true } }, async (request, reply) => {
    const limit = Parameters.of(request).limit() || DEFAULT_LIMIT;
    if (limit > MAX_LIMIT) throw invalidParameter('limit', `must not exceed ${MAX_LIMIT}`);
    const status = deps.status.tsdb(limit);
    return sendData(reply, {
      headStats: {
        numSeries: status.seriesCount,
        numLabelPairs: status.labelPairCount,
        chunkCount: status.chunkCount,
        minTime: status.minTimeMs,
        maxTime: status.maxTimeMs,
      },
      seriesCountByMetricName: status.seriesCountByMetricName,
      labelValueCountByLabelName: status.labelValueCountByLabelName,
      memoryInBytesByLabelName: status.memoryInBytesByLabelName,
      seriesCountByLabelValuePair: status.seriesCountByLabelPair,
      limits: status.limits,
      refusedSeries: status.refusedSeries,
      idleSeriesDropped: status.idleSeriesDropped,
    });
  });
}
