/** How a series is drawn: `fieldConfig.custom` of time series by Grafana's names, every part with a default. */
import { z } from 'zod';
import '@/components/panels/optionMeta';

const STYLES = 'Graph styles';
const AXIS = 'Axis';
const lines = { option: 'drawStyle', in: ['line'] };

const optionalNumber = z.number().finite().optional().catch(undefined);

const stacking = z
  .object({
    mode: z
      .enum(['none', 'normal', 'percent'])
      .catch('none')
      .meta({ title: 'Stack series', labels: { none: 'Off', percent: '100 %' } }),
    // Overrides often hold `false`, a group of its own, to keep a line of totals out of the stack.
    group: z
      .union([z.string(), z.boolean().transform(String)])
      .catch('A')
      .default('A')
      .meta({ title: 'Group', control: 'text', showIf: { option: 'mode', notIn: ['none'] } }),
  })
  .catch({ mode: 'none', group: 'A' })
  .default({ mode: 'none', group: 'A' })
  .meta({
    title: 'Stack series',
    group: STYLES,
    control: 'composite',
    showIf: { option: 'drawStyle', notIn: ['points'] },
  });

const hideFrom = z
  .object({
    viz: z.boolean().catch(false).default(false).meta({ title: 'Graph' }),
    legend: z.boolean().catch(false).default(false).meta({ title: 'Legend' }),
    tooltip: z.boolean().catch(false).default(false).meta({ title: 'Tooltip' }),
  })
  .catch({ viz: false, legend: false, tooltip: false })
  .default({ viz: false, legend: false, tooltip: false })
  .meta({ title: 'Hide in', group: STYLES, control: 'composite' });

