import { z } from 'zod';
import '../optionMeta';
import { plainLegend } from '../legendOptions';

const group = 'Histogram';
const size = z.preprocess(
  (value) => (value === null || value === '' ? undefined : value),
  z.coerce.number().positive().optional(),
);

const schema = z.object({
  bucketSize: size.catch(undefined).meta({ title: 'Bucket size', group }),
  bucketCount: z.coerce.number().int().min(2).max(200).catch(30).default(30).meta({ title: 'Bucket count', group }),
  bucketOffset: z.coerce.number().catch(0).default(0).meta({ title: 'Bucket offset', group }),
  combine: z.boolean().catch(false).default(false).meta({ title: 'Combine series', group }),
  legend: plainLegend,
});

/** Options of the histogram by Grafana's names; wrong values fall back to their defaults. */
export const histogramOptions = schema.catch(schema.parse({}));
export type HistogramOptions = z.infer<typeof schema>;
