import { z } from 'zod';
import '../optionMeta';
import { SCHEME_NAMES } from './colorSchemes';

/** Grafana writes null, and older versions text, where nothing is set. */
const number = () =>
  z
    .preprocess((value) => (value === null || value === '' ? undefined : value), z.coerce.number().optional())
    .catch(undefined);

const color = z.object({
  mode: z
    .enum(['scheme', 'opacity'])
    .catch('scheme')
    .default('scheme')
    .meta({ title: 'Colours', labels: { scheme: 'Scheme', opacity: 'One colour' } }),
  scheme: z
    .preprocess(
      // Old dashboards say `interpolateSpectral`.
      (name) => (typeof name === 'string' ? name.replace(/^interpolate/, '') : name),
      z.enum(SCHEME_NAMES),
    )
    .catch('Oranges')
    .default('Oranges')
    .meta({ title: 'Scheme', showIf: { option: 'color.mode', in: ['scheme'] } }),
  fill: z
    .string()
    .catch('dark-orange')
    .default('dark-orange')
    .meta({ title: 'Colour', showIf: { option: 'color.mode', in: ['opacity'] } }),
  scale: z.enum(['linear', 'exponential']).catch('exponential').default('exponential').meta({ title: 'Scale' }),
  exponent: z.coerce.number().min(0.01).max(10).catch(0.5).default(0.5).meta({ title: 'Exponent' }),
  steps: z.coerce.number().int().min(2).max(128).catch(64).default(64).meta({ title: 'Steps' }),
  reverse: z.boolean().catch(false).default(false).meta({ title: 'Reversed' }),
  min: number().meta({ title: 'Start at value' }),
  max: number().meta({ title: 'End at value' }),
});

const axis = z.object({
  unit: z.string().optional().catch(undefined).meta({ title: 'Unit', control: 'text' }),
  decimals: number().meta({ title: 'Decimals' }),
  reverse: z.boolean().catch(false).default(false).meta({ title: 'Reversed' }),
  axisPlacement: z
    .enum(['left', 'right', 'hidden'])
    .catch('left')
    .default('left')
    .meta({ hidden: 'labels stand left' }),
});

const buckets = z.object({
  mode: z.enum(['count', 'size']).catch('count').default('count'),
  value: z.coerce.string().optional().catch(undefined),
});
const calculation = z.object({
  xBuckets: buckets.optional().catch(undefined),
  yBuckets: buckets.optional().catch(undefined),
});

const schema = z.object({
  calculate: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'Count values into buckets', group: 'Heatmap', description: 'For series that are no buckets' }),
  calculation: calculation.catch({}).prefault({}).meta({ hidden: 'sizes of calculated buckets' }),
  color: color.catch(color.parse({})).prefault({}).meta({ group: 'Colours' }),
  yAxis: axis.catch(axis.parse({})).prefault({}).meta({ group: 'Y axis' }),
  cellGap: z.coerce
    .number()
    .min(0)
    .max(25)
    .catch(1)
    .default(1)
    .meta({ title: 'Cell gap', group: 'Heatmap', unit: 'px' }),
  cellValues: z
    .object({ unit: z.string().optional().catch(undefined), decimals: number() })
    .catch({})
    .prefault({})
    .meta({ hidden: 'unit and decimals of counts' }),
  filterValues: z
    .object({ le: z.coerce.number().catch(1e-9).default(1e-9) })
    .catch({ le: 1e-9 })
    .prefault({})
    .meta({ hidden: 'cells at or below are not drawn' }),
  legend: z
    .object({ show: z.boolean().catch(true).default(true).meta({ title: 'Visible' }) })
    .catch({ show: true })
    .prefault({})
    .meta({ group: 'Legend' }),
});

/** Options of the heatmap by Grafana's names; wrong values fall back to their defaults. */
export const heatmapOptions = schema.catch(schema.parse({}));
export type HeatmapOptions = z.infer<typeof schema>;
