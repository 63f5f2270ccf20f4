/** What operators and functions see of the query that runs. */
import type { SeriesColumns } from '@/collector/storage/storage';
import type { QueryTimes } from '@/lib/promql/durations';
import type { Annotations } from '../annotations';
import type { Budget } from '../budget';
import type { StepGrid } from '../grid';
import type { Fetch, RangePlan, ScalarPlan, VectorPlan } from '../plan/plan';
import type { RangeVector } from './rangeVector';
import type { StepVector } from './stepVector';

export interface Evaluation {
  readonly budget: Budget;
  readonly notes: Annotations;
  readonly times: QueryTimes;
  /** Keep metric names until the whole expression is evaluated (--enable-feature=promql-delayed-name-removal). */
  readonly delayedNameRemoval: boolean;
  /** The fetched series of a selector. */
  columns(fetch: Fetch): readonly SeriesColumns[];
  vector(plan: VectorPlan): Promise<StepVector>;
  range(plan: RangePlan): Promise<RangeVector>;
  /** One value per step of the grid; a scalar is always present. */
  scalar(plan: ScalarPlan, grid: StepGrid): Promise<Float64Array>;
}
