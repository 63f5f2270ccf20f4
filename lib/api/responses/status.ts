/** https://prometheus.io/docs/prometheus/latest/querying/api/#status */
import { z } from 'zod';

export const configData = z.object({
  yaml: z.string(),
  /** Our own: parts of the configuration that are accepted, but not active yet. */
  notices: z.array(z.object({ path: z.string(), message: z.string() })),
});
export type ConfigData = z.infer<typeof configData>;

export const buildinfoData = z.object({ version: z.string(), revision: z.string(), branch: z.string() });
export type BuildinfoData = z.infer<typeof buildinfoData>;

export const runtimeinfoData = z.object({
  /** Our own: how often targets are scraped whose job says nothing else. */
  scrapeIntervalMs: z.number().positive(),
});
export type RuntimeinfoData = z.infer<typeof runtimeinfoData>;

const namedCount = z.object({ name: z.string(), value: z.number() });

export const tsdbData = z.object({
  headStats: z.object({
    numSeries: z.number(),
    numLabelPairs: z.number(),
    chunkCount: z.number(),
    /** Milliseconds. */
    minTime: z.number(),
    maxTime: z.number(),
  }),
  seriesCountByMetricName: z.array(namedCount),
  labelValueCountByLabelName: z.array(namedCount),
  /** Bytes of the values of a label, each as often as there are series with it. */
  memoryInBytesByLabelName: z.array(namedCount),
  /** By `name=value`. */
  seriesCountByLabelValuePair: z.array(namedCount),
  /** Our own, as are the following: what bounds the series in memory; 0: no limit. */
  limits: z.object({
    maxSeries: z.number(),
    maxSeriesPerJob: z.number(),
    maxNewSeriesPerHour: z.number(),
    maxLabels: z.number(),
    maxLabelNameBytes: z.number(),
    maxLabelValueBytes: z.number(),
  }),
  /** New series that a limit kept out since the start. */
  refusedSeries: z.array(z.object({ reason: z.string(), job: z.string(), count: z.number() })),
  /** Series that left memory since the start because they had no samples for long. */
  idleSeriesDropped: z.number(),
});
export type TsdbData = z.infer<typeof tsdbData>;
