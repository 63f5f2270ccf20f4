/** https://prometheus.io/docs/prometheus/latest/querying/api/#flags */
import type { FastifyInstance } from 'fastify';
import type { StatusInfo } from '../../deps';
import { sendData } from '../../respond';

export function flagsRoute(app: FastifyInstance, deps: { readonly status: StatusInfo }): void {
  app.get('/api/v1/status/flags', { config: { access: 'read' } }, async (_request, reply) =>
    sendData(reply, deps.status.flags()),
  );
}
