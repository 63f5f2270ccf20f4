import type { Panel } from '@/lib/dashboard/document';

/** Types whose queries are PromQL; anything else cannot be asked here. */
const KNOWN_TYPES = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'victoriametrics-metrics-datasource',
]);
/** Type names of special sources in Grafana that stand for a mix or for test data. */
const NEUTRAL_TYPES = new Set(['datasource', 'mixed', '', 'grafana']);

/** The type of the first data source of a panel that speaks no PromQL; undefined when any target can be asked. */
export function unavailableSource({ datasource, targets }: Panel): string | undefined {
  const types = targets.map((target) => target.datasource?.type ?? datasource?.type ?? '');
  const canAsk = (type: string) => KNOWN_TYPES.has(type) || NEUTRAL_TYPES.has(type);
  return types.some(canAsk) ? undefined : types[0];
}
