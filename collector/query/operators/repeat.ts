import type { RepeatPlan } from '../plan/plan';
import type { Evaluation } from './evaluation';
import type { StepVector } from './stepVector';

/** What is the same at every step: computed at one, repeated over the grid. */
export async function evaluateRepeat(plan: RepeatPlan, evaluation: Evaluation): Promise<StepVector> {
  const once = await evaluation.vector(plan.expr);
  const { steps } = plan.grid;
  const value = new Float64Array(1);
  const here = new Uint8Array(1);
  return {
    steps,
    series: once.series,
    fill(index, values, present) {
      const count = once.fill(index, value, here);
      values.fill(value[0] as number);
      present.fill(count);
      return count * steps;
    },
  };
}
