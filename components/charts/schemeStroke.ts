/** `gradientMode: scheme`: a line coloured by its own value, thresholds or a continuous scheme from bottom to top. */
import { fieldColor, isByValue } from '@/lib/dashboard/colors';
import type { Theme } from '@/lib/dashboard/palette';
import { absoluteSteps, DEFAULT_THRESHOLDS } from '@/lib/dashboard/thresholds';
import { type ChartModel, yToPx } from './chartModel';
import { graphic } from './echarts';
import type { ChartSeries } from './toColumns';

const CONTINUOUS_STOPS = 8;

function stopsOf(series: ChartSeries, model: ChartModel, axisIndex: number, theme: Theme) {
  const axis = model.axes[axisIndex];
  const { config } = series.field;
  if (!axis) return [];
  const bounds = { min: config.min ?? axis.min, max: config.max ?? axis.max };
  const colorAt = (value: number) => fieldColor(config, value, { theme, seriesIndex: 0, name: series.name, bounds });
  const offsetOf = (value: number) => (yToPx(model, axisIndex, value) - model.plot.top) / model.plot.height;
  if (config.color?.mode !== 'thresholds') {
    return Array.from({ length: CONTINUOUS_STOPS + 1 }, (_, i) => ({
      offset: i / CONTINUOUS_STOPS,
      color: colorAt(bounds.max - (i / CONTINUOUS_STOPS) * (bounds.max - bounds.min)),
    }));
  }
  const steps = absoluteSteps(config.thresholds ?? DEFAULT_THRESHOLDS, bounds)
    .slice(1)
    .reverse();
  const stops = [{ offset: 0, color: colorAt(axis.max) }];
  for (const { value } of steps) {
    const offset = Math.min(1, Math.max(0, offsetOf(value)));
    // Two stops at one place make a sharp edge; just below the threshold the step underneath holds.
    stops.push({ offset, color: colorAt(value) }, { offset, color: colorAt(value - Math.abs(value) * 1e-9 - 1e-12) });
  }
  stops.push({ offset: 1, color: colorAt(axis.min) });
  return stops;
}

/** A vertical gradient over the plot, or undefined where the series has one colour. */
export function schemeStroke(series: ChartSeries, model: ChartModel, axisIndex: number, theme: Theme) {
  if (series.style.gradientMode !== 'scheme' || !isByValue(series.field.config)) return undefined;
  const { top, height } = model.plot;
  return new graphic.LinearGradient(0, top, 0, top + height, stopsOf(series, model, axisIndex, theme), true);
}
