/**
 * https://prometheus.io/docs/prometheus/latest/querying/api/#config
 * `notices` is ours: what of the configuration is accepted, but not active yet.
 */
import type { FastifyInstance } from 'fastify';
import type { StatusInfo } from '../../deps';
import { sendData } from '../../respond';

export function configRoute(app: FastifyInstance, deps: { readonly status: StatusInfo }): void {
  app.get('/api/v1/status/config', { config: { access: 'read' } }, async (_request, reply) =>
    sendData(reply, { yaml: deps.status.configYaml(), notices: deps.status.configNotices() }),
  );
}
