import type { FastifyInstance } from 'fastify';
import type { SealResult } from '@/lib/api/sealResult';
import { sendData } from '../respond';

interface AdminSealDeps {
  /** Seals all windows and builds their tiers up to now. Rejects with StorageUnavailableError. */
  readonly seal: () => Promise<SealResult>;
}

/**
 * `POST /api/v1/admin/tsdb/seal`, ours: brings all samples into their final form and answers when that is done, which may
 * take minutes. For measurements, and before a backup.
 */
export function adminSealRoute(app: FastifyInstance, deps: AdminSealDeps): void {
  let underWay: Promise<SealResult> | undefined;
  app.route({
    method: ['POST', 'PUT'],
    url: '/api/v1/admin/tsdb/seal',
    config: { access: 'admin', needsStore: true },
    handler: async (_request, reply) => {
      // Who asks while one is under way waits for that one.
      underWay ??= deps.seal().finally(() => {
        underWay = undefined;
      });
      return sendData(reply, await underWay);
    },
  });
}
