/** https://prometheus.io/docs/prometheus/latest/querying/api/#expression-query-result-formats */
import { z } from 'zod';
import { labelSet } from './labelSet';

/** Unix seconds, and the value as text: it may be NaN, +Inf or -Inf. */
export const sample = z.tuple([z.number(), z.string()]);

export const queryData = z.discriminatedUnion('resultType', [
  z.object({
    resultType: z.literal('matrix'),
    result: z.array(z.object({ metric: labelSet, values: z.array(sample) })),
  }),
  z.object({ resultType: z.literal('vector'), result: z.array(z.object({ metric: labelSet, value: sample })) }),
  z.object({ resultType: z.literal('scalar'), result: sample }),
  z.object({ resultType: z.literal('string'), result: sample }),
]);
export type QueryData = z.infer<typeof queryData>;
