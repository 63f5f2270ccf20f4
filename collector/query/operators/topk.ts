/** topk and bottomk: at each step the k largest or smallest samples of each group keep their place. */
import type { AggregatePlan } from '../plan/plan';
import { QueryError } from '../result';
import { type ColumnGroup, columnsByGroup } from './columnsByGroup';
import type { Evaluation } from './evaluation';
import { type StepColumn, type StepVector, vectorOf } from './stepVector';

export async function evaluateTopk(
  plan: AggregatePlan,
  vector: StepVector,
  limits: Float64Array,
  evaluation: Evaluation,
): Promise<StepVector> {
  const counts = seriesCounts(limits);
  const isBetter = plan.op === 'topk' ? larger : smaller;
  const out: StepColumn[] = [];
  for (const group of await columnsByGroup(plan, vector, evaluation)) {
    const pause = evaluation.budget.pause();
    if (pause) await pause;
    out.push(...bestOf(group, counts, isBetter));
  }
  // An instant query shows the best first, group by group.
  return vectorOf(out, vector.steps, plan.grid.steps === 1);
}

/** How many series may stay at each step. Throws QueryError for NaN and what no integer can hold. */
export function seriesCounts(limits: Float64Array): Float64Array {
  return limits.map((limit) => {
    if (Number.isNaN(limit)) throw new QueryError('execution', 'Parameter value is NaN');
    if (Math.abs(limit) >= 2 ** 63) throw new QueryError('execution', `Scalar value ${limit} overflows int64`);
    return Math.trunc(limit);
  });
}

type Order = (a: number, b: number) => boolean;

/** NaN is worse than any number, for topk and bottomk alike. */
const larger: Order = (a, b) => a > b || (Number.isNaN(b) && !Number.isNaN(a));
const smaller: Order = (a, b) => a < b || (Number.isNaN(b) && !Number.isNaN(a));

function bestOf(group: ColumnGroup, counts: Float64Array, isBetter: Order): StepColumn[] {
  const { columns } = group;
  const kept = columns.map((column) => new Uint8Array(column.present.length));
  let order: number[] = [];
  for (let i = 0; i < counts.length; i++) {
    order = bestAt(columns, i, counts[i] as number, isBetter);
    for (const index of order) (kept[index] as Uint8Array)[i] = 1;
  }
  const chosen = counts.length === 1 ? order : columns.map((_, index) => index);
  return chosen
    .map((index) => ({ ...(columns[index] as StepColumn), present: kept[index] as Uint8Array }))
    .filter((column) => column.present.includes(1));
}

/** Indexes of the best k columns at a step, best first; among equals the first come. */
function bestAt(columns: readonly StepColumn[], step: number, k: number, isBetter: Order): number[] {
  if (k < 1) return [];
  const here: number[] = [];
  for (const [index, column] of columns.entries()) if (column.present[step] === 1) here.push(index);
  const value = (index: number) => columns[index]?.values[step] as number;
  if (k === 1) return onlyBest(here, value, isBetter);
  here.sort((a, b) => (isBetter(value(a), value(b)) ? -1 : isBetter(value(b), value(a)) ? 1 : a - b));
  return here.slice(0, k);
}

function onlyBest(indexes: readonly number[], value: (index: number) => number, isBetter: Order): number[] {
  let best = indexes[0];
  if (best === undefined) return [];
  for (const index of indexes) if (isBetter(value(index), value(best))) best = index;
  return [best];
}
