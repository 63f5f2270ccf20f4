/** https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
import type { FastifyInstance } from 'fastify';
import { formatDuration } from '@/collector/config/duration';
import { labelsToRecord } from '@/lib/labels/labels';
import { invalidParameter } from '../apiError';
import type { TargetPool, TargetRetriever } from '../deps';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

const STATES: ReadonlySet<string> = new Set(['', 'any', 'active', 'dropped']);

/** What Go prints for a time that never was; Prometheus' clients know it as “not scraped yet”. */
const NEVER = '0001-01-01T00:00:00Z';

interface TargetsDeps {
  readonly targets: TargetRetriever;
  readonly globalUrl: (scrapeUrl: string) => string;
}

export function targetsRoute(app: FastifyInstance, deps: TargetsDeps): void {
  app.get('/api/v1/targets', { config: { access: 'read', needsStore: true } }, async (request, reply) => {
    const parameters = Parameters.of(request);
    const state = parameters.text('state').toLowerCase();
    if (!STATES.has(state)) throw invalidParameter('state', 'must be active, dropped or any');
    const wanted = parameters.text('scrapePool');
    const pools = deps.targets.pools().filter(({ name }) => wanted === '' || name === wanted);
    return sendData(reply, {
      activeTargets: state === 'dropped' ? [] : pools.flatMap((pool) => activeTargets(pool, deps.globalUrl)),
      droppedTargets: state === 'active' ? [] : pools.flatMap(droppedTargets),
      droppedTargetCounts: countByPool(pools),
    });
  });
}

/** Prometheus' fields, and from `lastWarning` on our own. */
function activeTargets(pool: TargetPool, globalUrl: TargetsDeps['globalUrl']): object[] {
  return pool.active.map((target) => ({
    discoveredLabels: labelsToRecord(target.discoveredLabels),
    labels: labelsToRecord(target.labels),
    scrapePool: pool.name,
    scrapeUrl: target.scrapeUrl,
    globalUrl: globalUrl(target.scrapeUrl),
    lastError: target.lastError,
    lastScrape: target.lastScrapeMs === 0 ? NEVER : new Date(target.lastScrapeMs).toISOString(),
    lastScrapeDuration: target.lastScrapeDurationMs / 1000,
    health: target.health,
    scrapeInterval: formatDuration(target.scrapeIntervalMs),
    scrapeTimeout: formatDuration(target.scrapeTimeoutMs),
    lastWarning: target.lastWarning,
    ...(target.limitExceeded !== undefined && { limitExceeded: target.limitExceeded }),
    lastSamples: target.lastSamples,
    lastSamplesPostRelabeling: target.lastSamplesPostRelabeling,
    lastSeriesAdded: target.lastSeriesAdded,
  }));
}

function droppedTargets(pool: TargetPool): object[] {
  return pool.dropped.map(({ discoveredLabels }) => ({
    discoveredLabels: labelsToRecord(discoveredLabels),
    scrapePool: pool.name,
  }));
}

function countByPool(pools: readonly TargetPool[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null);
  for (const { name, droppedCount } of pools) counts[name] = droppedCount;
  return counts;
}
