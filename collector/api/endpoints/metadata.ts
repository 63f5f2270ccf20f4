/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-metric-metadata */
import type { FastifyInstance } from 'fastify';
import type { MetricMetadata, Queryable } from '@/collector/storage/storage';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

export function metadataRoute(app: FastifyInstance, deps: { readonly queryable: Queryable }): void {
  app.get('/api/v1/metadata', { config: { access: 'read', needsStore: true } }, async (request, reply) => {
    const parameters = Parameters.of(request);
    const limit = parameters.limit() || Number.POSITIVE_INFINITY;
    const perMetric = parameters.limit('limit_per_metric') || Number.POSITIVE_INFINITY;
    const metric = parameters.text('metric');
    const data: Record<string, object[]> = Object.create(null);
    let count = 0;
    for (const [name, entries] of entriesFor(deps.queryable.metadata(), metric)) {
      if (count++ >= limit) break;
      data[name] = entries.slice(0, perMetric).map(({ type, help, unit }) => ({ type, help, unit }));
    }
    return sendData(reply, data);
  });
}

function entriesFor(
  all: ReadonlyMap<string, readonly MetricMetadata[]>,
  metric: string,
): Iterable<readonly [string, readonly MetricMetadata[]]> {
  if (metric === '') return all;
  const entries = all.get(metric);
  return entries === undefined ? [] : [[metric, entries]];
}
