/**
 * Content-encoding by negotiation. Bodies are compressed here and marked no-transform, so that the web app in front
 * passes them on as they are.
 */
import { pipeline, type Readable, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import { brotliCompress, constants, createBrotliCompress, createGzip, gzip } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { FRAMES_CONTENT_TYPE } from '@/lib/api/queryBatch';
import { hostnameOf, isLoopbackName } from '@/lib/net/hostPolicy.mjs';

/** Below this a body fits into one packet or two, and compressing it only costs. */
const SMALLEST_BYTES = 2048;
const GZIP_LEVEL = 4;
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

type Encoding = 'br' | 'gzip';

const gzipAsync = promisify(gzip);
const brotliAsync = promisify(brotliCompress);

export function compressResponses(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload: unknown) => {
    if (!isCompressible(request, reply)) return payload;
    reply.header('vary', 'Accept-Encoding');
    const encoding = negotiate(request.headers['accept-encoding']);
    if (encoding === undefined) return payload;
    if (isReadable(payload)) {
      announce(reply, encoding);
      return pipeline(payload, compressor(encoding), () => undefined);
    }
    if (typeof payload !== 'string' && !(payload instanceof Uint8Array)) return payload;
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    if (bytes.length < SMALLEST_BYTES) return payload;
    announce(reply, encoding);
    return encoding === 'br' ? brotliAsync(bytes, BROTLI) : gzipAsync(bytes, { level: GZIP_LEVEL });
  });
}

/** Frames are dense already: they are worth compressing for a network, not for a browser on this machine. */
function isCompressible(request: FastifyRequest, reply: FastifyReply): boolean {
  if (reply.hasHeader('content-encoding') || reply.statusCode === 204) return false;
  const type = String(reply.getHeader('content-type') ?? '');
  if (type.startsWith(FRAMES_CONTENT_TYPE)) return !isLocalVisitor(request);
  return type.startsWith('application/json') || type.startsWith('text/');
}

/** Whether the browser itself addressed this machine by a loopback name, directly or through the web app. */
function isLocalVisitor(request: FastifyRequest): boolean {
  const forwarded = request.headers['x-forwarded-host'];
  const host = hostnameOf(typeof forwarded === 'string' ? forwarded : (request.headers.host ?? ''));
  return host !== undefined && isLoopbackName(host);
}

function announce(reply: FastifyReply, encoding: Encoding): void {
  reply.header('content-encoding', encoding).removeHeader('content-length');
}

/** Flushes with every chunk, so that a frame leaves when it is ready. */
function compressor(encoding: Encoding): Transform {
  if (encoding === 'gzip') return createGzip({ level: 1, flush: constants.Z_SYNC_FLUSH });
  return createBrotliCompress({ ...BROTLI, flush: constants.BROTLI_OPERATION_FLUSH });
}

function isReadable(payload: unknown): payload is Readable {
  return typeof payload === 'object' && payload !== null && 'pipe' in payload && typeof payload.pipe === 'function';
}

/** The encoding to use, or undefined for none (RFC 9110 §12.5.3). Brotli wins when both are equally welcome. */
export function negotiate(header: string | string[] | undefined): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const part of String(header ?? '').split(',')) {
    const [name = '', ...attributes] = part.split(';');
    const quality = attributes.map((text) => /^\s*q=([\d.]+)\s*$/i.exec(text)?.[1]).find((text) => text !== undefined);
    weights.set(name.trim().toLowerCase(), quality === undefined ? 1 : Number(quality));
  }
  const weightOf = (name: Encoding) => weights.get(name) ?? weights.get('*') ?? 0;
  const best = weightOf('br') >= weightOf('gzip') ? 'br' : 'gzip';
  return weightOf(best) > 0 ? best : undefined;
}
