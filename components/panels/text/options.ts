import { z } from 'zod';
import '../optionMeta';

const group = 'Text';

const schema = z.object({
  mode: z
    .enum(['markdown', 'html', 'code'])
    .catch('markdown')
    .default('markdown')
    .meta({ title: 'Mode', group, labels: { html: 'HTML' } }),
  content: z
    .string()
    .max(1_000_000)
    .catch('')
    .default('')
    .meta({ title: 'Content', group, control: 'textArea', description: 'Variables are replaced; scripts are removed' }),
});

/** Options of the text panel by Grafana's names; wrong values fall back to their defaults. */
export const textOptions = schema.catch(schema.parse({}));
export type TextOptions = z.infer<typeof schema>;
