import type { FieldConfig, ThresholdStep } from './document';

/** Bounds that percentages and continuous colours are measured against. */
export interface ValueBounds {
  readonly min: number;
  readonly max: number;
}

type Thresholds = NonNullable<FieldConfig['thresholds']>;

/** What Grafana assumes where a field has none. */
export const DEFAULT_THRESHOLDS: Thresholds = {
  mode: 'absolute',
  steps: [
    { value: null, color: 'green' },
    { value: 80, color: 'red' },
  ],
};

/**
 * The steps as absolute values in ascending order. The first is the base whatever its value is, as in Grafana,
 * and comes out as -Infinity; percentages are turned into values by `bounds`.
 */
export function absoluteSteps(thresholds: Thresholds, bounds: ValueBounds): { value: number; color: string }[] {
  const { mode, steps } = thresholds;
  const toValue = (step: ThresholdStep, index: number): number => {
    if (index === 0 || step.value === null) return Number.NEGATIVE_INFINITY;
    return mode === 'percentage' ? bounds.min + (step.value / 100) * (bounds.max - bounds.min) : step.value;
  };
  return steps.map((step, i) => ({ value: toValue(step, i), color: step.color })).sort((a, b) => a.value - b.value);
}

/** Index of the step that holds for a value: the last one at or below it; 0 for NaN, -1 when there are none. */
export function activeStep(steps: readonly { readonly value: number }[], value: number): number {
  let active = steps.length > 0 ? 0 : -1;
  for (let i = 1; i < steps.length; i++) if (value >= (steps[i]?.value ?? Number.NaN)) active = i;
  return active;
}
