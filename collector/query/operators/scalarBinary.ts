/** Operators between a vector and a scalar, between scalars, and the minus sign. */
import type { ArithmeticOperator, ComparisonOperator } from '@/lib/promql/ast';
import type { StepGrid } from '../grid';
import { isComparison } from '../plan/binary';
import type { NegatePlan, ScalarBinaryPlan, ScalarOperationPlan } from '../plan/plan';
import { ARITHMETIC, COMPARISON } from './arithmetic';
import type { Evaluation } from './evaluation';
import { withoutNames } from './names';
import { derived, type StepVector } from './stepVector';

export async function evaluateScalarBinary(plan: ScalarBinaryPlan, evaluation: Evaluation): Promise<StepVector> {
  const scalar = await evaluation.scalar(plan.scalar, plan.grid);
  const vector = await evaluation.vector(plan.vector);
  if (isComparison(plan.op) && !plan.bool) return filtered(vector, scalar, plan, COMPARISON[plan.op]);
  const operate = isComparison(plan.op) ? asNumber(COMPARISON[plan.op]) : ARITHMETIC[plan.op];
  const apply = plan.scalarSide === 'left' ? (v: number, s: number) => operate(s, v) : operate;
  const computed = mapped(vector, (values) => {
    for (let i = 0; i < values.length; i++) values[i] = apply(values[i] as number, scalar[i] as number);
  });
  return withoutNames(computed, evaluation);
}

function asNumber(compare: (a: number, b: number) => boolean) {
  return (a: number, b: number): number => (compare(a, b) ? 1 : 0);
}

/** Each column passed through `change`, which may rewrite values but not presence. */
export function mapped(vector: StepVector, change: (values: Float64Array) => void): StepVector {
  return derived(vector, ({ values }, count) => {
    change(values);
    return count;
  });
}

/** Comparison without `bool`: samples for which it does not hold are absent; the others keep their value and name. */
function filtered(
  vector: StepVector,
  scalar: Float64Array,
  plan: ScalarBinaryPlan,
  compare: (a: number, b: number) => boolean,
): StepVector {
  const holds = plan.scalarSide === 'left' ? (v: number, s: number) => compare(s, v) : compare;
  return derived(vector, ({ values, present }) => {
    let count = 0;
    for (let i = 0; i < values.length; i++) {
      if (present[i] === 1 && holds(values[i] as number, scalar[i] as number)) count++;
      else present[i] = 0;
    }
    return count;
  });
}

export async function evaluateNegate(plan: NegatePlan, evaluation: Evaluation): Promise<StepVector> {
  const negated = mapped(await evaluation.vector(plan.expr), (values) => {
    for (let i = 0; i < values.length; i++) values[i] = -(values[i] as number);
  });
  return withoutNames(negated, evaluation);
}

export async function evaluateScalarOperation(
  plan: ScalarOperationPlan,
  grid: StepGrid,
  evaluation: Evaluation,
): Promise<Float64Array> {
  const lhs = await evaluation.scalar(plan.lhs, grid);
  const rhs = await evaluation.scalar(plan.rhs, grid);
  const operate = numberOperator(plan.op);
  return lhs.map((value, i) => operate(value, rhs[i] as number));
}

function numberOperator(op: ArithmeticOperator | ComparisonOperator): (a: number, b: number) => number {
  return isComparison(op) ? asNumber(COMPARISON[op]) : ARITHMETIC[op];
}
