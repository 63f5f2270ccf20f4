/** limitk and limit_ratio: some series of each group, always the same ones for the same labels. */
import { type Labels, labelsKey } from '@/lib/labels/labels';
import { formatNumber } from '@/lib/promql/numbers';
import type { AggregatePlan } from '../plan/plan';
import { QueryError } from '../result';
import { columnsByGroup } from './columnsByGroup';
import type { Evaluation } from './evaluation';
import { type StepColumn, type StepVector, vectorOf } from './stepVector';
import { seriesCounts } from './topk';

export async function evaluateLimit(
  plan: AggregatePlan,
  vector: StepVector,
  limits: Float64Array,
  evaluation: Evaluation,
): Promise<StepVector> {
  const chosen = plan.op === 'limitk' ? limitk(seriesCounts(limits)) : limitRatio(ratios(plan, limits, evaluation));
  const groups = await columnsByGroup(plan, vector, evaluation);
  const out = groups.flatMap((group) => chosen(group.columns));
  return vectorOf(
    out.filter((column) => column.present.includes(1)),
    vector.steps,
  );
}

type Choose = (columns: readonly StepColumn[]) => StepColumn[];

function limitk(counts: Float64Array): Choose {
  return (columns) => {
    const left = counts.slice();
    return columns.map((column) => {
      const present = column.present.map((here, i) => (here === 1 && (left[i] as number) > 0 ? 1 : 0));
      for (let i = 0; i < left.length; i++) left[i] = (left[i] as number) - (present[i] as number);
      return { ...column, present };
    });
  };
}

function ratios(plan: AggregatePlan, limits: Float64Array, evaluation: Evaluation): Float64Array {
  return limits.map((ratio) => {
    if (Number.isNaN(ratio)) throw new QueryError('execution', 'Ratio value is NaN');
    const capped = Math.max(-1, Math.min(1, ratio));
    if (capped !== ratio) {
      const message = `ratio value should be between -1 and 1, got ${formatNumber(ratio)}, capping to ${capped}`;
      evaluation.notes.warn(message, plan.paramPosition);
    }
    return capped;
  });
}

/** A ratio r keeps the series whose place in 0 to 1 is below r; -r keeps the others, so that both make the whole. */
function limitRatio(wanted: Float64Array): Choose {
  return (columns) =>
    columns.map((column) => {
      const place = placeOf(column.labels);
      const present = column.present.map((here, i) => {
        const ratio = wanted[i] as number;
        return here === 1 && (ratio >= 0 ? place < ratio : place >= 1 + ratio) ? 1 : 0;
      });
      return { ...column, present };
    });
}

/** A place in 0 to 1 (exclusive) from the labels' hash: FNV-1a, then the finalizer of MurmurHash3. */
function placeOf(labels: Labels): number {
  let hash = 0x811c9dc5;
  for (const char of labelsKey(labels)) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
