/** The envelope of every answer: https://prometheus.io/docs/prometheus/latest/querying/api/#format-overview */
import { z } from 'zod';

const notes = { warnings: z.array(z.string()).optional(), infos: z.array(z.string()).optional() };

export const errorEnvelope = z.object({
  status: z.literal('error'),
  errorType: z.string(),
  error: z.string(),
  ...notes,
});

/** `data` has its own schema per endpoint. */
export const successEnvelope = z.object({ status: z.literal('success'), data: z.unknown(), ...notes });
