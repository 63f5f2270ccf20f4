/** One gauge as ECharts options. */
import type { GaugeSeriesOption } from 'echarts/charts';
import type { ComposeOption } from 'echarts/core';
import { FONT_FAMILY, tokens } from '@/components/charts/tokens';
import { readableOn } from '@/lib/dashboard/colorMath';
import { fieldColor, isByValue, resolveColor } from '@/lib/dashboard/colors';
import type { Theme } from '@/lib/dashboard/palette';
import { absoluteSteps, DEFAULT_THRESHOLDS } from '@/lib/dashboard/thresholds';
import { formatText } from '@/lib/format/formatValue';
import { fitFontSize } from '../fitText';
import type { ReducedValue } from '../reducedValues';
import type { GaugeOptions } from './options';

export type GaugeOption = ComposeOption<GaugeSeriesOption>;

interface GaugeInput {
  readonly value: ReducedValue;
  readonly options: GaugeOptions;
  readonly theme: Theme;
  readonly width: number;
  readonly height: number;
}

/** Degrees as ECharts counts them: from lower left over the top to lower right. */
const START = 215;
const END = -35;

/** Bands of the outer ring: `[end as share of the range, colour]`. */
function bands({ value, theme }: GaugeInput): [number, string][] {
  const { bounds, field } = value;
  const { config } = field;
  const share = (at: number) => Math.min(1, Math.max(0, (at - bounds.min) / (bounds.max - bounds.min || 1)));
  if (config.color?.mode.startsWith('continuous-')) {
    return Array.from({ length: 32 }, (_, i) => {
      const at = bounds.min + ((i + 0.5) / 32) * (bounds.max - bounds.min);
      return [(i + 1) / 32, fieldColor(config, at, { theme, seriesIndex: 0, name: '', bounds })];
    });
  }
  const steps = absoluteSteps(config.thresholds ?? DEFAULT_THRESHOLDS, bounds);
  return steps.map((step, i) => [
    i + 1 < steps.length ? share(steps[i + 1]?.value ?? 0) : 1,
    resolveColor(step.color, theme),
  ]);
}

/** Centre and radius that fill the box with an arc that is open at the bottom. */
function geometry(width: number, height: number, labels = false): { center: [number, number]; radius: number } {
  // The arc reaches sin(35°) = 0.57 of its radius below the centre.
  const rim = labels ? 22 : 3;
  const radius = Math.max(10, Math.min(width / 2 - rim - 1, (height - 2 * rim) / 1.6));
  return { center: [width / 2, (height - radius * 1.57) / 2 + radius], radius };
}

function ring(input: GaugeInput, radius: number, width: number): GaugeSeriesOption {
  return {
    type: 'gauge',
    startAngle: START,
    endAngle: END,
    radius,
    silent: true,
    pointer: { show: false },
    progress: { show: false },
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { show: false },
    detail: { show: false },
    title: { show: false },
    axisLine: { lineStyle: { width, color: bands(input) } },
  };
}

/** A text and where it stands; `anchorX` and `anchorY` say which part of it lies there (0 left, top; 1 right, bottom). */
export interface ThresholdLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchorX: number;
  readonly anchorY: number;
}

/** Where the texts of the thresholds stand: beside the outer ring, in CSS pixels of the box. */
export function thresholdLabels(input: GaugeInput): ThresholdLabel[] {
  const { value, width, height } = input;
  const { bounds, field } = value;
  const { unit } = field.config;
  const { center, radius } = geometry(width, height, true);
  return absoluteSteps(field.config.thresholds ?? DEFAULT_THRESHOLDS, bounds)
    .slice(1)
    .filter((step) => step.value > bounds.min && step.value < bounds.max)
    .map((step) => {
      const share = (step.value - bounds.min) / (bounds.max - bounds.min);
      const angle = ((START + (END - START) * share) * Math.PI) / 180;
      const text = formatText(step.value, unit ? { unit } : {});
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      const reach = radius + 4;
      const [x, y] = [center[0] + cos * reach, center[1] - sin * reach];
      return { text, x, y, anchorX: (1 - cos) / 2, anchorY: (1 + sin) / 2 };
    });
}

/** The gauge: a track, the value on it, and thresholds as a thin ring around. */
export function gaugeOption(input: GaugeInput): GaugeOption {
  const { value, options, theme, width, height } = input;
  const { display, bounds, field } = value;
  const colors = tokens[theme];
  const { center, radius } = geometry(width, height, options.showThresholdLabels);
  const thickness = Math.max(6, Math.round(radius * 0.2));
  const markers = options.showThresholdMarkers && (field.config.thresholds?.steps.length ?? 0) > 1;
  const markerWidth = markers ? Math.max(2, Math.round(radius * 0.04)) : 0;
  const inner = radius - (markers ? markerWidth + 3 : 0);
  const text = display.prefix + display.text + display.suffix;
  const fontSize = fitFontSize(text, (inner - thickness) * 1.55, Math.round(radius * 0.42), 9);
  const shown = Math.min(bounds.max, Math.max(bounds.min, display.value ?? bounds.min));
  const textColor = isByValue(field.config) ? readableOn(display.color, colors.panel) : colors.strong;
  const series: GaugeSeriesOption[] = [
    {
      ...ring(input, inner, thickness),
      center,
      min: bounds.min,
      max: bounds.max,
      axisLine: { lineStyle: { width: thickness, color: [[1, colors.track]] } },
      progress: { show: display.value !== null, width: thickness, itemStyle: { color: display.color } },
      data: [{ value: shown }],
      detail: {
        show: true,
        offsetCenter: [0, 0],
        formatter: () => text,
        color: textColor,
        fontSize,
        fontWeight: 600,
        fontFamily: FONT_FAMILY,
      },
    },
  ];
  if (markers) series.push({ ...ring(input, radius, markerWidth), center });
  return { animation: false, textStyle: { fontFamily: FONT_FAMILY }, series };
}
