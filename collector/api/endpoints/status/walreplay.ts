/** https://prometheus.io/docs/prometheus/latest/querying/api/#wal-replay-stats */
import type { FastifyInstance } from 'fastify';
import type { StatusInfo } from '../../deps';
import { sendData } from '../../respond';

export function walreplayRoute(app: FastifyInstance, deps: { readonly status: StatusInfo }): void {
  app.get('/api/v1/status/walreplay', { config: { access: 'read' } }, async (_request, reply) =>
    sendData(reply, deps.status.walReplay()),
  );
}
