import type { Panel } from '@/lib/dashboard/document';

/** Types whose queries are PromQL; anything else cannot be asked here. */
const KNOWN_TYPES = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'victoriametrics-metrics-datasource',
]);
/** Type names of special sources in Grafana that stand for a mix or for test data. */
const NEUTRAL_TYPES = new Set(['datasource', 'mixed', '', 'grafana']);

/** The type of the first data source of a panel that speaks no PromQL, undefined when all do. */
export function unavailableSource({ datasource, targets }: Panel): string | undefined {
  const types = [datasource?.type, ...targets.map((target) => target.datasource?.type)];
  const foreign = types.find((type) => type !== undefined && !KNOWN_TYPES.has(type) && !NEUTRAL_TYPES.has(type));
  if (foreign === undefined) return undefined;
  return targets.some(
    ({ expr, datasource: own }) => expr !== '' && (own?.type === undefined || KNOWN_TYPES.has(own.type)),
  )
    ? undefined
    : foreign;
}
