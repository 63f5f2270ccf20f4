/** Runs a plan: each node is handed to its operator. */
import type { SeriesColumns } from '@/collector/storage/storage';
import type { QueryTimes } from '@/lib/promql/durations';
import type { Annotations } from './annotations';
import type { Budget } from './budget';
import { evaluateCall, evaluateScalarCall } from './functions/call';
import type { StepGrid } from './grid';
import { evaluateAggregate } from './operators/aggregate';
import type { Evaluation } from './operators/evaluation';
import { evaluateRangeSelect, evaluateSubquery, type RangeVector } from './operators/rangeVector';
import { evaluateRepeat } from './operators/repeat';
import { evaluateNegate, evaluateScalarBinary, evaluateScalarOperation } from './operators/scalarBinary';
import { evaluateSelect } from './operators/select';
import { evaluateSet } from './operators/sets';
import { emptyVector, type StepVector } from './operators/stepVector';
import { evaluateVectorBinary } from './operators/vectorBinary';
import type { Fetch, RangePlan, ScalarPlan, VectorPlan } from './plan/plan';

export interface EvaluatorInput {
  readonly budget: Budget;
  readonly notes: Annotations;
  readonly times: QueryTimes;
  readonly delayedNameRemoval: boolean;
  readonly data: ReadonlyMap<Fetch, readonly SeriesColumns[]>;
}

export class Evaluator implements Evaluation {
  readonly budget: Budget;
  readonly notes: Annotations;
  readonly times: QueryTimes;
  readonly delayedNameRemoval: boolean;

  constructor(private readonly input: EvaluatorInput) {
    this.budget = input.budget;
    this.notes = input.notes;
    this.times = input.times;
    this.delayedNameRemoval = input.delayedNameRemoval;
  }

  columns(fetch: Fetch): readonly SeriesColumns[] {
    const columns = this.input.data.get(fetch);
    if (!columns) throw new Error('BUG: a selector was planned but not fetched');
    return columns;
  }

  async vector(plan: VectorPlan): Promise<StepVector> {
    if (plan.grid.steps === 0) return emptyVector(0);
    switch (plan.type) {
      case 'select':
        return evaluateSelect(plan, this);
      case 'call':
        return evaluateCall(plan, this);
      case 'aggregate':
        return evaluateAggregate(plan, this);
      case 'scalarBinary':
        return evaluateScalarBinary(plan, this);
      case 'vectorBinary':
        return evaluateVectorBinary(plan, this);
      case 'set':
        return evaluateSet(plan, this);
      case 'negate':
        return evaluateNegate(plan, this);
      case 'repeat':
        return evaluateRepeat(plan, this);
    }
  }

  async range(plan: RangePlan): Promise<RangeVector> {
    return plan.type === 'subquery' ? evaluateSubquery(plan, this) : evaluateRangeSelect(plan, this);
  }

  async scalar(plan: ScalarPlan, grid: StepGrid): Promise<Float64Array> {
    switch (plan.type) {
      case 'number':
        return new Float64Array(grid.steps).fill(plan.value);
      case 'scalarCall':
        return evaluateScalarCall(plan, this);
      case 'scalarOperation':
        return evaluateScalarOperation(plan, grid, this);
    }
  }
}
