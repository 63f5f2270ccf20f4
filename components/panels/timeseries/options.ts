import { z } from 'zod';
import '../optionMeta';

const showIf = { option: 'legend.showLegend', in: [true] };

const legend = z.object({
  showLegend: z.boolean().catch(true).default(true).meta({ title: 'Visible' }),
  /** `hidden` is how older versions said showLegend: false. */
  displayMode: z.enum(['list', 'table', 'hidden']).catch('list').default('list').meta({ title: 'Mode', showIf }),
  placement: z.enum(['bottom', 'right']).catch('bottom').default('bottom').meta({ title: 'Placement', showIf }),
  calcs: z
    .array(z.string())
    .max(30)
    .catch([])
    .default([])
    .meta({ title: 'Values', description: 'Calculated of the samples shown', control: 'calcs', showIf }),
  sortBy: z.string().catch('').default('').meta({ hidden: 'set by clicking a head of the legend table' }),
  sortDesc: z.boolean().catch(true).default(true).meta({ hidden: 'set by clicking a head of the legend table' }),
  /** Width in CSS pixels at the right. */
  width: z
    .number()
    .min(0)
    .max(4000)
    .optional()
    .catch(undefined)
    .meta({ title: 'Width', unit: 'px', showIf: { option: 'legend.placement', in: ['right'] } }),
  /** Written by grafonnet: the same as displayMode table. */
  asTable: z.boolean().catch(false).default(false).meta({ hidden: 'an older way to say mode table' }),
});

const tooltip = z.object({
  mode: z
    .enum(['single', 'multi', 'none'])
    .catch('multi')
    .default('single')
    .meta({ title: 'Series', labels: { single: 'Nearest', multi: 'All', none: 'None' } }),
  sort: z
    .enum(['none', 'asc', 'desc'])
    .catch('none')
    .default('none')
    .meta({
      title: 'Order',
      labels: { none: 'Legend', asc: 'Ascending', desc: 'Descending' },
      showIf: { option: 'tooltip.mode', in: ['multi'] },
    }),
  hideZeros: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'Hide zeros', showIf: { option: 'tooltip.mode', in: ['multi'] } }),
});

/** Options of the time series panel by Grafana's names; wrong values fall back to their defaults. */
export const timeSeriesOptions = z
  .object({
    tooltip: tooltip.catch(tooltip.parse({})).prefault({}).meta({ group: 'Tooltip' }),
    legend: legend.catch(legend.parse({})).prefault({}).meta({ group: 'Legend' }),
  })
  .catch({ legend: legend.parse({}), tooltip: tooltip.parse({}) });

export type TimeSeriesOptions = z.infer<typeof timeSeriesOptions>;
