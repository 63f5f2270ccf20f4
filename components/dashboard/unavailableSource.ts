import type { Panel } from '@/lib/dashboard/document';
import { speaksPromql } from '@/lib/grafana/builtInSource';

/** Type names of special sources in Grafana that stand for a mix or for test data. */
const NEUTRAL_TYPES = new Set(['datasource', 'mixed', '', 'grafana']);

/** The type of the first data source of a panel that speaks no PromQL; undefined when any target can be asked. */
export function unavailableSource({ datasource, targets }: Panel): string | undefined {
  const types = targets.map((target) => target.datasource?.type ?? datasource?.type ?? '');
  return types.some((type) => speaksPromql(type) || NEUTRAL_TYPES.has(type)) ? undefined : types[0];
}
