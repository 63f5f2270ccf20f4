/** The type rules of PromQL, with Prometheus' words. */
import {
  type AggregateExpr,
  type BinaryExpr,
  type CallExpr,
  COMPARISON_OPERATORS,
  type Expr,
  type ValueType,
} from './ast';
import { childExpressions, stringValue } from './children';
import { isSetOperator } from './convert/binary';
import type { Source } from './convert/source';
import { functionSignature } from './functions';
import { isValidUtf8, quote } from './strings';
import { documentedType, valueType } from './valueType';

/** Checks an expression and all below it. Iterative, as sums of many terms are deep. Throws PromqlError. */
export function checkTypes(source: Source, root: Expr): void {
  const todo: Expr[] = [root];
  for (let expr = todo.pop(); expr; expr = todo.pop()) {
    checkNode(source, expr);
    todo.push(...childExpressions(expr));
  }
}

function checkNode(source: Source, expr: Expr): void {
  switch (expr.type) {
    case 'unary': {
      const type = valueType(expr.expr);
      if (type === 'scalar' || type === 'vector') return;
      const wanted = 'unary expression only allowed on expressions of type scalar or instant vector';
      throw source.error(expr.position, `${wanted}, got "${documentedType(type)}"`);
    }
    case 'binary':
      checkBinary(source, expr);
      return;
    case 'aggregate':
      checkAggregate(source, expr);
      return;
    case 'call':
      checkCall(source, expr);
      return;
    case 'vectorSelector':
    case 'matrixSelector':
    case 'subquery':
    case 'paren':
    case 'number':
    case 'string':
      return;
  }
}

function expectType(source: Source, expr: Expr, wanted: ValueType, where: string): void {
  const type = valueType(expr);
  if (type === wanted) return;
  throw source.error(expr.position, `expected type ${documentedType(wanted)} in ${where}, got ${documentedType(type)}`);
}

function checkBinary(source: Source, expr: BinaryExpr): void {
  const { op, lhs, rhs, bool, matching, position } = expr;
  const comparison = COMPARISON_OPERATORS.some((name) => name === op);
  if (bool && !comparison) throw source.error(position, 'bool modifier can only be used on comparison operators');
  for (const side of [lhs, rhs]) {
    const type = valueType(side);
    if (type === 'scalar' || type === 'vector') continue;
    throw source.error(side.position, 'binary expression must contain only scalar and instant vector types');
  }
  const scalars = [lhs, rhs].filter((side) => valueType(side) === 'scalar').length;
  if (comparison && !bool && scalars === 2) {
    throw source.error(position, `comparisons between scalars must use BOOL modifier; write ${op} bool`);
  }
  if (scalars > 0 && isSetOperator(op)) {
    throw source.error(position, `set operator "${op}" not allowed in binary scalar expression`);
  }
  if (scalars > 0 && matching) throw source.error(position, 'vector matching only allowed between instant vectors');
  if (matching) checkMatching(source, expr, matching);
}

function checkMatching(source: Source, expr: BinaryExpr, matching: NonNullable<BinaryExpr['matching']>): void {
  const grouped = matching.cardinality === 'many-to-one' || matching.cardinality === 'one-to-many';
  if (isSetOperator(expr.op)) {
    if (grouped) throw source.error(expr.position, `no grouping allowed for "${expr.op}" operation`);
    if (matching.fillLeft !== undefined || matching.fillRight !== undefined) {
      throw source.error(expr.position, `filling in missing series not allowed for set operators`);
    }
  }
  const both = matching.on ? matching.include.find((label) => matching.labels.includes(label)) : undefined;
  if (both !== undefined) {
    throw source.error(expr.position, `label ${quote(both)} must not occur in ON and GROUP clause at once`);
  }
}

function checkAggregate(source: Source, expr: AggregateExpr): void {
  expectType(source, expr.expr, 'vector', 'aggregation expression');
  if (!expr.param) return;
  if (expr.op !== 'count_values') {
    expectType(source, expr.param, 'scalar', 'aggregation parameter');
    return;
  }
  expectType(source, expr.param, 'string', 'aggregation parameter');
  const label = stringValue(expr.param);
  if (label === '' || !isValidUtf8(label))
    throw source.error(expr.param.position, `invalid label name ${quote(label)}`);
}

function checkCall(source: Source, call: CallExpr): void {
  const { args, optional = 0, variadic = false } = functionSignature(call.func);
  const least = args.length - (variadic ? 1 : optional);
  const given = call.args.length;
  const wrongCount = (bound: string, count: number) =>
    source.error(call.position, `expected ${bound}${count} argument(s) in call to "${call.func}", got ${given}`);
  if (given < least) throw wrongCount(least === args.length ? '' : 'at least ', least);
  if (given > args.length && !variadic) throw wrongCount(optional > 0 ? 'at most ' : '', args.length);
  for (const [i, arg] of call.args.entries()) {
    const wanted = args[Math.min(i, args.length - 1)] as ValueType;
    expectType(source, arg, wanted, `call to function "${call.func}"`);
  }
}
