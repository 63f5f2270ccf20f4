/** clamp, clamp_min, clamp_max, round: one number and scalars. */

import { withoutNames } from '../operators/names';
import { derived, type StepVector } from '../operators/stepVector';
import { scalarArgument, vectorArgument } from './arguments';
import type { VectorImplementation } from './implementation';

/** `apply(value, params at the step)`; undefined makes the step absent. */
function withScalars(apply: (value: number, params: readonly number[]) => number | undefined): VectorImplementation {
  return {
    type: 'vector',
    async evaluate(plan, evaluation) {
      const vector = await vectorArgument(plan, 0, evaluation);
      const params: Float64Array[] = [];
      for (let i = 1; i < plan.args.length; i++) params.push(await scalarArgument(plan, i, evaluation));
      return withoutNames(applied(vector, params, apply), evaluation);
    },
  };
}

function applied(
  vector: StepVector,
  params: readonly Float64Array[],
  apply: (value: number, params: readonly number[]) => number | undefined,
): StepVector {
  const atStep = Array.from({ length: vector.steps }, (_, i) => params.map((param) => param[i] as number));
  return derived(vector, ({ values, present }, before) => {
    let count = before;
    for (let i = 0; i < values.length; i++) {
      if (present[i] === 0) continue;
      const result = apply(values[i] as number, atStep[i] as readonly number[]);
      if (result !== undefined) values[i] = result;
      else {
        present[i] = 0;
        count--;
      }
    }
    return count;
  });
}

export const clamp = withScalars((value, [min = 0, max = 0]) =>
  max < min ? undefined : Math.max(min, Math.min(max, value)),
);
export const clampMin = withScalars((value, [min = 0]) => Math.max(min, value));
export const clampMax = withScalars((value, [max = 0]) => Math.min(max, value));

/** To the nearest multiple, halves upwards. The inverse avoids what dividing by 0.1 would add. */
export const round = withScalars((value, [nearest = 1]) => {
  const inverse = 1 / nearest;
  return Math.floor(value * inverse + 0.5) / inverse;
});
