import { EMPTY_LABELS, type Labels } from '@/lib/labels/labels';
import { type StepVector, vectorOf } from '../operators/stepVector';

/** A vector of one series, present at every step. */
export function singleSeries(values: Float64Array, labels: Labels = EMPTY_LABELS): StepVector {
  return vectorOf([{ labels, dropName: false, values, present: new Uint8Array(values.length).fill(1) }], values.length);
}
