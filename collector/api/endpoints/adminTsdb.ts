/** https://prometheus.io/docs/prometheus/latest/querying/api/#tsdb-admin-apis */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../apiError';
import type { SeriesAdmin } from '../deps';
import { Parameters } from '../parameters';
import type { RequestSignals } from '../requestSignals';
import { sendData } from '../respond';
import { readSelection } from '../selectors';

interface AdminTsdbDeps {
  readonly seriesAdmin: SeriesAdmin;
}

const ADMIN = { access: 'admin', needsStore: true } as const;
const METHODS = ['POST', 'PUT'];
const NO_SNAPSHOT =
  'there are no snapshots of files: everything is in Postgres, and pg_dump of the running database is a whole backup';

/** @param isEnabled false on a port that asks for no credentials, unless the settings allow it there */
export function adminTsdbRoutes(
  app: FastifyInstance,
  { seriesAdmin }: AdminTsdbDeps,
  signals: RequestSignals,
  isEnabled: boolean,
): void {
  const requireEnabled = async () => {
    if (!isEnabled) throw new ApiError('unavailable', 'admin APIs disabled; start with --web.enable-admin-api');
  };
  app.route({
    method: METHODS,
    url: '/api/v1/admin/tsdb/delete_series',
    config: ADMIN,
    preHandler: requireEnabled,
    handler: async (request, reply) => {
      await seriesAdmin.deleteSeries({ ...readDeletion(request), signal: signals(reply) });
      return reply.code(204).send();
    },
  });
  app.route({
    method: METHODS,
    url: '/api/v1/admin/tsdb/clean_tombstones',
    config: ADMIN,
    preHandler: requireEnabled,
    handler: async (_request, reply) => {
      await seriesAdmin.cleanTombstones();
      return reply.code(204).send();
    },
  });
  app.route({
    method: METHODS,
    url: '/api/v1/admin/tsdb/snapshot',
    config: ADMIN,
    preHandler: requireEnabled,
    handler: async () => {
      throw new ApiError('not_found', NO_SNAPSHOT);
    },
  });
  // Ours: moves older windows' series to the retention classes of the present rules.
  app.route({
    method: METHODS,
    url: '/api/v1/admin/tsdb/repack',
    config: ADMIN,
    preHandler: requireEnabled,
    handler: async (_request, reply) => sendData(reply.code(202), await seriesAdmin.startRepack()),
  });
  app.get('/api/v1/status/repack', { config: { access: 'read', needsStore: true } }, async (_request, reply) =>
    sendData(reply, seriesAdmin.repackStatus()),
  );
}

function readDeletion(request: FastifyRequest) {
  const { matcherSets, startMs, endMs } = readSelection(Parameters.of(request));
  if (matcherSets.length === 0) throw new ApiError('bad_data', 'no match[] parameter provided');
  return { matcherSets, fromMs: startMs, untilMs: endMs };
}
