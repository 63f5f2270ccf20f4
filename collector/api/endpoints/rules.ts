/**
 * https://prometheus.io/docs/prometheus/latest/querying/api/#rules and #alerts
 * No rule is evaluated by this version, and the answer says so by being empty: clients ask on every page.
 */
import type { FastifyInstance } from 'fastify';
import { sendData } from '../respond';

export function rulesRoutes(app: FastifyInstance): void {
  app.get('/api/v1/rules', { config: { access: 'read' } }, async (_request, reply) => sendData(reply, { groups: [] }));
  app.get('/api/v1/alerts', { config: { access: 'read' } }, async (_request, reply) => sendData(reply, { alerts: [] }));
}
