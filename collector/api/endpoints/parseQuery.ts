/** https://prometheus.io/docs/prometheus/latest/querying/api/#parsing-a-promql-expressions-into-a-abstract-syntax-tree-ast */
import type { FastifyInstance } from 'fastify';
import { parseExpr } from '@/lib/promql/parse';
import { astJson } from '../json/astJson';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

export function parseQueryRoute(app: FastifyInstance): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/api/v1/parse_query',
    config: { access: 'read' },
    handler: async (request, reply) => sendData(reply, astJson(parseExpr(Parameters.of(request).text('query')))),
  });
}
