import type { QueryOptions } from '@/collector/query/result';
import { invalidParameter } from './apiError';
import type { Parameters } from './parameters';
import { parseSourceResolution } from './sourceResolution';

/** `timeout`, `lookback_delta` and `max_source_resolution`, as `query` and `query_range` take them. */
export function readQueryOptions(parameters: Parameters, signal: AbortSignal): QueryOptions {
  const timeoutMs = parameters.durationIfGiven('timeout');
  if (timeoutMs !== undefined && timeoutMs < 0) throw invalidParameter('timeout', 'must not be negative');
  const lookbackDeltaMs = parameters.durationIfGiven('lookback_delta');
  if (lookbackDeltaMs !== undefined && lookbackDeltaMs <= 0) {
    throw invalidParameter('lookback_delta', 'must be positive');
  }
  const maxResolutionMs = parseSourceResolution(parameters.text('max_source_resolution'));
  return {
    signal,
    ...(timeoutMs !== undefined && { timeoutMs }),
    ...(lookbackDeltaMs !== undefined && { lookbackDeltaMs }),
    ...(maxResolutionMs !== undefined && { maxResolutionMs }),
  };
}
