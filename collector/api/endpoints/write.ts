/** The remote write receiver, protocol 1.0: https://prometheus.io/docs/specs/prw/remote_write_spec/ */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unsupportedWriteReason } from '@/collector/push/writeRequest';
import { ApiError } from '../apiError';
import type { RemoteWriteReceiver } from '../deps';

const PROTOBUF = 'application/x-protobuf';

/** The cap on decoded requests is 32 MiB; a compressed body that is larger cannot be within it. */
const BODY_LIMIT = 32 * 1024 * 1024;

export function writeRoute(app: FastifyInstance, deps: { readonly remoteWrite: RemoteWriteReceiver }): void {
  app.addContentTypeParser(PROTOBUF, { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    done(null, body);
  });
  app.post(
    '/api/v1/write',
    { bodyLimit: BODY_LIMIT, config: { access: 'write', needsStore: true } },
    async (request, reply) => {
      checkProtocol(request);
      if (!(request.body instanceof Uint8Array)) throw new ApiError('bad_data', 'remote write: the body is empty');
      const result = await deps.remoteWrite.write(request.body);
      await result.durable();
      if (result.rejection !== undefined) throw new ApiError('bad_data', result.rejection);
      return reply.code(204).send();
    },
  );
}

function checkProtocol({ headers }: FastifyRequest): void {
  const reason = unsupportedWriteReason(headers['content-type'] ?? '', headers['content-encoding'] ?? '');
  if (reason !== undefined) throw new ApiError('bad_data', reason, 415);
}
