import type { Expr, VectorSelector } from './ast';
import { childExpressions } from './children';

/** All series selectors of an expression, in the order written; those of range selectors included. */
export function selectorsOf(expr: Expr): readonly VectorSelector[] {
  if (expr.type === 'vectorSelector') return [expr];
  return childExpressions(expr).flatMap(selectorsOf);
}
