/** https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
import type { FastifyInstance } from 'fastify';
import { formatDuration } from '@/collector/config/duration';
import { labelsToRecord } from '@/lib/labels/labels';
import { invalidParameter } from '../apiError';
import type { ActiveTarget, DroppedTarget, TargetRetriever } from '../deps';
import { Parameters } from '../parameters';
import { sendData } from '../respond';

const STATES: ReadonlySet<string> = new Set(['', 'any', 'active', 'dropped']);

/** What Go prints for a time that never was; Prometheus' clients know it as “not scraped yet”. */
const NEVER = '0001-01-01T00:00:00Z';

export function targetsRoute(app: FastifyInstance, deps: { readonly targets: TargetRetriever }): void {
  app.get('/api/v1/targets', { config: { access: 'read' } }, async (request, reply) => {
    const parameters = Parameters.of(request);
    const state = parameters.text('state').toLowerCase();
    if (!STATES.has(state)) throw invalidParameter('state', 'must be active, dropped or any');
    const pool = parameters.text('scrapePool');
    const inPool = (target: { readonly scrapePool: string }) => pool === '' || target.scrapePool === pool;
    const dropped = deps.targets.droppedTargets().filter(inPool);
    return sendData(reply, {
      activeTargets: state === 'dropped' ? [] : deps.targets.activeTargets().filter(inPool).map(activeTarget),
      droppedTargets: state === 'active' ? [] : dropped.map(droppedTarget),
      droppedTargetCounts: countByPool(dropped),
    });
  });
}

function activeTarget(target: ActiveTarget): object {
  return {
    discoveredLabels: labelsToRecord(target.discoveredLabels),
    labels: labelsToRecord(target.labels),
    scrapePool: target.scrapePool,
    scrapeUrl: target.scrapeUrl,
    globalUrl: target.globalUrl,
    lastError: target.lastError,
    lastScrape: target.lastScrapeMs === 0 ? NEVER : new Date(target.lastScrapeMs).toISOString(),
    lastScrapeDuration: target.lastScrapeDurationMs / 1000,
    health: target.health,
    scrapeInterval: formatDuration(target.scrapeIntervalMs),
    scrapeTimeout: formatDuration(target.scrapeTimeoutMs),
    lastSamples: target.lastSamples,
  };
}

function droppedTarget(target: DroppedTarget): object {
  return { discoveredLabels: labelsToRecord(target.discoveredLabels), scrapePool: target.scrapePool };
}

function countByPool(dropped: readonly DroppedTarget[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null);
  for (const { scrapePool } of dropped) counts[scrapePool] = (counts[scrapePool] ?? 0) + 1;
  return counts;
}
