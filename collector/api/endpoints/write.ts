/** The remote write receiver, protocol 1.0: https://prometheus.io/docs/specs/prw/remote_write_spec/ */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ApiError } from '../apiError';
import type { RemoteWriteReceiver } from '../deps';

const PROTOBUF = 'application/x-protobuf';
const V1_MESSAGE = 'prometheus.WriteRequest';

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
      const outcome = await deps.remoteWrite(request.body);
      if (outcome.ok) return reply.code(204).send();
      throw new ApiError(outcome.reason === 'invalid' ? 'bad_data' : 'unavailable', outcome.message);
    },
  );
}

function checkProtocol(request: FastifyRequest): void {
  const [type = '', ...attributes] = (request.headers['content-type'] ?? '').split(';').map((part) => part.trim());
  if (type.toLowerCase() !== PROTOBUF) throw unsupported(`content type ${JSON.stringify(type)}; send ${PROTOBUF}`);
  const proto = attributes.map((text) => /^proto=(.*)$/i.exec(text)?.[1]).find((name) => name !== undefined);
  if (proto !== undefined && proto !== V1_MESSAGE) {
    throw unsupported(`message ${JSON.stringify(proto)}; this version takes ${V1_MESSAGE} (remote write 1.0)`);
  }
  const encoding = request.headers['content-encoding'] ?? 'snappy';
  if (encoding !== 'snappy') throw unsupported(`content encoding ${JSON.stringify(encoding)}; send snappy`);
}

function unsupported(what: string): ApiError {
  return new ApiError('bad_data', `remote write: unsupported ${what}`, 415);
}
