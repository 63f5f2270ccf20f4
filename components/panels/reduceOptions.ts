import { z } from 'zod';

const schema = z.object({
  /** true: every row is a value of its own; false: one value per field by `calcs`. */
  values: z.boolean().catch(false).default(false),
  calcs: z.array(z.string()).max(30).catch([]).default([]),
  /** '' all number fields, else a name or a regular expression on display names. */
  fields: z.string().catch('').default(''),
  limit: z.number().int().min(1).max(10_000).optional().catch(undefined),
});

/** `reduceOptions` of stat, gauge and bar gauge. */
export const reduceOptions = schema.catch(schema.parse({})).prefault({});
export type ReduceOptions = z.infer<typeof schema>;

export const orientation = z.enum(['auto', 'horizontal', 'vertical']).catch('auto').default('auto');
