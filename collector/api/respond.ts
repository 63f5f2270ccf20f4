/** Prometheus' envelope, and the one place where errors become status codes. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { WriteRequestError } from '@/collector/push/writeRequestError';
import { QueryError } from '@/collector/query/result';
import { QueryAbortedError, StorageLimitError, StorageUnavailableError } from '@/collector/storage/storage';
import { ImportError } from '@/collector/transfer/importChunk';
import { InvalidRegexError } from '@/lib/labels/matcher';
import { PromqlError } from '@/lib/promql/errors';
import { ApiError, type ErrorType } from './apiError';
import type { Log } from './deps';

/** 499 is nginx' “client closed request”, which Prometheus uses too. */
const STATUS: Readonly<Record<ErrorType, number>> = {
  bad_data: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  execution: 422,
  canceled: 499,
  internal: 500,
  timeout: 503,
  unavailable: 503,
};

const WRITE_STATUS: Readonly<Record<WriteRequestError['code'], number>> = {
  too_large: 413,
  unsupported_media: 415,
  bad_snappy: 400,
  bad_protobuf: 400,
};

export interface Failure {
  readonly status: number;
  readonly errorType: ErrorType;
  readonly message: string;
  readonly position?: { readonly start: number; readonly end: number };
}

export interface Annotations {
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

/** What an error means to a client. An unknown error shows nothing of itself: it is for the log. */
export function describeError(error: unknown): Failure {
  if (error instanceof ApiError) return failure(error.errorType, error.message, error.status);
  if (error instanceof QueryError) {
    return { ...failure(error.errorType, error.message), ...(error.position && { position: error.position }) };
  }
  if (error instanceof PromqlError) return { ...failure('bad_data', error.message), position: error.position };
  if (error instanceof InvalidRegexError) return failure('bad_data', error.message);
  if (error instanceof ImportError) return failure('bad_data', error.message);
  if (error instanceof StorageUnavailableError) return failure('unavailable', error.message);
  if (error instanceof StorageLimitError) return failure('execution', error.message);
  if (error instanceof QueryAbortedError) return failure('canceled', 'query was canceled');
  if (error instanceof WriteRequestError) return failure('bad_data', error.message, WRITE_STATUS[error.code]);
  if (isFastifyError(error) && error.statusCode !== undefined && error.statusCode < 500) {
    return failure('bad_data', error.message, error.statusCode);
  }
  return failure('internal', 'internal error; the log of the collector has the details');
}

function failure(errorType: ErrorType, message: string, status = STATUS[errorType]): Failure {
  return { status, errorType, message };
}

function isFastifyError(error: unknown): error is FastifyError {
  return error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number';
}

/** Whether an error is the collector's own fault and belongs into its log. */
export function isUnexpected(failed: Failure): boolean {
  return failed.errorType === 'internal';
}

export function sendData(reply: FastifyReply, data: unknown, notes: Annotations = {}): FastifyReply {
  return reply.type('application/json; charset=utf-8').send(
    JSON.stringify({
      status: 'success',
      data,
      ...(notes.warnings?.length && { warnings: notes.warnings }),
      ...(notes.infos?.length && { infos: notes.infos }),
    }),
  );
}

/** `text`: a plain line, for routes outside the API, as Prometheus answers there. */
export type ErrorStyle = 'envelope' | 'text';

export function sendError(reply: FastifyReply, failed: Failure, style: ErrorStyle = 'envelope'): FastifyReply {
  reply.code(failed.status).header('cache-control', 'no-store, no-transform');
  if (style === 'text') return reply.type('text/plain; charset=utf-8').send(`${failed.message}\n`);
  return reply
    .type('application/json; charset=utf-8')
    .send(JSON.stringify({ status: 'error', errorType: failed.errorType, error: failed.message }));
}

/** The server's error handler. */
export function respondToError(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const failed = describeError(error);
    if (isUnexpected(failed)) log.error({ err: error, route: request.routeOptions.url }, 'request failed');
    return sendError(reply, failed, errorStyle(request));
  };
}

/** Everything below /api answers in the envelope, but for remote write, whose senders log the body as a line. */
export function errorStyle(request: FastifyRequest): ErrorStyle {
  return request.url.startsWith('/api/') && request.routeOptions.url !== '/api/v1/write' ? 'envelope' : 'text';
}
