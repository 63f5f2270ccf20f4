import { z } from 'zod';
import '../optionMeta';
import { boxStyleSchema } from '../boxStyle';
import { plainLegend } from '../legendOptions';
import { orientation } from '../reduceOptions';

const group = 'Bar chart';

const schema = z.object({
  xField: z
    .string()
    .optional()
    .catch(undefined)
    .meta({ title: 'X field', group, control: 'fieldName', description: 'The first text or time when none is chosen' }),
  orientation: orientation.meta({ group }),
  stacking: z
    .enum(['none', 'normal', 'percent'])
    .catch('none')
    .default('none')
    .meta({ title: 'Stacking', group, labels: { none: 'Off', normal: 'Normal', percent: '100%' } }),
  showValue: z
    .enum(['auto', 'always', 'never'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Values', group, labels: { auto: 'Where they fit', always: 'Always', never: 'Never' } }),
  groupWidth: z.number().min(0.05).max(1).catch(0.7).default(0.7).meta({ title: 'Group width', group }),
  barWidth: z.number().min(0.05).max(1).catch(0.97).default(0.97).meta({ title: 'Bar width', group }),
  legend: plainLegend,
});

/** `fieldConfig.custom` of bar charts. */
export const barStyle = boxStyleSchema({ fillOpacity: 80, lineWidth: 1 });

/** Options of the bar chart by Grafana's names; wrong values fall back to their defaults. */
export const barChartOptions = schema.catch(schema.parse({}));
export type BarChartOptions = z.infer<typeof schema>;
