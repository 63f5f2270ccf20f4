import { z } from 'zod';

/** The answer of `POST /api/v1/admin/tsdb/seal`: what the store has in sealed windows, of all tiers. */
export const sealResult = z.object({
  windows: z.number().int(),
  samples: z.number().int(),
  bytes: z.number().int(),
});
export type SealResult = z.infer<typeof sealResult>;
