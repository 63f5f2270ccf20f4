import { z } from 'zod';
import '../optionMeta';
import { orientation, reduceOptions } from '../reduceOptions';

const group = 'Bar gauge';

const schema = z.object({
  reduceOptions,
  orientation: orientation.meta({ group }),
  displayMode: z
    .enum(['basic', 'gradient', 'lcd'])
    .catch('gradient')
    .default('gradient')
    .meta({ title: 'Style', group, labels: { lcd: 'LCD' } }),
  valueMode: z
    .enum(['color', 'text', 'hidden'])
    .catch('color')
    .default('color')
    .meta({ title: 'Value', group, labels: { color: 'Coloured', text: 'Plain' } }),
  namePlacement: z.enum(['auto', 'top', 'left', 'hidden']).catch('auto').default('auto').meta({ title: 'Name', group }),
  showUnfilled: z
    .boolean()
    .catch(true)
    .default(true)
    .meta({ title: 'Unfilled part', group, description: 'Shows the track behind the bar' }),
  minVizWidth: z
    .number()
    .min(0)
    .max(1000)
    .catch(8)
    .default(8)
    .meta({ title: 'Min width', group, unit: 'px', description: 'Of each vertical bar' }),
  minVizHeight: z
    .number()
    .min(0)
    .max(1000)
    .catch(16)
    .default(16)
    .meta({ title: 'Min height', group, unit: 'px', description: 'Of each horizontal bar' }),
  maxVizHeight: z
    .number()
    .min(0)
    .max(2000)
    .catch(300)
    .default(300)
    .meta({ title: 'Max height', group, unit: 'px', description: 'Of each horizontal bar' }),
});

/** Options of the bar gauge panel by Grafana's names; wrong values fall back to their defaults. */
export const barGaugeOptions = schema.catch(schema.parse({}));
export type BarGaugeOptions = z.infer<typeof schema>;
