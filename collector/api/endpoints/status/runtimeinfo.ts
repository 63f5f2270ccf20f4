/** https://prometheus.io/docs/prometheus/latest/querying/api/#runtime-information */
import type { FastifyInstance } from 'fastify';
import type { StatusInfo } from '../../deps';
import { sendData } from '../../respond';

export function runtimeinfoRoute(
  app: FastifyInstance,
  deps: { readonly status: StatusInfo; readonly now: () => number },
): void {
  app.get('/api/v1/status/runtimeinfo', { config: { access: 'read' } }, async (_request, reply) => {
    const info = deps.status.runtimeInfo();
    return sendData(reply, {
      startTime: new Date(info.startTimeMs).toISOString(),
      serverTime: new Date(deps.now()).toISOString(),
      hostname: info.hostname,
      reloadConfigSuccess: info.reloadConfigSuccess,
      lastConfigTime: new Date(info.lastConfigTimeMs).toISOString(),
      storageRetention: info.storageRetention,
      // Our own: the least step at which a panel can show something new.
      scrapeIntervalMs: info.scrapeIntervalMs,
    });
  });
}
