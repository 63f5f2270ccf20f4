/** and, or, unless: which series have a partner, step by step. */
import type { SetPlan } from '../plan/plan';
import type { Evaluation } from './evaluation';
import { uniqueSeries } from './names';
import { signatureOf } from './signature';
import { derived, materialize, type StepColumn, type StepVector, vectorOf } from './stepVector';

export async function evaluateSet(plan: SetPlan, evaluation: Evaluation): Promise<StepVector> {
  const lhs = await evaluation.vector(plan.lhs);
  const rhs = await evaluation.vector(plan.rhs);
  const signature = signatureOf(plan.matching);
  if (plan.op === 'or') return or(lhs, rhs, signature, evaluation);
  const partners = presenceBySignature(await materialize(rhs, evaluation.budget), signature);
  const wanted = plan.op === 'and' ? 1 : 0;
  return derived(lhs, ({ present }, _count, index) =>
    keepWhere(present, partners.get(signature(lhs.series[index]?.labels ?? [])), wanted),
  );
}

type Signature = (labels: readonly string[]) => string;

async function or(lhs: StepVector, rhs: StepVector, signature: Signature, evaluation: Evaluation): Promise<StepVector> {
  const left = await materialize(lhs, evaluation.budget);
  const right = await materialize(rhs, evaluation.budget);
  const taken = presenceBySignature(left, signature);
  for (const column of right) keepWhere(column.present, taken.get(signature(column.labels)), 0);
  return uniqueSeries(vectorOf([...left, ...right], lhs.steps), evaluation);
}

/** For each signature the steps at which any series with it is present. */
function presenceBySignature(columns: readonly StepColumn[], signature: Signature): Map<string, Uint8Array> {
  const presence = new Map<string, Uint8Array>();
  for (const column of columns) {
    const key = signature(column.labels);
    const known = presence.get(key);
    if (!known) presence.set(key, column.present.slice());
    else for (let i = 0; i < known.length; i++) if (column.present[i] === 1) known[i] = 1;
  }
  return presence;
}

/** Clears the steps at which the partners' presence is not `wanted`; gives how many are left. */
function keepWhere(present: Uint8Array, partners: Uint8Array | undefined, wanted: 0 | 1): number {
  let count = 0;
  for (let i = 0; i < present.length; i++) {
    if ((partners?.[i] ?? 0) !== wanted) present[i] = 0;
    count += present[i] as number;
  }
  return count;
}
