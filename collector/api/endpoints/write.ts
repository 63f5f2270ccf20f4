/**
 * The remote write receiver, protocols 1.0 and 2.0: https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/
 *
 * 204: all is stored. 400: will never be taken, or was taken in part; do not send it again. 413, 415: too large, another
 * format; likewise. 503: send it again. 429 is not answered to load, because senders of 1.0 give up on it by default.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type WriteVersion, writeProtocolOf } from '@/collector/push/writeProtocol';
import { ApiError } from '../apiError';
import { BytesInFlight } from '../bytesInFlight';
import type { RemoteWriteReceiver, WrittenCounts } from '../deps';

const PROTOBUF = 'application/x-protobuf';

/** The cap on decoded requests is 32 MiB; a compressed body that is larger cannot be within it. */
const BODY_LIMIT = 32 * 1024 * 1024;
/** Of all bodies that are being received and taken. */
const IN_FLIGHT_LIMIT = 8 * BODY_LIMIT;

const NOTHING: WrittenCounts = { samples: 0, histograms: 0, exemplars: 0 };

export function writeRoute(app: FastifyInstance, deps: { readonly remoteWrite: RemoteWriteReceiver }): void {
  const inFlight = new BytesInFlight(IN_FLIGHT_LIMIT);
  app.addContentTypeParser(PROTOBUF, { parseAs: 'buffer', bodyLimit: BODY_LIMIT }, (_request, body, done) => {
    done(null, body);
  });
  app.route({
    method: 'POST',
    url: '/api/v1/write',
    bodyLimit: BODY_LIMIT,
    config: { access: 'write', needsStore: true },
    onRequest: async (request, reply) => {
      sayWritten(reply, NOTHING);
      versionOf(request);
      admit(inFlight, request, reply);
    },
    errorHandler: (error) => {
      throw 'code' in error && error.code === 'FST_ERR_CTP_BODY_TOO_LARGE' ? tooLarge() : error;
    },
    handler: async (request, reply) => {
      if (!(request.body instanceof Uint8Array)) throw new ApiError('bad_data', 'remote write: the body is empty');
      const result = await deps.remoteWrite.write(request.body, versionOf(request));
      await result.durable();
      sayWritten(reply, result.written);
      if (result.rejection !== undefined) throw new ApiError('bad_data', result.rejection);
      return reply.code(204).send();
    },
  });
}

/** What senders of 2.0 read, also of failures. */
function sayWritten(reply: FastifyReply, { samples, histograms, exemplars }: WrittenCounts): void {
  reply.header('x-prometheus-remote-write-samples-written', String(samples));
  reply.header('x-prometheus-remote-write-histograms-written', String(histograms));
  reply.header('x-prometheus-remote-write-exemplars-written', String(exemplars));
}

function versionOf({ headers }: FastifyRequest): WriteVersion {
  const protocol = writeProtocolOf(headers['content-type'] ?? '', headers['content-encoding'] ?? '');
  if (!protocol.ok) throw new ApiError('bad_data', protocol.reason, 415);
  return protocol.version;
}

/** Refuses a declared size over the limit before anything of it is read; a body that does not say its size counts as the largest. */
function admit(inFlight: BytesInFlight, request: FastifyRequest, reply: FastifyReply): void {
  const declared = Number(request.headers['content-length'] ?? BODY_LIMIT);
  if (declared > BODY_LIMIT) throw tooLarge();
  const release = inFlight.enter(declared);
  if (release === undefined) {
    reply.header('retry-after', '1');
    throw new ApiError('unavailable', `remote writes of ${IN_FLIGHT_LIMIT} bytes are under way; send this one again`);
  }
  reply.raw.once('close', release);
}

function tooLarge(): ApiError {
  const reason = `the body is larger than ${BODY_LIMIT} bytes before decompression; send smaller batches`;
  return new ApiError('bad_data', reason, 413);
}