export const seriesStyleSchema = z.object({
  drawStyle: z
    .enum(['line', 'bars', 'points'])
    .catch('line')
    .default('line')
    .meta({ title: 'Style', group: STYLES, labels: { line: 'Lines' } }),
  lineInterpolation: z
    .enum(['linear', 'smooth', 'stepBefore', 'stepAfter'])
    .catch('linear')
    .default('linear')
    .meta({ title: 'Interpolation', group: STYLES, showIf: lines }),
  lineWidth: z
    .number()
    .min(0)
    .max(20)
    .catch(1)
    .default(1)
    .meta({
      title: 'Line width',
      group: STYLES,
      control: 'slider',
      unit: 'px',
      showIf: { option: 'drawStyle', notIn: ['points'] },
    }),
  lineStyle: z
    .object({
      fill: z.enum(['solid', 'dash', 'dot']).catch('solid').default('solid').meta({ title: 'Line style' }),
      dash: z
        .array(z.number().min(0).max(1000))
        .max(20)
        .optional()
        .catch(undefined)
        .meta({ title: 'Pattern', control: 'dashes', showIf: { option: 'fill', in: ['dash', 'dot'] } }),
    })
    .optional()
    .catch(undefined)
    .meta({ title: 'Line style', group: STYLES, control: 'composite', showIf: lines }),
  fillOpacity: z
    .number()
    .min(0)
    .max(100)
    .catch(0)
    .default(0)
    .meta({
      title: 'Fill opacity',
      group: STYLES,
      control: 'slider',
      unit: '%',
      showIf: { option: 'drawStyle', notIn: ['points'] },
    }),
  gradientMode: z
    .enum(['none', 'opacity', 'hue', 'scheme'])
    .catch('none')
    .default('none')
    .meta({ title: 'Gradient', group: STYLES, showIf: lines }),
  fillBelowTo: z.string().optional().catch(undefined).meta({
    title: 'Fill below to',
    group: STYLES,
    control: 'fieldName',
    placeholder: 'none',
    description: 'Fills down to another series',
    showIf: lines,
  }),
  showPoints: z
    .enum(['auto', 'never', 'always'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Show points', group: STYLES, showIf: lines }),
  pointSize: z
    .number()
    .min(1)
    .max(40)
    .catch(5)
    .default(5)
    .meta({
      title: 'Point size',
      group: STYLES,
      control: 'slider',
      unit: 'px',
      showIf: { option: 'drawStyle', notIn: ['bars'] },
    }),
  /** true: over any gap; a number: over gaps of at most so many ms. */
  spanNulls: z
    .union([z.boolean(), z.number()])
    .catch(false)
    .default(false)
    .meta({ title: 'Gaps', group: STYLES, control: 'gaps', showIf: lines }),
  barAlignment: z.number().catch(0).default(0).meta({ hidden: 'bars stand at the middle of their step' }),
  barWidthFactor: z
    .number()
    .min(0.05)
    .max(1)
    .catch(0.6)
    .default(0.6)
    .meta({
      title: 'Bar width',
      group: STYLES,
      control: 'slider',
      step: 0.05,
      description: 'Share of the step',
      showIf: { option: 'drawStyle', in: ['bars'] },
    }),
  stacking,
  transform: z
    .enum(['constant', 'negative-Y'])
    .optional()
    .catch(undefined)
    .meta({
      title: 'Transform',
      group: STYLES,
      placeholder: 'none',
      labels: { constant: 'Constant', 'negative-Y': 'Negative Y' },
    }),
  hideFrom,
  axisPlacement: z
    .enum(['auto', 'left', 'right', 'hidden'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Placement', group: AXIS }),
  axisLabel: z.string().max(200).catch('').default('').meta({ title: 'Label', group: AXIS, placeholder: 'none' }),
  axisSoftMin: optionalNumber.meta({
    title: 'Soft min',
    group: AXIS,
    description: 'The axis begins here unless the data go below',
  }),
  axisSoftMax: optionalNumber.meta({
    title: 'Soft max',
    group: AXIS,
    description: 'The axis ends here unless the data go above',
  }),
  axisCenteredZero: z.boolean().catch(false).default(false).meta({ title: 'Centre zero', group: AXIS }),
  axisGridShow: z.boolean().optional().catch(undefined).meta({ hidden: 'the first axis draws the grid' }),
  scaleDistribution: z
    .object({
      type: z
        .enum(['linear', 'log', 'symlog'])
        .catch('linear')
        .meta({ title: 'Scale', labels: { log: 'Logarithmic', symlog: 'Symlog' } }),
      log: z
        .number()
        .min(1.1)
        .max(1000)
        .catch(10)
        .default(10)
        .meta({ title: 'Base', showIf: { option: 'type', notIn: ['linear'] } }),
    })
    .catch({ type: 'linear', log: 10 })
    .default({ type: 'linear', log: 10 })
    .meta({ title: 'Scale', group: AXIS, control: 'composite' }),
  thresholdsStyle: z
    .object({
      mode: z
        .enum(['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series'])
        .catch('off')
        .meta({
          title: 'Show as',
          labels: {
            line: 'Lines',
            dashed: 'Dashed lines',
            area: 'Areas',
            'line+area': 'Lines and areas',
            'dashed+area': 'Dashed lines and areas',
          },
        }),
    })
    .catch({ mode: 'off' })
    .default({ mode: 'off' })
    .meta({ title: 'Show as', group: 'Thresholds', control: 'composite' }),
});

export type SeriesStyle = z.infer<typeof seriesStyleSchema>;

export const DEFAULT_STYLE: SeriesStyle = seriesStyleSchema.parse({});

const parsed = new WeakMap<object, SeriesStyle>();

/** The style of a field; wrong values fall back to their defaults one by one. */
export function seriesStyle(custom: object | undefined): SeriesStyle {
  if (!custom) return DEFAULT_STYLE;
  let style = parsed.get(custom);
  if (!style) {
    const result = seriesStyleSchema.safeParse(custom);
    style = result.success ? result.data : DEFAULT_STYLE;
    parsed.set(custom, style);
  }
  return style;
}
