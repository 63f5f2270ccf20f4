/** The colours of a stat. Pure. */
import { tokens } from '@/components/charts/tokens';
import { contrast, parseColor, readableOn } from '@/lib/dashboard/colorMath';
import { resolveColor } from '@/lib/dashboard/colors';
import type { Theme } from '@/lib/dashboard/palette';
import type { ReducedValue } from './reducedValues';

export interface StatColors {
  readonly value: string;
  readonly unit: string;
  readonly line: string;
  /** Undefined for the panel's own. */
  readonly background?: string;
  /** A threshold with a warning colour holds: shown with a sign too, colour never stands alone. */
  readonly alert: boolean;
}

const WARNING = /^(super-light-|light-|semi-dark-|dark-)?(red|orange|yellow)$/;

/** The stored colour of the threshold step that holds. */
function stepColor({ display, field }: ReducedValue): string | undefined {
  return field.config.thresholds?.steps[display.thresholdStep]?.color;
}

/**
 * Calm is the rule: where thresholds colour the value, the base step leaves it in the text colour and only what is
 * past a threshold, or a base that warns, takes colour.
 */
export function statColors(
  value: ReducedValue,
  colorMode: 'none' | 'value' | 'background' | 'background_solid',
  theme: Theme,
): StatColors {
  const { strong, muted, panel } = tokens[theme];
  const { color, thresholdStep } = value.display;
  const byThreshold = value.field.config.color?.mode === 'thresholds' && !value.display.colorByMapping;
  const warns = byThreshold && WARNING.test(stepColor(value) ?? '');
  const line = color === resolveColor('text', theme) ? resolveColor('blue', theme) : color;
  if (colorMode === 'background' || colorMode === 'background_solid') {
    const onColor = textOn(color);
    return { value: onColor, unit: onColor, line: onColor, background: color, alert: warns && thresholdStep > 0 };
  }
  if (colorMode === 'none') return { value: strong, unit: muted, line, alert: false };
  const calm = byThreshold && thresholdStep <= 0 && !warns;
  return { value: calm ? strong : readableOn(color, panel), unit: muted, line, alert: warns && thresholdStep > 0 };
}

/** Black or white, whichever reads better on a colour. */
function textOn(background: string): string {
  const ground = parseColor(background);
  if (!ground || ground.a < 0.5) return 'inherit';
  const dark = { r: 11, g: 18, b: 32, a: 1 };
  const white = { r: 255, g: 255, b: 255, a: 1 };
  return contrast(white, ground) >= contrast(dark, ground) * 0.75 ? '#ffffff' : '#0b1220';
}
