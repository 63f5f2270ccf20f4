/** Aggregations: sum, avg, … by streaming; topk, quantile, … over the columns of all series. */
import type { AggregatePlan } from '../plan/plan';
import { ACCUMULATORS, type AccumulatedOperator, type Accumulator } from './accumulators';
import { evaluateCountValues } from './countValues';
import type { Evaluation } from './evaluation';
import { groupSeries } from './grouping';
import { evaluateLimit } from './limit';
import { evaluateQuantile } from './quantile';
import { countPresent, emptyVector, readColumn, type StepVector } from './stepVector';
import { evaluateTopk } from './topk';

export async function evaluateAggregate(plan: AggregatePlan, evaluation: Evaluation): Promise<StepVector> {
  const { param, op, grid } = plan;
  switch (op) {
    case 'topk':
    case 'bottomk':
    case 'limitk':
    case 'limit_ratio':
    case 'quantile': {
      if (!param || param.type === 'string') throw new Error(`BUG: ${op} without a scalar`);
      const parameters = await evaluation.scalar(param, grid);
      const vector = await evaluation.vector(plan.expr);
      if (op === 'quantile') return evaluateQuantile(plan, vector, parameters, evaluation);
      if (op === 'topk' || op === 'bottomk') return evaluateTopk(plan, vector, parameters, evaluation);
      return evaluateLimit(plan, vector, parameters, evaluation);
    }
    case 'count_values': {
      if (param?.type !== 'string') throw new Error('BUG: count_values without a label name');
      return evaluateCountValues(plan, await evaluation.vector(plan.expr), param.value, evaluation);
    }
    default:
      return accumulate(plan, op, await evaluation.vector(plan.expr), evaluation);
  }
}

async function accumulate(
  plan: AggregatePlan,
  op: AccumulatedOperator,
  vector: StepVector,
  evaluation: Evaluation,
): Promise<StepVector> {
  const { steps } = vector;
  if (vector.series.length === 0) return emptyVector(steps);
  const { groupOf, groups } = groupSeries(vector.series, plan);
  evaluation.budget.take(groups.length * steps);
  const accumulators = groups.map(() => ACCUMULATORS[op](steps));
  const values = new Float64Array(steps);
  const present = new Uint8Array(steps);
  for (let i = 0; i < vector.series.length; i++) {
    const filled = readColumn(vector, i, { values, present }, evaluation.budget);
    if ((typeof filled === 'number' ? filled : await filled) === 0) continue;
    (accumulators[groupOf[i] as number] as Accumulator).add(values, present);
  }
  evaluation.budget.release(groups.length * steps);
  return {
    steps,
    series: groups,
    fill(index, out, here) {
      (accumulators[index] as Accumulator).finish(out, here);
      return countPresent(here);
    },
  };
}
