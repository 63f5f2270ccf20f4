/** https://prometheus.io/docs/prometheus/latest/management_api/ */
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../apiError';
import type { Log, Readiness } from '../deps';

interface ManagementDeps {
  readonly readiness: () => Readiness;
  readonly reload?: () => Promise<void>;
  readonly log: Log;
}

export function managementRoutes(app: FastifyInstance, deps: ManagementDeps): void {
  app.get('/-/healthy', { config: { access: 'read' } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('Belvedere is Healthy.\n'),
  );
  app.get('/-/ready', { config: { access: 'read', needsStore: true } }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('Belvedere is Ready.\n'),
  );
  app.route({
    method: ['POST', 'PUT'],
    url: '/-/reload',
    config: { access: 'admin' },
    handler: async (_request, reply) => {
      await reloadConfig(deps);
      return reply.type('text/plain; charset=utf-8').send('');
    },
  });
}

async function reloadConfig({ reload, log }: ManagementDeps): Promise<void> {
  if (reload === undefined) {
    throw new ApiError('forbidden', 'Lifecycle API is not enabled; start with --web.enable-lifecycle');
  }
  try {
    await reload();
  } catch (cause) {
    log.error({ err: cause }, 'configuration was not reloaded');
    throw new ApiError(
      'internal',
      `failed to reload config: ${cause instanceof Error ? cause.message : String(cause)}`,
    );
  }
}
