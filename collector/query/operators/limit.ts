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
  const out: StepColumn[] = [];
  for (const { columns } of groups) {
    const presenceOf = chosen();
    for (const column of columns) {
      const pause = evaluation.budget.pause();
      if (pause) await pause;
      const present = presenceOf(column);
      if (present.includes(1)) out.push({ ...column, present });
    }
  }
  return vectorOf(out, vector.steps);
}

/** Begins a group: what it gives says at which steps a column stays, and is called once for each column in order. */
type Choose = () => (column: StepColumn) => Uint8Array;

function limitk(counts: Float64Array): Choose {
  return () => {
    const left = counts.slice();
    return (column) => {
      const present = column.present.map((here, i) => (here === 1 && (left[i] as number) > 0 ? 1 : 0));
      for (let i = 0; i < left.length; i++) left[i] = (left[i] as number) - (present[i] as number);
      return present;
    };
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
  return () => (column) => {
    const place = placeOf(column.labels);
    return column.present.map((here, i) => {
      const ratio = wanted[i] as number;
      return here === 1 && (ratio >= 0 ? place < ratio : place >= 1 + ratio) ? 1 : 0;
    });
  };
}

/** A place in 0 to 1 (exclusive) from the labels' hash: FNV-1a, then the finalizer of MurmurHash3. */
function placeOf(labels: Labels): number {
  let hash = 0x811c9dc5;
  for (const char of labelsKey(labels)) hash = Math.imul(hash ^ (char.codePointAt(0) as number), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
