import type { AggregatePlan } from '../plan/plan';
import type { Evaluation } from './evaluation';
import { groupSeries } from './grouping';
import { materialize, type StepColumn, type StepSeries, type StepVector } from './stepVector';

/** The columns of a group, in the order the series came. */
export interface ColumnGroup {
  readonly series: StepSeries;
  readonly columns: readonly StepColumn[];
}

/** All columns of a vector, group by group. They stay in the budget until the query ends. */
export async function columnsByGroup(
  plan: Pick<AggregatePlan, 'grouping' | 'without'>,
  vector: StepVector,
  evaluation: Evaluation,
): Promise<ColumnGroup[]> {
  const columns = await materialize(vector, evaluation.budget);
  const { groupOf, groups } = groupSeries(columns, plan);
  const members: StepColumn[][] = groups.map(() => []);
  for (const [i, column] of columns.entries()) members[groupOf[i] as number]?.push(column);
  return groups.map((series, i) => ({ series, columns: members[i] ?? [] }));
}
