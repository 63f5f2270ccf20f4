import { z } from 'zod';
import { orientation, reduceOptions } from '../reduceOptions';

const schema = z.object({
  reduceOptions,
  orientation,
  displayMode: z.enum(['basic', 'gradient', 'lcd']).catch('gradient').default('gradient'),
  valueMode: z.enum(['color', 'text', 'hidden']).catch('color').default('color'),
  namePlacement: z.enum(['auto', 'top', 'left', 'hidden']).catch('auto').default('auto'),
  showUnfilled: z.boolean().catch(true).default(true),
  minVizWidth: z.number().min(0).max(1000).catch(8).default(8),
  minVizHeight: z.number().min(0).max(1000).catch(16).default(16),
  maxVizHeight: z.number().min(0).max(2000).catch(300).default(300),
});

/** Options of the bar gauge panel by Grafana's names; wrong values fall back to their defaults. */
export const barGaugeOptions = schema.catch(schema.parse({}));
export type BarGaugeOptions = z.infer<typeof schema>;
