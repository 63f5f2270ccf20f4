import type { MetricMetadata } from '../storage';

/** Names that counters and the counting parts of histograms and summaries end with, by the conventions of Prometheus. */
const COUNTER_SUFFIX = /_(?:total|count|sum|bucket)$/;

export function isCounterName(metric: string): boolean {
  return COUNTER_SUFFIX.test(metric);
}

/**
 * Whether a metric's samples are those of a counter, which the tiers keep otherwise. What its target says counts, and the
 * parts of a histogram or summary are counters; else the name decides.
 */
export function isCounter(metric: string, metadata: ReadonlyMap<string, readonly MetricMetadata[]>): boolean {
  const own = metadata.get(metric)?.[0]?.type;
  if (own !== undefined && own !== 'unknown') return own === 'counter' || (own !== 'gauge' && isCounterName(metric));
  const family = metric.replace(COUNTER_SUFFIX, '');
  const ofFamily = family === metric ? undefined : metadata.get(family)?.[0]?.type;
  // OpenMetrics names the counter x_total after its family x.
  if (ofFamily === 'gaugehistogram') return false;
  return isCounterName(metric);
}

const COUNTING_PARTS = ['_count', '_sum', '_bucket'];

/** Metrics that are counters although their names do not say so, or the other way round, by the metadata. */
export function misnamedMetrics(metadata: ReadonlyMap<string, readonly MetricMetadata[]>): string[] {
  const named = [...metadata].flatMap(([metric, [newest]]) =>
    newest?.type === 'gaugehistogram' ? COUNTING_PARTS.map((part) => metric + part) : [metric],
  );
  return named.filter((metric) => isCounter(metric, metadata) !== isCounterName(metric));
}
