/**
 * The abstract syntax of PromQL: a closed union, told apart by `type`. Every node knows its place in the text.
 * Times and durations are not yet resolved: `start()`, `step()` and their like need the query's own times.
 */
import type { Matcher } from '@/lib/labels/matcher';
import type { Position } from './errors';
import type { FunctionName } from './functions';

/** Types of values, named as in Prometheus' API. */
export type ValueType = 'scalar' | 'vector' | 'matrix' | 'string';

export type Expr =
  | NumberLiteral
  | StringLiteral
  | VectorSelector
  | MatrixSelector
  | SubqueryExpr
  | ParenExpr
  | UnaryExpr
  | BinaryExpr
  | AggregateExpr
  | CallExpr;

interface Node {
  readonly position: Position;
}

export interface NumberLiteral extends Node {
  readonly type: 'number';
  readonly value: number;
}

export interface StringLiteral extends Node {
  readonly type: 'string';
  readonly value: string;
}

/** What `offset`, `@`, `anchored` and `smoothed` attach to a selector or subquery. */
export interface TimeModifiers {
  readonly offset?: DurationExpr;
  readonly at?: AtModifier;
  readonly sampling?: 'anchored' | 'smoothed';
}

export type AtModifier =
  | { readonly type: 'timestamp'; readonly timestampMs: number }
  | { readonly type: 'start' }
  | { readonly type: 'end' };

export interface VectorSelector extends Node, TimeModifiers {
  readonly type: 'vectorSelector';
  /** The name written before or as a quoted string inside the braces; its matcher is among `matchers`. */
  readonly name?: string;
  readonly matchers: readonly Matcher[];
}

/** `selector[range]`; the time modifiers written behind the brackets are on `selector`. */
export interface MatrixSelector extends Node {
  readonly type: 'matrixSelector';
  readonly selector: VectorSelector;
  readonly range: DurationExpr;
}

export interface SubqueryExpr extends Node, TimeModifiers {
  readonly type: 'subquery';
  readonly expr: Expr;
  readonly range: DurationExpr;
  /** Without a step the engine's default evaluation interval applies. */
  readonly step?: DurationExpr;
}

export interface ParenExpr extends Node {
  readonly type: 'paren';
  readonly expr: Expr;
}

export interface UnaryExpr extends Node {
  readonly type: 'unary';
  readonly op: '+' | '-';
  readonly expr: Expr;
}

export const ARITHMETIC_OPERATORS = ['+', '-', '*', '/', '%', '^', 'atan2'] as const;
export const COMPARISON_OPERATORS = ['==', '!=', '<', '<=', '>', '>='] as const;
export const SET_OPERATORS = ['and', 'or', 'unless'] as const;
/** Cut a native histogram's buckets above or below a value. */
export const TRIM_OPERATORS = ['</', '>/'] as const;

export type ArithmeticOperator = (typeof ARITHMETIC_OPERATORS)[number];
export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];
export type SetOperator = (typeof SET_OPERATORS)[number];
export type TrimOperator = (typeof TRIM_OPERATORS)[number];
export type BinaryOperator = ArithmeticOperator | ComparisonOperator | SetOperator | TrimOperator;

export interface BinaryExpr extends Node {
  readonly type: 'binary';
  readonly op: BinaryOperator;
  readonly lhs: Expr;
  readonly rhs: Expr;
  /** `bool` was given: comparisons answer 0 or 1. */
  readonly bool: boolean;
  /** Between two instant vectors only. */
  readonly matching?: VectorMatching;
}

export interface VectorMatching {
  readonly cardinality: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  /** `on` names the labels to match, `ignoring` those to leave out. */
  readonly on: boolean;
  readonly labels: readonly string[];
  /** Labels taken from the "one" side (group_left, group_right). */
  readonly include: readonly string[];
  /** Values for series without a partner: `fill`, `fill_left`, `fill_right`. */
  readonly fillLeft?: number;
  readonly fillRight?: number;
}

export const AGGREGATE_OPERATORS = [
  'sum',
  'avg',
  'min',
  'max',
  'count',
  'group',
  'stddev',
  'stdvar',
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
] as const;
export type AggregateOperator = (typeof AGGREGATE_OPERATORS)[number];

export interface AggregateExpr extends Node {
  readonly type: 'aggregate';
  readonly op: AggregateOperator;
  readonly expr: Expr;
  /** k, quantile, ratio or label name. */
  readonly param?: Expr;
  readonly grouping: readonly string[];
  /** `grouping` names the labels to leave out rather than those to keep. */
  readonly without: boolean;
}

export interface CallExpr extends Node {
  readonly type: 'call';
  readonly func: FunctionName;
  readonly args: readonly Expr[];
}

/** A length of time as written; bare numbers are seconds. */
export type DurationExpr =
  | { readonly type: 'seconds'; readonly seconds: number }
  | { readonly type: 'negate'; readonly expr: DurationExpr }
  | {
      readonly type: 'arithmetic';
      readonly op: DurationOperator;
      readonly lhs: DurationExpr;
      readonly rhs: DurationExpr;
    }
  /** `step()`: the query's step; `range()`: its end less its start. */
  | { readonly type: 'step' }
  | { readonly type: 'range' }
  | { readonly type: 'min' | 'max'; readonly lhs: DurationExpr; readonly rhs: DurationExpr };

export type DurationOperator = '+' | '-' | '*' | '/' | '%' | '^';
