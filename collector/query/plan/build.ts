/** AST → plan: resolves offsets, `@`, ranges and subquery steps, and decides what is computed once. */
import type { Matcher } from '@/lib/labels/matcher';
import type {
  AggregateExpr,
  BinaryExpr,
  CallExpr,
  DurationExpr,
  Expr,
  MatrixSelector,
  SubqueryExpr,
  TimeModifiers,
  VectorSelector,
} from '@/lib/promql/ast';
import { stringValue } from '@/lib/promql/children';
import { durationSeconds, type QueryTimes } from '@/lib/promql/durations';
import { functionSignature } from '@/lib/promql/functions';
import { valueType } from '@/lib/promql/valueType';
import { lastStepTime, type StepGrid, subqueryGrid, type TimeShift } from '../grid';
import { QueryError } from '../result';
import { planBinary } from './binary';
import { isStepInvariant } from './invariant';
import {
  type Fetch,
  isScalarPlan,
  isVectorPlan,
  type PlanNode,
  type RangePlan,
  type ScalarPlan,
  type SubqueryPlan,
  type VectorPlan,
} from './plan';

export interface PlanOptions {
  /** Of the whole query, for `start()`, `end()`, `step()` and `range()`. */
  readonly times: QueryTimes;
  readonly lookbackMs: number;
  /** Step of a subquery that names none. */
  readonly subqueryStepMs: number;
}

/** Builds the plan of a checked expression over a grid, and lists in `fetches` what the plan reads. */
export class Planner {
  readonly fetches: Fetch[] = [];

  constructor(private readonly options: PlanOptions) {}

  plan(expr: Expr, grid: StepGrid, func = ''): PlanNode {
    const type = valueType(expr);
    if (grid.steps > 1 && type === 'vector' && isStepInvariant(expr)) {
      const once = { startMs: grid.startMs, stepMs: grid.stepMs, steps: 1 };
      return { type: 'repeat', grid, expr: this.vector(expr, once, func) };
    }
    return this.planVariant(expr, grid, func);
  }

  vector(expr: Expr, grid: StepGrid, func = ''): VectorPlan {
    const plan = this.plan(expr, grid, func);
    if (!isVectorPlan(plan)) throw new Error(`BUG: ${plan.type} where an instant vector was checked`);
    return plan;
  }

  scalar(expr: Expr, grid: StepGrid): ScalarPlan {
    const plan = this.plan(expr, grid);
    if (!isScalarPlan(plan)) throw new Error(`BUG: ${plan.type} where a scalar was checked`);
    return plan;
  }

  private planVariant(expr: Expr, grid: StepGrid, func: string): PlanNode {
    switch (expr.type) {
      case 'number':
        return { type: 'number', value: expr.value };
      case 'string':
        return { type: 'string', value: expr.value };
      case 'paren':
        return this.plan(expr.expr, grid, func);
      case 'unary':
        return expr.op === '+' ? this.plan(expr.expr, grid, func) : this.negate(expr.expr, grid);
      case 'vectorSelector':
        return this.select(expr, grid, func, 'value');
      case 'matrixSelector':
        return this.rangeSelect(expr, grid, func);
      case 'subquery':
        return this.subquery(expr, grid);
      case 'binary':
        return this.binary(expr, grid);
      case 'aggregate':
        return this.aggregate(expr, grid);
      case 'call':
        return this.call(expr, grid);
    }
  }

  private negate(expr: Expr, grid: StepGrid): PlanNode {
    const plan = this.plan(expr, grid);
    if (isVectorPlan(plan)) return { type: 'negate', grid, expr: plan };
    if (!isScalarPlan(plan)) throw new Error(`BUG: minus sign before ${plan.type}`);
    return { type: 'scalarOperation', op: '*', lhs: { type: 'number', value: -1 }, rhs: plan };
  }

  private binary(expr: BinaryExpr, grid: StepGrid): PlanNode {
    return planBinary(expr, grid, this.plan(expr.lhs, grid), this.plan(expr.rhs, grid));
  }

  private aggregate(expr: AggregateExpr, grid: StepGrid): PlanNode {
    const { op, grouping, without, param } = expr;
    const inner = this.vector(expr.expr, grid, op);
    const paramPosition = param?.position ?? expr.position;
    const base = { type: 'aggregate' as const, op, grid, expr: inner, grouping, without, paramPosition };
    if (!param) return base;
    if (op === 'count_values') return { ...base, param: { type: 'string', value: stringValue(param) } };
    return { ...base, param: this.scalar(param, grid) };
  }

