import type { FastifyInstance } from 'fastify';
import { ApiError } from './apiError';

/** Remote write has an encoding of its own, and says itself what it takes. */
const OWN_ENCODING = '/api/v1/write';

/** Refuses compressed bodies with 415 (RFC 9110 §8.4): read as they are, they would look like empty forms. */
export function refuseEncodedBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, reply) => {
    const encoding = request.headers['content-encoding']?.trim() ?? '';
    if (encoding === '' || encoding.toLowerCase() === 'identity') return;
    if (request.routeOptions.url === OWN_ENCODING) return;
    reply.header('accept-encoding', 'identity');
    const reason = `Content-Encoding ${JSON.stringify(encoding)} is not understood for this request`;
    throw new ApiError('bad_data', `${reason}; send the body uncompressed`, 415);
  });
}
