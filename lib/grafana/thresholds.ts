import type { FieldConfig, ThresholdStep } from '@/lib/dashboard/document';
import type { FieldReader } from './fieldReader';

type Thresholds = NonNullable<FieldConfig['thresholds']>;

/** Reads `thresholds` of a field; steps come out in rising order with exactly one base step (value null) first. */
export function readThresholds(reader: FieldReader): Thresholds | undefined {
  const source = reader.optionalObject('thresholds');
  if (source === undefined) return undefined;
  const inner = reader.child(source, reader.at('thresholds'));
  const steps = inner.objects('steps').map(({ value }): ThresholdStep => {
    const limit = value['value'];
    const color = value['color'];
    return {
      value: typeof limit === 'number' && Number.isFinite(limit) ? limit : null,
      color: typeof color === 'string' ? color : 'green',
    };
  });
  return { mode: inner.string('mode') === 'percentage' ? 'percentage' : 'absolute', steps: orderSteps(steps) };
}

/** Rising order; of several base steps the first stays. */
export function orderSteps(steps: readonly ThresholdStep[]): ThresholdStep[] {
  const base = steps.find((step) => step.value === null);
  const others = steps.filter((step) => step.value !== null).sort((a, b) => Number(a.value) - Number(b.value));
  return base === undefined ? others : [base, ...others];
}
