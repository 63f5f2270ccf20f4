import { z } from 'zod';
import { orientation, reduceOptions } from '../reduceOptions';

const textSizes = z
  .object({
    titleSize: z.number().min(1).max(500).optional().catch(undefined),
    valueSize: z.number().min(1).max(500).optional().catch(undefined),
  })
  .catch({})
  .default({});

const schema = z.object({
  reduceOptions,
  orientation,
  colorMode: z.enum(['none', 'value', 'background', 'background_solid']).catch('value').default('value'),
  graphMode: z.enum(['none', 'area', 'line']).catch('area').default('area'),
  textMode: z.enum(['auto', 'value', 'value_and_name', 'name', 'none']).catch('auto').default('auto'),
  justifyMode: z.enum(['auto', 'center']).catch('auto').default('auto'),
  wideLayout: z.boolean().catch(true).default(true),
  showPercentChange: z.boolean().catch(false).default(false),
  percentChangeColorMode: z.enum(['standard', 'inverted', 'same_as_value']).catch('standard').default('standard'),
  text: textSizes,
});

/** Options of the stat panel by Grafana's names; wrong values fall back to their defaults. */
export const statOptions = schema.catch(schema.parse({}));
export type StatOptions = z.infer<typeof schema>;
