import { z } from 'zod';

const schema = z.object({
  mode: z.enum(['markdown', 'html', 'code']).catch('markdown').default('markdown'),
  content: z.string().max(1_000_000).catch('').default(''),
});

/** Options of the text panel by Grafana's names; wrong values fall back to their defaults. */
export const textOptions = schema.catch(schema.parse({}));
export type TextOptions = z.infer<typeof schema>;