  private call(expr: CallExpr, grid: StepGrid): PlanNode {
    const { func, position } = expr;
    const argPositions = expr.args.map((arg) => arg.position);
    const args = expr.args.map((arg) => this.argument(expr, arg, grid));
    const base = { func, grid, args, argPositions, position };
    if (functionSignature(func).returns === 'scalar') return { type: 'scalarCall', ...base };
    return { type: 'call', ...base, absentMatchers: selectorMatchers(expr.args[0]) };
  }

  private argument(call: CallExpr, arg: Expr, grid: StepGrid): PlanNode {
    const selector = withoutParens(arg);
    if (call.func === 'timestamp' && selector.type === 'vectorSelector') {
      return this.select(selector, grid, call.func, 'timestamp');
    }
    return this.plan(arg, grid, call.func);
  }

  private select(expr: VectorSelector, grid: StepGrid, func: string, output: 'value' | 'timestamp'): PlanNode {
    if (expr.sampling) throw notSupported(`${expr.sampling} selectors are`, expr);
    const shift = this.shift(expr);
    const { lookbackMs } = this.options;
    const fetch = this.fetch(expr, grid, shift, { reachMs: lookbackMs, rangeMs: 0, func });
    return { type: 'select', grid, shift, lookbackMs, fetch, output };
  }

  private rangeSelect(expr: MatrixSelector, grid: StepGrid, func: string): RangePlan {
    const { selector } = expr;
    if (selector.sampling) throw notSupported(`${selector.sampling} selectors are`, expr);
    const shift = this.shift(selector);
    const rangeMs = this.positiveMs(expr.range, expr);
    const fetch = this.fetch(selector, grid, shift, { reachMs: rangeMs, rangeMs, func });
    return { type: 'rangeSelect', grid, shift, rangeMs, fetch };
  }

  private subquery(expr: SubqueryExpr, grid: StepGrid): SubqueryPlan {
    const shift = this.shift(expr);
    const rangeMs = this.positiveMs(expr.range, expr);
    const stepMs = expr.step ? this.positiveMs(expr.step, expr) : this.options.subqueryStepMs;
    const inner = subqueryGrid(grid, shift, rangeMs, stepMs);
    return { type: 'subquery', grid, shift, rangeMs, inner, expr: this.vector(expr.expr, inner) };
  }

  private fetch(
    { matchers, position }: VectorSelector,
    grid: StepGrid,
    shift: TimeShift,
    hints: { readonly reachMs: number; readonly rangeMs: number; readonly func: string },
  ): Fetch {
    const { reachMs, rangeMs, func } = hints;
    const firstMs = (shift.atMs ?? grid.startMs) - shift.offsetMs;
    const endMs = (shift.atMs ?? lastStepTime(grid)) - shift.offsetMs;
    const stepMs = grid.steps > 1 && shift.atMs === undefined ? grid.stepMs : 0;
    const fetch = { matchers, startMs: firstMs - reachMs, endMs, firstMs, stepMs, rangeMs, func, position };
    this.fetches.push(fetch);
    return fetch;
  }

  private shift(modifiers: TimeModifiers): TimeShift {
    const { times } = this.options;
    const offsetMs = modifiers.offset ? Math.round(this.seconds(modifiers.offset) * 1000) : 0;
    switch (modifiers.at?.type) {
      case undefined:
        return { offsetMs };
      case 'start':
        return { offsetMs, atMs: times.startMs };
      case 'end':
        return { offsetMs, atMs: times.endMs };
      case 'timestamp':
        return { offsetMs, atMs: modifiers.at.timestampMs };
    }
  }

  private seconds(duration: DurationExpr): number {
    const seconds = durationSeconds(duration, this.options.times);
    if (seconds !== undefined && Number.isFinite(seconds)) return seconds;
    throw new QueryError('bad_data', 'duration is out of range');
  }

  private positiveMs(duration: DurationExpr, expr: Expr): number {
    const ms = Math.round(this.seconds(duration) * 1000);
    if (ms > 0) return ms;
    throw new QueryError('bad_data', 'duration must be greater than 0', expr.position);
  }
}

function notSupported(what: string, expr: Expr): QueryError {
  return new QueryError('execution', `${what} not supported yet`, expr.position);
}

function withoutParens(expr: Expr): Expr {
  let inner = expr;
  while (inner.type === 'paren') inner = inner.expr;
  return inner;
}

function selectorMatchers(arg: Expr | undefined): readonly Matcher[] {
  const inner = arg && withoutParens(arg);
  if (inner?.type === 'vectorSelector') return inner.matchers;
  return inner?.type === 'matrixSelector' ? inner.selector.matchers : [];
}
