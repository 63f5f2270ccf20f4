import { stepTimes } from '../grid';
import type { Evaluation } from '../operators/evaluation';
import { withoutNames } from '../operators/names';
import { mapped } from '../operators/scalarBinary';
import type { StepVector } from '../operators/stepVector';
import type { ScalarCallPlan, VectorCallPlan } from '../plan/plan';
import { QueryError } from '../result';
import { vectorArgument } from './arguments';
import { FUNCTIONS } from './functions';
import type { MapImplementation } from './implementation';
import { callRange } from './rangeCall';
import { singleSeries } from './single';

export async function evaluateCall(plan: VectorCallPlan, evaluation: Evaluation): Promise<StepVector> {
  const implementation = FUNCTIONS[plan.func];
  switch (implementation.type) {
    case 'range':
      return callRange(implementation, plan, evaluation);
    case 'map':
      return callMap(implementation, plan, evaluation);
    case 'vector':
      return implementation.evaluate(plan, evaluation);
    case 'unsupported':
      throw unsupported(plan, implementation.reason);
    case 'scalar':
      throw new Error(`BUG: ${plan.func} gives a scalar`);
  }
}

export async function evaluateScalarCall(plan: ScalarCallPlan, evaluation: Evaluation): Promise<Float64Array> {
  const implementation = FUNCTIONS[plan.func];
  if (implementation.type !== 'scalar') throw new Error(`BUG: ${plan.func} gives no scalar`);
  return implementation.evaluate(plan, evaluation);
}

function unsupported(plan: VectorCallPlan, reason: string): QueryError {
  return new QueryError('execution', `function ${plan.func} is not supported yet: it ${reason}`, plan.position);
}

async function callMap(
  implementation: MapImplementation,
  plan: VectorCallPlan,
  evaluation: Evaluation,
): Promise<StepVector> {
  const { map, ofTime } = implementation;
  if (ofTime && plan.args.length === 0) {
    return singleSeries(stepTimes(plan.grid).map((timeMs) => map(timeMs / 1000)));
  }
  const computed = mapped(await vectorArgument(plan, 0, evaluation), (values) => {
    for (let i = 0; i < values.length; i++) values[i] = map(values[i] as number);
  });
  return withoutNames(computed, evaluation);
}
