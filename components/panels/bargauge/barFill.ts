/** Lengths and colours of a bar. Pure. */
import { withAlpha } from '@/lib/dashboard/colorMath';
import { fieldColor, isByValue } from '@/lib/dashboard/colors';
import type { Theme } from '@/lib/dashboard/palette';
import { absoluteSteps, DEFAULT_THRESHOLDS } from '@/lib/dashboard/thresholds';
import type { ReducedValue } from '../reducedValues';

/** What a bar shows: also a cell of a table has it. */
export type BarValue = Pick<ReducedValue, 'display' | 'bounds' | 'field' | 'name'>;

/** Share of the bar that a value fills, 0 to 1. */
export function fillShare({ display, bounds }: Pick<BarValue, 'display' | 'bounds'>): number {
  if (display.value === null || Number.isNaN(display.value)) return 0;
  return Math.min(1, Math.max(0, (display.value - bounds.min) / (bounds.max - bounds.min || 1)));
}

function colorAt(value: BarValue, share: number, theme: Theme): string {
  const { bounds, field, display } = value;
  if (!isByValue(field.config)) return display.color;
  const at = bounds.min + share * (bounds.max - bounds.min);
  return fieldColor(field.config, at, { theme, seriesIndex: 0, name: value.name, bounds });
}

/** Shares at which thresholds lie inside the bar. */
export function thresholdMarks(value: BarValue): number[] {
  const { bounds, field } = value;
  if (!field.config.thresholds) return [];
  const span = bounds.max - bounds.min || 1;
  return absoluteSteps(field.config.thresholds ?? DEFAULT_THRESHOLDS, bounds)
    .slice(1)
    .map((step) => (step.value - bounds.min) / span)
    .filter((share) => share > 0 && share < 1);
}

/** CSS background of the filled part: one colour, or through the colours that lie below the value. */
export function barBackground(value: BarValue, mode: 'basic' | 'gradient', angle: string, theme: Theme): string {
  const { color } = value.display;
  if (mode === 'basic') return color;
  if (!isByValue(value.field.config)) return `linear-gradient(${angle}, ${withAlpha(color, 0.55)}, ${color})`;
  const share = fillShare(value);
  const inside = thresholdMarks(value).filter((mark) => mark < share);
  const stops = [0, ...inside, share].map((at) => {
    const place = share === 0 ? 0 : (at / share) * 100;
    return `${colorAt(value, at, theme)} ${place.toFixed(1)}%`;
  });
  return `linear-gradient(${angle}, ${stops.join(', ')})`;
}

/** Colours of the cells of an LCD bar; cells past the value are faint. */
export function lcdCells(value: BarValue, count: number, theme: Theme): { color: string; lit: boolean }[] {
  const share = fillShare(value);
  return Array.from({ length: count }, (_, i) => {
    const lit = (i + 0.5) / count <= share;
    const color = colorAt(value, (i + 0.5) / count, theme);
    return { color: lit ? color : withAlpha(color, 0.16), lit };
  });
}
