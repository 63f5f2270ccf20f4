/** The collector's own metrics. */
import type { FastifyInstance } from 'fastify';
import type { MetricsSource } from '../deps';

export function metricsRoute(app: FastifyInstance, deps: { readonly metrics: MetricsSource }): void {
  app.get('/metrics', { config: { access: 'read' } }, async (_request, reply) =>
    reply.type(deps.metrics.contentType).send(await deps.metrics.metrics()),
  );
}
