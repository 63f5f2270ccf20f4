/** https://prometheus.io/docs/prometheus/latest/querying/api/#formatting-query-expressions */
import type { FastifyInstance } from 'fastify';
import type { PromqlText } from '../deps';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

export function formatQueryRoute(app: FastifyInstance, deps: { readonly promql: PromqlText }): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/format_query',
    config: { access: 'read' },
    handler: async (request, reply) => sendData(reply, deps.promql.format(Parameters.of(request).text('query'))),
  });
}
