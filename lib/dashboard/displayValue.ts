/** A value as a panel shows it: mapped, formatted and coloured. */
import { type FormattedValue, formatValue } from '@/lib/format/formatValue';
import { type ColorContext, fieldColor, resolveColor } from './colors';
import type { FieldConfig } from './document';
import { mapValue } from './mappings';
import { absoluteSteps, activeStep, DEFAULT_THRESHOLDS } from './thresholds';

export interface DisplayValue extends FormattedValue {
  /** null when there is no value. */
  readonly value: number | null;
  /** CSS colour by the field's colour options or the mapping. */
  readonly color: string;
  /** The colour is a mapping's, which goes before all other colour options. */
  readonly colorByMapping: boolean;
  /** Index of the threshold step that holds; 0 is the base. */
  readonly thresholdStep: number;
}

interface DisplayContext extends ColorContext {
  readonly timeZone: string;
  readonly nowMs: number;
}

const NOTHING: FormattedValue = { text: '–', prefix: '', suffix: '' };

function textOf(config: FieldConfig, value: number | null, context: DisplayContext): FormattedValue {
  if (value === null) return config.noValue ? { ...NOTHING, text: config.noValue } : NOTHING;
  const { timeZone, nowMs } = context;
  return formatValue(value, {
    timeZone,
    nowMs,
    ...(config.unit === undefined ? {} : { unit: config.unit }),
    ...(config.decimals === undefined ? {} : { decimals: config.decimals }),
  });
}

export function displayValue(config: FieldConfig, value: number | null, context: DisplayContext): DisplayValue {
  const mapped = mapValue(config.mappings, value);
  const steps = absoluteSteps(config.thresholds ?? DEFAULT_THRESHOLDS, context.bounds);
  const thresholdStep = value === null ? 0 : activeStep(steps, value);
  const color = mapped?.color
    ? resolveColor(mapped.color, context.theme)
    : fieldColor(config, value ?? Number.NaN, context);
  const formatted = mapped?.text ? { text: mapped.text, prefix: '', suffix: '' } : textOf(config, value, context);
  return { ...formatted, value, color, colorByMapping: mapped?.color !== undefined, thresholdStep };
}

/** The value as one string for legends, tooltips and cells. */
export function displayText(
  config: FieldConfig,
  value: number | null,
  context: { readonly timeZone: string; readonly nowMs: number },
): string {
  const mapped = mapValue(config.mappings, value);
  if (mapped?.text) return mapped.text;
  const neutral: DisplayContext = {
    ...context,
    theme: 'dark',
    seriesIndex: 0,
    name: '',
    bounds: { min: 0, max: 100 },
  };
  const { prefix, text, suffix } = textOf(config, value, neutral);
  return prefix + text + suffix;
}
