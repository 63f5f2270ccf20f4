import type { MetricMetadata } from '@/collector/storage/storage';

/** Metrics that OpenMetrics keeps together under one name. */
export interface MetricFamily {
  readonly name: string;
  /** Undefined when nothing is known of it. */
  readonly metadata: MetricMetadata | undefined;
  /** Ascending. */
  readonly metrics: readonly string[];
}

const TOTAL = '_total';

/** Suffixes of metrics whose family has the name without them, by the types that have them. */
const SUFFIXES: readonly (readonly [suffix: string, types: readonly MetricMetadata['type'][]])[] = [
  [TOTAL, ['counter']],
  ['_bucket', ['histogram', 'gaugehistogram']],
  ['_count', ['histogram', 'summary']],
  ['_sum', ['histogram', 'summary']],
  ['_gcount', ['gaugehistogram']],
  ['_gsum', ['gaugehistogram']],
  ['_created', ['counter', 'histogram', 'summary']],
  ['_info', ['info']],
];

/** Families in order of their names. */
export function metricFamilies(
  metrics: readonly string[],
  metadata: ReadonlyMap<string, readonly MetricMetadata[]>,
): MetricFamily[] {
  const families = new Map<string, { metadata: MetricMetadata | undefined; metrics: string[] }>();
  for (const metric of metrics) {
    const { name, found } = familyOf(metric, metadata);
    const family = families.get(name);
    if (family === undefined) families.set(name, { metadata: found, metrics: [metric] });
    else {
      family.metrics.push(metric);
      family.metadata ??= found;
    }
  }
  return [...families]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, family]) => ({ name, metadata: family.metadata, metrics: family.metrics.sort() }));
}

function familyOf(
  metric: string,
  metadata: ReadonlyMap<string, readonly MetricMetadata[]>,
): { name: string; found: MetricMetadata | undefined } {
  const own = metadata.get(metric)?.[0];
  // Prometheus' text format gives a counter the name of its samples, OpenMetrics the name without _total. One that does not
  // end so has no name in OpenMetrics: it goes without its type.
  if (own?.type === 'counter') {
    return metric.endsWith(TOTAL)
      ? { name: metric.slice(0, -TOTAL.length), found: own }
      : { name: metric, found: undefined };
  }
  if (own !== undefined) return { name: metric, found: own };
  for (const [suffix, types] of SUFFIXES) {
    if (!metric.endsWith(suffix)) continue;
    const name = metric.slice(0, -suffix.length);
    const found = metadata.get(name)?.[0];
    if (found !== undefined && types.includes(found.type)) return { name, found };
  }
  return { name: metric, found: undefined };
}
