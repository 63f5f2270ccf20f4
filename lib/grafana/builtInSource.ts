/** The data source that is always there: the collector. Written into documents as `{type, uid}`. */
export const BUILT_IN_SOURCE = { type: 'prometheus', uid: 'belvedere', name: 'Belvedere' } as const;

const PROMQL_TYPES: ReadonlySet<string> = new Set([
  'prometheus',
  'grafana-amazonprometheus-datasource',
  'victoriametrics-metrics-datasource',
]);

/** Whether queries of a data source of this type are PromQL, so that the collector can answer them. */
export function speaksPromql(type: string): boolean {
  return PROMQL_TYPES.has(type);
}
