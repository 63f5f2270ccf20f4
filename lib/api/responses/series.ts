/** https://prometheus.io/docs/prometheus/latest/querying/api/#finding-series-by-label-matchers */
import { z } from 'zod';
import { labelSet } from './labelSet';

export const seriesData = z.array(labelSet);
export type SeriesData = z.infer<typeof seriesData>;
