/** https://prometheus.io/docs/prometheus/latest/querying/api/#build-information */
import type { FastifyInstance } from 'fastify';
import type { StatusInfo } from '../../deps';
import { sendData } from '../../respond';

export function buildinfoRoute(app: FastifyInstance, deps: { readonly status: StatusInfo }): void {
  app.get('/api/v1/status/buildinfo', { config: { access: 'read' } }, async (_request, reply) => {
    const { version, revision, branch } = deps.status.buildInfo();
    return sendData(reply, {
      application: 'Belvedere',
      version,
      revision,
      branch,
      buildUser: '',
      buildDate: '',
      // The field is Prometheus'; ours is built by and runs on this.
      goVersion: `node ${process.version}`,
    });
  });
}
