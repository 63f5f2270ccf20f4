import { z } from 'zod';

const legend = z.object({
  showLegend: z.boolean().catch(true).default(true),
  /** `hidden` is how older versions said showLegend: false. */
  displayMode: z.enum(['list', 'table', 'hidden']).catch('list').default('list'),
  placement: z.enum(['bottom', 'right']).catch('bottom').default('bottom'),
  calcs: z.array(z.string()).max(30).catch([]).default([]),
  sortBy: z.string().catch('').default(''),
  sortDesc: z.boolean().catch(true).default(true),
  /** Width in CSS pixels at the right. */
  width: z.number().min(0).max(4000).optional().catch(undefined),
  /** Written by grafonnet: the same as displayMode table. */
  asTable: z.boolean().catch(false).default(false),
});

const tooltip = z.object({
  mode: z.enum(['single', 'multi', 'none']).catch('multi').default('single'),
  sort: z.enum(['none', 'asc', 'desc']).catch('none').default('none'),
  hideZeros: z.boolean().catch(false).default(false),
});

/** Options of the time series panel by Grafana's names; wrong values fall back to their defaults. */
export const timeSeriesOptions = z
  .object({
    legend: legend.catch(legend.parse({})).prefault({}),
    tooltip: tooltip.catch(tooltip.parse({})).prefault({}),
  })
  .catch({ legend: legend.parse({}), tooltip: tooltip.parse({}) });

export type TimeSeriesOptions = z.infer<typeof timeSeriesOptions>;
