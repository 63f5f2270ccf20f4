import { formatNumber } from '@/lib/promql/numbers';
import type { Budget } from '../budget';
import type { AggregatePlan } from '../plan/plan';
import { type ColumnGroup, columnsByGroup } from './columnsByGroup';
import type { Evaluation } from './evaluation';
import { outOfQuantileRange, quantileOfSorted, sortNaNFirst } from './quantileOf';
import type { StepColumn, StepVector } from './stepVector';
import { vectorOf } from './stepVector';

export async function evaluateQuantile(
  plan: AggregatePlan,
  vector: StepVector,
  quantiles: Float64Array,
  evaluation: Evaluation,
): Promise<StepVector> {
  const groups = await columnsByGroup(plan, vector, evaluation);
  const bad = groups.length > 0 ? quantiles.find(outOfQuantileRange) : undefined;
  if (bad !== undefined) {
    const message = `quantile value should be between 0 and 1, got ${formatNumber(bad)}`;
    evaluation.notes.warn(message, plan.paramPosition);
  }
  const out: StepColumn[] = [];
  for (const group of groups) out.push(await quantileColumn(group, quantiles, evaluation.budget));
  return vectorOf(out, vector.steps);
}

async function quantileColumn(group: ColumnGroup, quantiles: Float64Array, budget: Budget): Promise<StepColumn> {
  const values = new Float64Array(quantiles.length);
  const present = new Uint8Array(quantiles.length);
  const sorted = new Float64Array(group.columns.length);
  for (let i = 0; i < quantiles.length; i++) {
    const pause = budget.pause();
    if (pause) await pause;
    let count = 0;
    for (const column of group.columns) if (column.present[i] === 1) sorted[count++] = column.values[i] as number;
    if (count === 0) continue;
    sortNaNFirst(sorted, count);
    values[i] = quantileOfSorted(quantiles[i] as number, sorted, count);
    present[i] = 1;
  }
  return { ...group.series, values, present };
}
