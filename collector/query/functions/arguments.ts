/** Typed access to a call's arguments; the parser has checked the types. */
import type { Evaluation } from '../operators/evaluation';
import type { RangeVector } from '../operators/rangeVector';
import type { StepVector } from '../operators/stepVector';
import { isRangePlan, isScalarPlan, isVectorPlan, type ScalarCallPlan, type VectorCallPlan } from '../plan/plan';

type CallPlan = VectorCallPlan | ScalarCallPlan;

export function vectorArgument(plan: CallPlan, index: number, evaluation: Evaluation): Promise<StepVector> {
  const arg = plan.args[index];
  if (!arg || !isVectorPlan(arg)) throw wrong(plan, index, 'an instant vector');
  return evaluation.vector(arg);
}

export function rangeArgument(plan: CallPlan, index: number, evaluation: Evaluation): Promise<RangeVector> {
  const arg = plan.args[index];
  if (!arg || !isRangePlan(arg)) throw wrong(plan, index, 'a range vector');
  return evaluation.range(arg);
}

export function scalarArgument(plan: CallPlan, index: number, evaluation: Evaluation): Promise<Float64Array> {
  const arg = plan.args[index];
  if (!arg || !isScalarPlan(arg)) throw wrong(plan, index, 'a scalar');
  return evaluation.scalar(arg, plan.grid);
}

export function stringArgument(plan: CallPlan, index: number): string {
  const arg = plan.args[index];
  if (arg?.type !== 'string') throw wrong(plan, index, 'a string');
  return arg.value;
}

function wrong(plan: CallPlan, index: number, wanted: string): Error {
  return new Error(`BUG: argument ${index} of ${plan.func} is not ${wanted}`);
}
