/** Which group of an aggregation a series belongs to. */
import { dropLabels, keepLabels, type Labels, labelsKey, METRIC_NAME } from '@/lib/labels/labels';
import type { AggregatePlan } from '../plan/plan';
import type { StepSeries } from './stepVector';

export interface Grouping {
  /** For each series the number of its group, from 0 in order of appearance. */
  readonly groupOf: Int32Array;
  readonly groups: readonly StepSeries[];
}

export function groupSeries(
  series: readonly StepSeries[],
  plan: Pick<AggregatePlan, 'grouping' | 'without'>,
): Grouping {
  const labelsOf = groupLabels(plan);
  const groupOf = new Int32Array(series.length);
  const numbers = new Map<string, number>();
  const groups: StepSeries[] = [];
  for (const [i, each] of series.entries()) {
    const labels = labelsOf(each.labels);
    const key = labelsKey(labels);
    let number = numbers.get(key);
    if (number === undefined) {
      number = groups.length;
      numbers.set(key, number);
      groups.push({ labels, dropName: each.dropName });
    }
    groupOf[i] = number;
  }
  return { groupOf, groups };
}

function groupLabels(plan: Pick<AggregatePlan, 'grouping' | 'without'>): (labels: Labels) => Labels {
  const names = new Set(plan.grouping);
  if (!plan.without) return (labels) => keepLabels(labels, names);
  names.add(METRIC_NAME);
  return (labels) => dropLabels(labels, names);
}
