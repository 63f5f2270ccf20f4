/** How a series is drawn: `fieldConfig.custom` of time series by Grafana's names, every part with a default. */
import { z } from 'zod';

const optionalNumber = z.number().finite().optional().catch(undefined);

const stacking = z
  .object({
    mode: z.enum(['none', 'normal', 'percent']).catch('none'),
    // Overrides often hold `false`, a group of its own, to keep a line of totals out of the stack.
    group: z
      .union([z.string(), z.boolean().transform(String)])
      .catch('A')
      .default('A'),
  })
  .catch({ mode: 'none', group: 'A' })
  .default({ mode: 'none', group: 'A' });

const hideFrom = z
  .object({
    viz: z.boolean().catch(false).default(false),
    legend: z.boolean().catch(false).default(false),
    tooltip: z.boolean().catch(false).default(false),
  })
  .catch({ viz: false, legend: false, tooltip: false })
  .default({ viz: false, legend: false, tooltip: false });

export const seriesStyleSchema = z.object({
  drawStyle: z.enum(['line', 'bars', 'points']).catch('line').default('line'),
  lineInterpolation: z.enum(['linear', 'smooth', 'stepBefore', 'stepAfter']).catch('linear').default('linear'),
  lineWidth: z.number().min(0).max(20).catch(1).default(1),
  lineStyle: z
    .object({
      fill: z.enum(['solid', 'dash', 'dot']).catch('solid').default('solid'),
      dash: z.array(z.number().min(0).max(1000)).max(20).optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  fillOpacity: z.number().min(0).max(100).catch(0).default(0),
  gradientMode: z.enum(['none', 'opacity', 'hue', 'scheme']).catch('none').default('none'),
  fillBelowTo: z.string().optional().catch(undefined),
  showPoints: z.enum(['auto', 'never', 'always']).catch('auto').default('auto'),
  pointSize: z.number().min(1).max(40).catch(5).default(5),
  /** true: over any gap; a number: over gaps of at most so many ms. */
  spanNulls: z.union([z.boolean(), z.number()]).catch(false).default(false),
  barAlignment: z.number().catch(0).default(0),
  barWidthFactor: z.number().min(0.05).max(1).catch(0.6).default(0.6),
  stacking,
  transform: z.enum(['constant', 'negative-Y']).optional().catch(undefined),
  hideFrom,
  axisPlacement: z.enum(['auto', 'left', 'right', 'hidden']).catch('auto').default('auto'),
  axisLabel: z.string().max(200).catch('').default(''),
  axisSoftMin: optionalNumber,
  axisSoftMax: optionalNumber,
  axisCenteredZero: z.boolean().catch(false).default(false),
  axisGridShow: z.boolean().optional().catch(undefined),
  scaleDistribution: z
    .object({
      type: z.enum(['linear', 'log', 'symlog']).catch('linear'),
      log: z.number().min(1.1).max(1000).catch(10).default(10),
    })
    .catch({ type: 'linear', log: 10 })
    .default({ type: 'linear', log: 10 }),
  thresholdsStyle: z
    .object({ mode: z.enum(['off', 'line', 'dashed', 'area', 'line+area', 'dashed+area', 'series']).catch('off') })
    .catch({ mode: 'off' })
    .default({ mode: 'off' }),
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
