/** absent and absent_over_time: 1 where nothing is. */
import { EMPTY_LABELS, type Labels, METRIC_NAME, withLabel } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import type { Evaluation } from '../operators/evaluation';
import { readColumn, type StepVector, vectorOf } from '../operators/stepVector';
import type { VectorCallPlan } from '../plan/plan';
import { rangeArgument, vectorArgument } from './arguments';
import type { VectorImplementation } from './implementation';

export const absent: VectorImplementation = {
  type: 'vector',
  async evaluate(plan, evaluation) {
    const vector = await vectorArgument(plan, 0, evaluation);
    const here = new Uint8Array(vector.steps);
    const values = new Float64Array(vector.steps);
    const present = new Uint8Array(vector.steps);
    for (let i = 0; i < vector.series.length; i++) {
      const filled = readColumn(vector, i, { values, present }, evaluation.budget);
      if ((typeof filled === 'number' ? filled : await filled) === 0) continue;
      for (let s = 0; s < here.length; s++) if (present[s] === 1) here[s] = 1;
    }
    return onesWhereNot(here, plan);
  },
};

export const absentOverTime: VectorImplementation = {
  type: 'vector',
  async evaluate(plan: VectorCallPlan, evaluation: Evaluation) {
    const range = await rangeArgument(plan, 0, evaluation);
    const here = new Uint8Array(plan.grid.steps);
    for (const series of range.series) {
      const pause = evaluation.budget.pause();
      if (pause) await pause;
      markWindows(here, range.bounds(series));
    }
    return onesWhereNot(here, plan);
  },
};

function markWindows(here: Uint8Array, bounds: { readonly from: Int32Array; readonly to: Int32Array }): void {
  for (let i = 0; i < here.length; i++) if ((bounds.to[i] as number) > (bounds.from[i] as number)) here[i] = 1;
}

function onesWhereNot(here: Uint8Array, plan: VectorCallPlan): StepVector {
  const present = here.map((each) => 1 - each);
  const values = new Float64Array(here.length).fill(1);
  const labels = absentLabels(plan.absentMatchers);
  return vectorOf(present.includes(1) ? [{ labels, dropName: false, values, present }] : [], here.length);
}

/** Labels that a series must have to be selected: those with exactly one equality matcher and no other. */
function absentLabels(matchers: readonly Matcher[]): Labels {
  const seen = new Set<string>();
  let labels = EMPTY_LABELS;
  for (const { name, operator, value } of matchers) {
    if (name === METRIC_NAME) continue;
    const only = operator === '=' && !seen.has(name);
    labels = withLabel(labels, name, only ? value : '');
    seen.add(name);
  }
  return labels;
}
