/** https://prometheus.io/docs/prometheus/latest/querying/api/#targets */
import { z } from 'zod';
import { labelSet } from './labelSet';

export const activeTarget = z.object({
  discoveredLabels: labelSet,
  labels: labelSet,
  scrapePool: z.string(),
  scrapeUrl: z.string(),
  globalUrl: z.string(),
  /** Empty when the last scrape went well. */
  lastError: z.string(),
  /** RFC 3339; the year 1 before the first scrape. */
  lastScrape: z.string(),
  /** Seconds. */
  lastScrapeDuration: z.number(),
  health: z.enum(['up', 'down', 'unknown']),
  /** Prometheus durations, `15s`. */
  scrapeInterval: z.string(),
  scrapeTimeout: z.string(),
  /** From here on our own: what of a good scrape was not stored, and why; empty when all was. */
  lastWarning: z.string(),
  /** The limit that made the last scrape fail, and what the last scrape gave. */
  limitExceeded: z.string().optional(),
  lastSamples: z.number(),
  lastSamplesPostRelabeling: z.number(),
  lastSeriesAdded: z.number(),
});
export type ActiveTarget = z.infer<typeof activeTarget>;

export const targetsData = z.object({
  activeTargets: z.array(activeTarget),
  droppedTargets: z.array(z.object({ discoveredLabels: labelSet, scrapePool: z.string() })),
  /** By scrape pool; more than are listed when few are kept. */
  droppedTargetCounts: z.record(z.string(), z.number()),
});
export type TargetsData = z.infer<typeof targetsData>;
