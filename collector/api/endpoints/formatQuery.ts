/** https://prometheus.io/docs/prometheus/latest/querying/api/#formatting-query-expressions */
import type { FastifyInstance } from 'fastify';
import { parseExpr } from '@/lib/promql/parse';
import { printExpr } from '@/lib/promql/printer';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

export function formatQueryRoute(app: FastifyInstance): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/format_query',
    config: { access: 'read' },
    handler: async (request, reply) => sendData(reply, printExpr(parseExpr(Parameters.of(request).text('query')))),
  });
}
