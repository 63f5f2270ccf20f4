import type { Expr } from './ast';

/** The expressions directly below a node, in the order written. */
export function childExpressions(expr: Expr): readonly Expr[] {
  switch (expr.type) {
    case 'number':
    case 'string':
    case 'vectorSelector':
      return [];
    case 'matrixSelector':
      return [expr.selector];
    case 'subquery':
    case 'paren':
    case 'unary':
      return [expr.expr];
    case 'binary':
      return [expr.lhs, expr.rhs];
    case 'aggregate':
      return expr.param ? [expr.param, expr.expr] : [expr.expr];
    case 'call':
      return expr.args;
  }
}

/** The text of a string expression: a literal, perhaps in parentheses. */
export function stringValue(expr: Expr): string {
  let inner = expr;
  while (inner.type === 'paren') inner = inner.expr;
  if (inner.type !== 'string') throw new Error(`BUG: ${inner.type} where a string was checked`);
  return inner.value;
}
