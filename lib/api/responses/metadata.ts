/** https://prometheus.io/docs/prometheus/latest/querying/api/#querying-metric-metadata */
import { z } from 'zod';

export const metricMetadata = z.object({ type: z.string(), help: z.string(), unit: z.string() });

/** By metric name. */
export const metadataData = z.record(z.string(), z.array(metricMetadata));
export type MetadataData = z.infer<typeof metadataData>;
