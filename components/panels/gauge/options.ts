import { z } from 'zod';
import { orientation, reduceOptions } from '../reduceOptions';

const schema = z.object({
  reduceOptions,
  orientation,
  showThresholdLabels: z.boolean().catch(false).default(false),
  showThresholdMarkers: z.boolean().catch(true).default(true),
  minVizWidth: z.number().min(0).max(1000).catch(75).default(75),
  minVizHeight: z.number().min(0).max(1000).catch(75).default(75),
});

/** Options of the gauge panel by Grafana's names; wrong values fall back to their defaults. */
export const gaugeOptions = schema.catch(schema.parse({}));
export type GaugeOptions = z.infer<typeof schema>;
