/** What is to be computed, with every time resolved: a closed union, told apart by `type`. */
import type { Matcher } from '@/lib/labels/matcher';
import type {
  AggregateOperator,
  ArithmeticOperator,
  ComparisonOperator,
  SetOperator,
  VectorMatching,
} from '@/lib/promql/ast';
import type { Position } from '@/lib/promql/errors';
import type { FunctionName } from '@/lib/promql/functions';
import type { StepGrid, TimeShift } from '../grid';

export type PlanNode = VectorPlan | ScalarPlan | RangePlan | StringPlan;

export type VectorPlan =
  | SelectPlan
  | VectorCallPlan
  | AggregatePlan
  | ScalarBinaryPlan
  | VectorBinaryPlan
  | SetPlan
  | NegatePlan
  | RepeatPlan;

export type ScalarPlan = NumberPlan | ScalarCallPlan | ScalarOperationPlan;

export type RangePlan = RangeSelectPlan | SubqueryPlan;

/** Samples to fetch: those of matching series in `(startMs, endMs]`. */
export interface Fetch {
  readonly matchers: readonly Matcher[];
  /** Exclusive. */
  readonly startMs: number;
  /** Inclusive. */
  readonly endMs: number;
  /** The first evaluation, `offset` and `@` taken into account; further ones follow every `stepMs`, 0 when there are none. */
  readonly firstMs: number;
  readonly stepMs: number;
  /** 0 for an instant selector. */
  readonly rangeMs: number;
  /** Function or aggregation directly above, '' if none. */
  readonly func: string;
  /** Of the selector. */
  readonly position: Position;
}

/** At each step the newest sample of the lookback, `(t - lookback, t]`. */
export interface SelectPlan {
  readonly type: 'select';
  readonly grid: StepGrid;
  readonly shift: TimeShift;
  readonly lookbackMs: number;
  readonly fetch: Fetch;
  /** The sample's value, or its own time in seconds (`timestamp(selector)`). */
  readonly output: 'value' | 'timestamp';
}

/** At each step the samples of `(t - range, t]`. */
export interface RangeSelectPlan {
  readonly type: 'rangeSelect';
  readonly grid: StepGrid;
  readonly shift: TimeShift;
  readonly rangeMs: number;
  readonly fetch: Fetch;
}

/** At each step the samples that `expr` gave in `(t - range, t]` on a grid of its own. */
export interface SubqueryPlan {
  readonly type: 'subquery';
  readonly grid: StepGrid;
  readonly shift: TimeShift;
  readonly rangeMs: number;
  readonly inner: StepGrid;
  readonly expr: VectorPlan;
}

interface CallBase {
  readonly func: FunctionName;
  readonly grid: StepGrid;
  readonly args: readonly PlanNode[];
  readonly argPositions: readonly Position[];
  readonly position: Position;
}

export interface VectorCallPlan extends CallBase {
  readonly type: 'call';
  /** Labels that absent() and absent_over_time() answer with, from their argument's matchers. */
  readonly absentMatchers: readonly Matcher[];
}

export interface ScalarCallPlan extends CallBase {
  readonly type: 'scalarCall';
}

export interface AggregatePlan {
  readonly type: 'aggregate';
  readonly op: AggregateOperator;
  readonly grid: StepGrid;
  readonly expr: VectorPlan;
  readonly param?: ScalarPlan | StringPlan;
  readonly grouping: readonly string[];
  readonly without: boolean;
  readonly paramPosition: Position;
}

/** One side is a scalar. */
export interface ScalarBinaryPlan {
  readonly type: 'scalarBinary';
  readonly op: ArithmeticOperator | ComparisonOperator;
  readonly grid: StepGrid;
  readonly vector: VectorPlan;
  readonly scalar: ScalarPlan;
  readonly scalarSide: 'left' | 'right';
  readonly bool: boolean;
}

export interface VectorBinaryPlan {
  readonly type: 'vectorBinary';
  readonly op: ArithmeticOperator | ComparisonOperator;
  readonly grid: StepGrid;
  readonly lhs: VectorPlan;
  readonly rhs: VectorPlan;
  readonly bool: boolean;
  readonly matching: VectorMatching;
}

export interface SetPlan {
  readonly type: 'set';
  readonly op: SetOperator;
  readonly grid: StepGrid;
  readonly lhs: VectorPlan;
  readonly rhs: VectorPlan;
  readonly matching: VectorMatching;
}

export interface NegatePlan {
  readonly type: 'negate';
  readonly grid: StepGrid;
  readonly expr: VectorPlan;
}

/** An expression that is the same at every step: computed at one, repeated over the grid. */
export interface RepeatPlan {
  readonly type: 'repeat';
  readonly grid: StepGrid;
  readonly expr: VectorPlan;
}

export interface NumberPlan {
  readonly type: 'number';
  readonly value: number;
}

/** Arithmetic and comparison between scalars, and the minus sign. */
export interface ScalarOperationPlan {
  readonly type: 'scalarOperation';
  readonly op: ArithmeticOperator | ComparisonOperator;
  readonly lhs: ScalarPlan;
  readonly rhs: ScalarPlan;
}

export interface StringPlan {
  readonly type: 'string';
  readonly value: string;
}

export function isVectorPlan(plan: PlanNode): plan is VectorPlan {
  return !isScalarPlan(plan) && !isRangePlan(plan) && plan.type !== 'string';
}

export function isScalarPlan(plan: PlanNode): plan is ScalarPlan {
  return plan.type === 'number' || plan.type === 'scalarCall' || plan.type === 'scalarOperation';
}

export function isRangePlan(plan: PlanNode): plan is RangePlan {
  return plan.type === 'rangeSelect' || plan.type === 'subquery';
}
