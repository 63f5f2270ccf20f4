import type { MetricMetadata } from '@/collector/storage/storage';

const SUFFIXES: Partial<Readonly<Record<MetricMetadata['type'], readonly string[]>>> = {
  histogram: ['_bucket', '_sum', '_count', '_created'],
  gaugehistogram: ['_bucket', '_gsum', '_gcount', '_sum', '_count'],
  summary: ['_sum', '_count', '_created'],
};

/** The name under which a metric of this type is described: that of its series, without the parts a scrape adds to it. */
export function familyName(seriesName: string, type: MetricMetadata['type']): string {
  const suffix = SUFFIXES[type]?.find((one) => seriesName.endsWith(one) && seriesName.length > one.length);
  return suffix === undefined ? seriesName : seriesName.slice(0, -suffix.length);
}
