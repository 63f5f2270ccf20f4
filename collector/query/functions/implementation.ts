/** The forms that an implementation can take; the evaluator brings arguments and results into shape. */
import type { Evaluation } from '../operators/evaluation';
import type { StepVector } from '../operators/stepVector';
import type { ScalarCallPlan, VectorCallPlan } from '../plan/plan';
import type { RangeKernel } from './window';

export type FunctionImplementation =
  | RangeImplementation
  | MapImplementation
  | VectorImplementation
  | ScalarImplementation
  | UnsupportedImplementation;

/** Range vector and scalars → one number per window. */
export interface RangeImplementation {
  readonly type: 'range';
  readonly kernel: RangeKernel;
  /** The result is still a value of the metric itself (last_over_time). */
  readonly keepsName?: boolean;
  /** Says so when the metric's name is not that of a counter. */
  readonly wantsCounter?: boolean;
  /** Work grows with the windows' length: long columns are computed in slices. */
  readonly eachWindow?: boolean;
  /** The first scalar is a quantile: says so when it is not within 0 and 1. */
  readonly checksQuantile?: boolean;
}

/** One number → one number. */
export interface MapImplementation {
  readonly type: 'map';
  readonly map: (value: number) => number;
  /** Without argument the function is applied to the step's time. */
  readonly ofTime?: boolean;
}

/** Anything that needs more than one series at once, or changes labels. */
export interface VectorImplementation {
  readonly type: 'vector';
  evaluate(plan: VectorCallPlan, evaluation: Evaluation): Promise<StepVector>;
}

export interface ScalarImplementation {
  readonly type: 'scalar';
  evaluate(plan: ScalarCallPlan, evaluation: Evaluation): Promise<Float64Array>;
}

/** Known to the language, not yet to the engine. */
export interface UnsupportedImplementation {
  readonly type: 'unsupported';
  /** Why, as the end of a sentence: "needs native histograms". */
  readonly reason: string;
}
