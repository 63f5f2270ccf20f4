/** PromQL's syntax tree as `/api/v1/parse_query` shows it: the shape that Prometheus' tree view reads. */
import type { Matcher } from '@/lib/labels/matcher';
import type { BinaryExpr, DurationExpr, Expr, TimeModifiers, VectorMatching, VectorSelector } from '@/lib/promql/ast';
import { durationSeconds } from '@/lib/promql/durations';
import { type FunctionName, functionSignature } from '@/lib/promql/functions';
import { formatDecimal } from '@/lib/promql/numbers';

export function astJson(expr: Expr): object {
  switch (expr.type) {
    case 'number':
      return { type: 'numberLiteral', val: formatDecimal(expr.value) };
    case 'string':
      return { type: 'stringLiteral', val: expr.value };
    case 'vectorSelector':
      return { type: 'vectorSelector', ...selectorJson(expr) };
    case 'matrixSelector':
      return { type: 'matrixSelector', ...selectorJson(expr.selector), range: milliseconds(expr.range) };
    case 'subquery': {
      const { range, step } = expr;
      const inner = { expr: astJson(expr.expr), range: milliseconds(range), step: milliseconds(step) };
      return { type: 'subquery', ...inner, ...timeJson(expr) };
    }
    case 'paren':
      return { type: 'parenExpr', expr: astJson(expr.expr) };
    case 'unary':
      return { type: 'unaryExpr', op: expr.op, expr: astJson(expr.expr) };
    case 'binary':
      return binaryJson(expr);
    case 'aggregate': {
      const { op, grouping, without, param } = expr;
      const inner = { expr: astJson(expr.expr), param: param === undefined ? null : astJson(param) };
      return { type: 'aggregation', op, ...inner, grouping, without };
    }
    case 'call':
      return { type: 'call', func: functionJson(expr.func), args: expr.args.map(astJson) };
  }
}

function selectorJson(selector: VectorSelector): object {
  return {
    name: selector.name ?? '',
    matchers: selector.matchers.map(matcherJson),
    ...timeJson(selector),
    anchored: selector.sampling === 'anchored',
    smoothed: selector.sampling === 'smoothed',
  };
}

function matcherJson({ name, operator, value }: Matcher): object {
  return { name, value, type: operator };
}

function timeJson({ offset, at }: TimeModifiers): object {
  return {
    offset: milliseconds(offset),
    timestamp: at?.type === 'timestamp' ? at.timestampMs : null,
    startOrEnd: at === undefined || at.type === 'timestamp' ? null : at.type,
  };
}

/** 0 when it is not given, and, as in Prometheus, when it depends on the query's own times. */
function milliseconds(duration: DurationExpr | undefined): number {
  const seconds = duration === undefined ? undefined : durationSeconds(duration);
  return Math.round((seconds ?? 0) * 1000);
}

function binaryJson({ op, lhs, rhs, bool, matching }: BinaryExpr): object {
  return {
    type: 'binaryExpr',
    op,
    lhs: astJson(lhs),
    rhs: astJson(rhs),
    matching: matching === undefined ? null : matchingJson(matching),
    bool,
  };
}

function matchingJson({ cardinality, labels, on, include, fillLeft, fillRight }: VectorMatching): object {
  const fillValues = { lhs: fillLeft ?? null, rhs: fillRight ?? null };
  return { card: cardinality, labels, on, include, fillValues };
}

/** `variadic` counts the arguments that may be left out, or is -1 for any number of them. */
function functionJson(name: FunctionName): object {
  const { args, optional = 0, variadic = false, returns } = functionSignature(name);
  return { name, argTypes: args, variadic: variadic ? -1 : optional, returnType: returns };
}
