/** From the colour options of a field to CSS colours. */
import { mixColors, parseColor, printColor } from './colorMath';
import type { FieldConfig } from './document';
import { CONTINUOUS_SCHEMES, NAMED_COLORS, SERIES_COLORS, type Theme } from './palette';
import { absoluteSteps, activeStep, DEFAULT_THRESHOLDS, type ValueBounds } from './thresholds';

const FALLBACK = '#808080';

/**
 * A stored colour as CSS for a theme: a name of the palette, one of Grafana's names, hex or rgb(). What cannot be
 * read is grey: dashboards are hostile text, and this is what keeps them out of style attributes.
 */
export function resolveColor(name: string, theme: Theme): string {
  const pair = NAMED_COLORS.get(name);
  if (pair) return pair[theme === 'dark' ? 0 : 1];
  const parsed = parseColor(name.trim());
  return parsed ? printColor(parsed) : FALLBACK;
}

/** The palette's colour for the n-th series; it starts again after sixteen. */
export function seriesColor(index: number, theme: Theme): string {
  const entry = SERIES_COLORS[index % SERIES_COLORS.length];
  return entry ? entry[1][theme === 'dark' ? 0 : 1] : FALLBACK;
}

function hashName(name: string): number {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (hash * 31 + name.charCodeAt(i)) | 0;
  return Math.abs(hash);
}

/** The colour of a continuous scheme at `ratio` (0 lowest, 1 highest; clamped). */
export function schemeColor(scheme: string, ratio: number, theme: Theme): string {
  const stops = CONTINUOUS_SCHEMES[scheme] ?? ['green', 'yellow', 'red'];
  const place = Math.min(1, Math.max(0, Number.isFinite(ratio) ? ratio : 0)) * (stops.length - 1);
  const lower = Math.min(stops.length - 2, Math.floor(place));
  const from = parseColor(resolveColor(stops[lower] ?? '', theme));
  const to = parseColor(resolveColor(stops[lower + 1] ?? '', theme));
  return from && to ? printColor(mixColors(from, to, place - lower)) : FALLBACK;
}

/** n-th shade of a colour, for `shades`: lighter and darker in turns. */
function shadeOf(color: string, index: number): string {
  const base = parseColor(color);
  if (!base || index === 0) return color;
  const end = index % 2 === 1 ? { r: 255, g: 255, b: 255, a: base.a } : { r: 0, g: 0, b: 0, a: base.a };
  return printColor(mixColors(base, end, Math.min(0.7, Math.ceil(index / 2) * 0.16)));
}

/** The colour of the threshold that holds for a value. */
export function thresholdColor(config: FieldConfig, value: number, bounds: ValueBounds, theme: Theme): string {
  const steps = absoluteSteps(config.thresholds ?? DEFAULT_THRESHOLDS, bounds);
  return resolveColor(steps[activeStep(steps, value)]?.color ?? 'text', theme);
}

export interface ColorContext {
  readonly theme: Theme;
  /** Place among the number fields of the panel. */
  readonly seriesIndex: number;
  /** Display name, for `palette-classic-by-name`. */
  readonly name: string;
  readonly bounds: ValueBounds;
}

/** True where the colour depends on the value and not on the series. */
export function isByValue(config: FieldConfig): boolean {
  const mode = config.color?.mode ?? '';
  return mode === 'thresholds' || mode.startsWith('continuous-');
}

/** The colour of a field at a value (for `thresholds` and continuous schemes) or of its series. */
export function fieldColor(config: FieldConfig, value: number, context: ColorContext): string {
  const { theme, seriesIndex, bounds } = context;
  const mode = config.color?.mode ?? 'palette-classic';
  if (mode.startsWith('continuous-')) {
    return schemeColor(mode, (value - bounds.min) / (bounds.max - bounds.min || 1), theme);
  }
  switch (mode) {
    case 'fixed':
      return config.color?.fixedColor ? resolveColor(config.color.fixedColor, theme) : FALLBACK;
    case 'shades':
      return shadeOf(resolveColor(config.color?.fixedColor ?? 'blue', theme), seriesIndex);
    case 'thresholds':
      return thresholdColor(config, value, bounds, theme);
    case 'palette-classic-by-name':
      return seriesColor(hashName(context.name), theme);
    default:
      return seriesColor(seriesIndex, theme);
  }
}
