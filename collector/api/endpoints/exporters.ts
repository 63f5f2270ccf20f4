/** The collector's built-in exporters, scraped like any other. */
import type { FastifyInstance } from 'fastify';
import { ApiError } from '../apiError';

const TEXT_FORMAT = 'text/plain; version=0.0.4; charset=utf-8';

export function exportersRoute(
  app: FastifyInstance,
  deps: { readonly exporters: ReadonlyMap<string, () => Promise<string>> },
): void {
  app.get<{ Params: { name: string } }>(
    '/exporters/:name/metrics',
    { config: { access: 'read' } },
    async (request, reply) => {
      const exporter = deps.exporters.get(request.params.name);
      if (exporter === undefined) {
        const known = [...deps.exporters.keys()].join(', ') || 'none on this system';
        throw new ApiError('not_found', `no such exporter; available: ${known}`);
      }
      return reply.type(TEXT_FORMAT).send(await exporter());
    },
  );
}
