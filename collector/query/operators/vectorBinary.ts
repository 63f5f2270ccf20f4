/** Operators between two instant vectors: one-to-one, many-to-one and one-to-many matching. */
import { compareLabels, dropLabels, getLabel, keepLabels, type Labels, withLabel } from '@/lib/labels/labels';
import type { VectorMatching } from '@/lib/promql/ast';
import { isComparison } from '../plan/binary';
import type { VectorBinaryPlan } from '../plan/plan';
import { QueryError } from '../result';
import { ARITHMETIC, COMPARISON } from './arithmetic';
import type { Evaluation } from './evaluation';
import { namelessSeries, uniqueSeries } from './names';
import { type OneSide, oneSide } from './oneSide';
import { matchLabels, signatureOf } from './signature';
import { materialize, readColumn, type StepColumn, type StepSeries, type StepVector, vectorOf } from './stepVector';

export async function evaluateVectorBinary(plan: VectorBinaryPlan, evaluation: Evaluation): Promise<StepVector> {
  const lhs = await evaluation.vector(plan.lhs);
  const rhs = await evaluation.vector(plan.rhs);
  const swapped = plan.matching.cardinality === 'one-to-many';
  const matcher = new Matching(plan, evaluation, swapped);
  const ones = oneSide(await materialize(swapped ? lhs : rhs, evaluation.budget), signatureOf(plan.matching));
  const many = swapped ? rhs : lhs;
  return matcher.join(many, ones);
}

/** Joins the "many" side, a column at a time, with the "one" side, which is held. */
class Matching {
  private readonly signature: (labels: Labels) => string;
  private readonly matched = new Map<string, Uint8Array>();
  private readonly out: StepColumn[] = [];
  private hasSecondMatch = false;

  constructor(
    private readonly plan: VectorBinaryPlan,
    private readonly evaluation: Evaluation,
    private readonly swapped: boolean,
  ) {
    this.signature = signatureOf(plan.matching);
  }

  async join(many: StepVector, ones: ReadonlyMap<string, OneSide>): Promise<StepVector> {
    const { budget } = this.evaluation;
    const { steps } = many;
    const values = new Float64Array(steps);
    const present = new Uint8Array(steps);
    const manyPresent = new Uint8Array(steps);
    const doubled = anyDoubled(ones);
    const oneToOne = this.plan.matching.cardinality === 'one-to-one';
    for (let i = 0; i < many.series.length; i++) {
      const series = many.series[i] as StepSeries;
      const key = this.signature(series.labels);
      const partner = ones.get(key);
      if (!partner && !doubled) continue;
      const filled = readColumn(many, i, { values, present }, budget);
      if ((typeof filled === 'number' ? filled : await filled) === 0) continue;
      for (let s = 0; s < steps; s++) if (present[s] === 1) manyPresent[s] = 1;
      if (!partner) continue;
      if (oneToOne) this.noteSecondMatch(key, present, partner);
      this.addPair({ ...series, values, present }, partner);
    }
    // In this order: where both sides are doubled, group_left would not help.
    this.refuseDoubled(ones, manyPresent);
    this.refuseSecondMatch();
    const message = () => 'multiple matches for labels: grouping labels must ensure unique matches';
    return uniqueSeries(vectorOf(this.out, steps), this.evaluation, message);
  }

  /** In one-to-one matching a sample may have one partner only, also when a comparison filters it away. */
  private noteSecondMatch(key: string, present: Uint8Array, partner: OneSide): void {
    const seen = this.matched.get(key) ?? new Uint8Array(present.length);
    this.matched.set(key, seen);
    for (let i = 0; i < present.length; i++) {
      if (present[i] === 0 || partner.index[i] === -1) continue;
      if (seen[i] === 1) this.hasSecondMatch = true;
      seen[i] = 1;
    }
  }

  private refuseSecondMatch(): void {
    if (!this.hasSecondMatch) return;
    throw new QueryError(
      'execution',
      'multiple matches for labels: many-to-one matching must be explicit (group_left/group_right)',
    );
  }

  /** Two samples of the "one" side for one match group, at a step at which the other side has any. */
  private refuseDoubled(ones: ReadonlyMap<string, OneSide>, manyPresent: Uint8Array): void {
    for (const one of ones.values()) {
      const { doubled } = one;
      if (!doubled || manyPresent[doubled.step] === 0) continue;
      const group = explicit(matchLabels(this.plan.matching)(doubled.first));
      const side = this.swapped ? 'left' : 'right';
      throw new QueryError(
        'execution',
        `found duplicate series for the match group ${group} on the ${side} hand-side of the operation: ` +
          `[${[doubled.first, doubled.second].sort(compareLabels).map(explicit).join(', ')}];many-to-many matching not allowed: ` +
          'matching labels must be unique on one side',
      );
    }
  }

  /** A partner may be another series at other steps: one result series for each of them. */
  private addPair(many: StepColumn, partner: OneSide): void {
    for (const [at, one] of partner.columns.entries()) {
      const column = this.compute(many, one, partner, at);
      if (!column) continue;
      this.evaluation.budget.take(column.values.length);
      this.out.push(column);
    }
  }

  private compute(many: StepColumn, one: StepColumn, partner: OneSide, at: number): StepColumn | undefined {
    const steps = many.values.length;
    const values = new Float64Array(steps);
    const present = new Uint8Array(steps);
    const operate = this.operator();
    let count = 0;
    for (let i = 0; i < steps; i++) {
      if (many.present[i] === 0 || partner.index[i] !== at) continue;
      const a = many.values[i] as number;
      const b = one.values[i] as number;
      const result = this.swapped ? operate(b, a) : operate(a, b);
      if (result === undefined) continue;
      values[i] = result;
      present[i] = 1;
      count++;
    }
    return count === 0 ? undefined : { ...this.resultSeries(many, one), values, present };
  }

  /** The result for two samples; undefined when a comparison does not hold. */
  private operator(): (a: number, b: number) => number | undefined {
    const { op, bool } = this.plan;
    if (!isComparison(op)) return ARITHMETIC[op];
    const holds = COMPARISON[op];
    if (bool) return (a, b) => (holds(a, b) ? 1 : 0);
    return (a, b) => (holds(a, b) ? a : undefined);
  }

  private resultSeries(many: StepSeries, one: StepSeries): StepSeries {
    const { op, bool, matching } = this.plan;
    const nameless = !isComparison(op) || bool ? namelessSeries(many, this.evaluation) : many;
    return { labels: resultLabels(nameless.labels, one.labels, matching), dropName: nameless.dropName };
  }
}

function anyDoubled(ones: ReadonlyMap<string, OneSide>): boolean {
  for (const one of ones.values()) if (one.doubled) return true;
  return false;
}

function resultLabels(many: Labels, one: Labels, matching: VectorMatching): Labels {
  let labels = many;
  if (matching.cardinality === 'one-to-one') {
    const names = new Set(matching.labels);
    labels = matching.on ? keepLabels(labels, names) : dropLabels(labels, names);
  }
  for (const name of matching.include) labels = withLabel(labels, name, getLabel(one, name));
  return labels;
}

/** `{__name__="x", a="b"}`: match groups and series are printed with the name as a label. */
function explicit(labels: Labels): string {
  const parts: string[] = [];
  for (let i = 0; i < labels.length; i += 2) parts.push(`${labels[i]}=${JSON.stringify(labels[i + 1])}`);
  return `{${parts.join(', ')}}`;
}
