import type { QueryErrorType } from '@/collector/query/result';

/** Prometheus' words for what went wrong, and two that it has no need of. */
export type ErrorType = QueryErrorType | 'not_found' | 'unauthorized' | 'forbidden';

/** A request that cannot be answered; `errorType` decides the HTTP status unless `status` is given. */
export class ApiError extends Error {
  readonly code = 'api';
  constructor(
    readonly errorType: ErrorType,
    message: string,
    readonly status?: number,
  ) {
    super(message);
  }
}

/** A parameter that cannot be used, in Prometheus' wording. */
export function invalidParameter(name: string, reason: string): ApiError {
  return new ApiError('bad_data', `invalid parameter ${JSON.stringify(name)}: ${reason}`);
}
