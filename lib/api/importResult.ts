import { z } from 'zod';

const count = z.number().int().nonnegative();

/** What `POST /api/v1/import` answers in `data`: what became of the samples of one chunk. All of it is durable. */
export const importResult = z.object({
  /** Samples that the store has now, and those of them that it did not have before. */
  samples: count,
  added: count,
  /** Samples whose line can be read, but which were not taken: how many and where the first one was, by reason. */
  refused: z.array(z.object({ reason: z.string(), samples: count, first: z.string() })),
  /** Lines that cannot be read, and the first of them: with `skip_errors=true`. */
  skippedLines: count,
  firstSkipped: z.string().optional(),
});

export type ImportResult = z.infer<typeof importResult>;
