/** Which tier may answer a query, and which one did. */
import type { FastifyReply } from 'fastify';
import type { QueryResult } from '@/collector/query/result';
import { TIER_NAMES, TIER_RESOLUTIONS_MS, type TierResolutionMs, tierName } from '@/lib/api/tier';
import { invalidParameter } from './apiError';
import { parseDuration } from './parseTime';

const PARAMETER = 'max_source_resolution';

/**
 * The coarsest resolution that may answer, as Thanos' parameter `max_source_resolution` says it: a duration or seconds, of which
 * the coarsest tier that is not coarser counts, or a tier's name. Undefined for `auto` and for nothing. Throws ApiError.
 */
export function parseSourceResolution(text: string): TierResolutionMs | undefined {
  if (text === '' || text === 'auto') return undefined;
  if (text === 'raw') return 0;
  const ms = parseDuration(text);
  if (ms === undefined || ms < 0) {
    throw invalidParameter(PARAMETER, `cannot parse ${JSON.stringify(text)}: want auto, raw or a duration such as 5m`);
  }
  const fitting = TIER_NAMES.filter((name) => TIER_RESOLUTIONS_MS[name] <= ms);
  return TIER_RESOLUTIONS_MS[fitting.at(-1) ?? 'raw'];
}

/** Names the coarsest tier that answered in a header, which no client of Prometheus minds. */
export function sendResolution(reply: FastifyReply, result: QueryResult): void {
  reply.header('x-belvedere-resolution', tierName(result.resolutionMs));
}
