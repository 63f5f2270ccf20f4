import type { FastifyInstance, FastifyReply } from 'fastify';
import { QueryAbortedError } from '@/collector/storage/storage';

/** Gives a request's signal. */
export type RequestSignals = (reply: FastifyReply) => AbortSignal;

/** Signals that fire when the client goes away before it has its whole answer, or when the server closes. */
export function createRequestSignals(app: FastifyInstance): RequestSignals {
  const open = new Set<AbortController>();
  app.addHook('preClose', async () => {
    for (const controller of open) controller.abort(new QueryAbortedError('the collector stops'));
  });
  return (reply) => {
    const controller = new AbortController();
    open.add(controller);
    reply.raw.once('close', () => {
      open.delete(controller);
      if (!reply.raw.writableFinished) controller.abort(new QueryAbortedError('the client went away'));
    });
    return controller.signal;
  };
}
