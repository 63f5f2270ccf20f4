import { labelsKey, withLabel } from '@/lib/labels/labels';
import { formatDecimal } from '@/lib/promql/numbers';
import type { AggregatePlan } from '../plan/plan';
import { columnsByGroup } from './columnsByGroup';
import type { Evaluation } from './evaluation';
import { type StepColumn, type StepVector, vectorOf } from './stepVector';

/** count_values: how many samples of a group have each value; the value becomes the label. */
export async function evaluateCountValues(
  plan: AggregatePlan,
  vector: StepVector,
  label: string,
  evaluation: Evaluation,
): Promise<StepVector> {
  const counted = new Map<string, StepColumn>();
  for (const group of await columnsByGroup(plan, vector, evaluation)) {
    for (const column of group.columns) {
      const pause = evaluation.budget.pause();
      if (pause) await pause;
      countColumn(column, (text) => {
        const labels = withLabel(group.series.labels, label, text);
        const key = labelsKey(labels);
        const known = counted.get(key);
        if (known) return known;
        evaluation.budget.take(vector.steps);
        const fresh = {
          labels,
          dropName: false,
          values: new Float64Array(vector.steps),
          present: new Uint8Array(vector.steps),
        };
        counted.set(key, fresh);
        return fresh;
      });
    }
  }
  return vectorOf([...counted.values()], vector.steps);
}

function countColumn(column: StepColumn, columnOf: (text: string) => StepColumn): void {
  let lastValue: number | undefined;
  let target: StepColumn | undefined;
  for (let i = 0; i < column.present.length; i++) {
    if (column.present[i] === 0) continue;
    const value = column.values[i] as number;
    if (!target || !Object.is(value, lastValue)) target = columnOf(formatDecimal(value));
    lastValue = value;
    target.values[i] = (target.values[i] as number) + 1;
    target.present[i] = 1;
  }
}
