import { ApiError } from './apiError';

/** Enough for 60 s resolution over a week or 1 h resolution over a year (prometheus: web/api/v1/api.go). */
const MAX_INTERVALS = 11_000;

/** Refuses a range query of too many steps, in the sentence that clients know. */
export function checkResolution(startMs: number, endMs: number, stepMs: number): void {
  if (Math.floor((endMs - startMs) / stepMs) <= MAX_INTERVALS) return;
  throw new ApiError(
    'bad_data',
    'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)',
  );
}
