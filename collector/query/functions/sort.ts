/** sort, sort_desc, sort_by_label, sort_by_label_desc: they order an instant query's answer and nothing else. */
import { compareLabels, getLabel } from '@/lib/labels/labels';
import { materialize, type StepColumn, vectorOf } from '../operators/stepVector';
import { stringArgument, vectorArgument } from './arguments';
import type { VectorImplementation } from './implementation';

type Compare = (a: StepColumn, b: StepColumn) => number;

function sorting(compareFor: (labels: readonly string[]) => Compare): VectorImplementation {
  return {
    type: 'vector',
    async evaluate(plan, evaluation) {
      const vector = await vectorArgument(plan, 0, evaluation);
      if (plan.grid.steps !== 1) return vector;
      const labels = plan.args.slice(1).map((_, i) => stringArgument(plan, i + 1));
      const columns = await materialize(vector, evaluation.budget);
      return vectorOf(columns.sort(compareFor(labels)), vector.steps, true);
    },
  };
}

/** NaN comes last both ways. */
function byValue(direction: 1 | -1): Compare {
  return (a, b) => {
    const left = a.values[0] as number;
    const right = b.values[0] as number;
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return left === right ? 0 : left < right ? -direction : direction;
  };
}

function byLabels(names: readonly string[], direction: 1 | -1): Compare {
  return (a, b) => {
    for (const name of names) {
      const order = naturalOrder(getLabel(a.labels, name), getLabel(b.labels, name));
      if (order !== 0) return order * direction;
    }
    return compareLabels(a.labels, b.labels) * direction;
  };
}

/** Runs of digits compare as numbers: `cpu2` before `cpu10`. */
export function naturalOrder(a: string, b: string): number {
  const left = a.match(/\d+|\D+/g) ?? [];
  const right = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = compareParts(left[i] as string, right[i] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareParts(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const left = a.replace(/^0+/, '');
    const right = b.replace(/^0+/, '');
    if (left.length !== right.length) return left.length - right.length;
    if (left !== right) return left < right ? -1 : 1;
    return a.length - b.length;
  }
  return a === b ? 0 : a < b ? -1 : 1;
}

export const sort = sorting(() => byValue(1));
export const sortDesc = sorting(() => byValue(-1));
export const sortByLabel = sorting((names) => byLabels(names, 1));
export const sortByLabelDesc = sorting((names) => byLabels(names, -1));
