import { z } from 'zod';
import '../optionMeta';
import { reduceOptions } from '../reduceOptions';

const group = 'Pie chart';
const LABELS = { percent: 'Percent', name: 'Name', value: 'Value' };
const showIf = { option: 'legend.showLegend', in: [true] };

const legend = z.object({
  showLegend: z.boolean().catch(true).default(true).meta({ title: 'Visible' }),
  displayMode: z.enum(['list', 'table', 'hidden']).catch('list').default('list').meta({ title: 'Mode', showIf }),
  placement: z.enum(['bottom', 'right']).catch('bottom').default('bottom').meta({ title: 'Placement', showIf }),
  values: z
    .array(z.enum(['percent', 'value']).catch('value'))
    .max(4)
    .catch([])
    .default([])
    .meta({ title: 'Values', showIf }),
});

const schema = z.object({
  reduceOptions,
  pieType: z.enum(['pie', 'donut']).catch('pie').default('pie').meta({ title: 'Type', group }),
  displayLabels: z
    .array(z.enum(['percent', 'name', 'value']).catch('percent'))
    .max(6)
    .catch([])
    .default([])
    .meta({ title: 'Labels', group, labels: LABELS }),
  sort: z
    .enum(['desc', 'asc', 'none'])
    .catch('desc')
    .default('desc')
    .meta({ title: 'Slices', group, labels: { desc: 'Largest first', asc: 'Smallest first', none: 'As they come' } }),
  legend: legend.catch(legend.parse({})).prefault({}).meta({ group: 'Legend' }),
});

/** Options of the pie chart by Grafana's names; wrong values fall back to their defaults. */
export const pieOptions = schema.catch(schema.parse({}));
export type PieOptions = z.infer<typeof schema>;
