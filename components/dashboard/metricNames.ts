import type { Expr, VectorSelector } from '@/lib/promql/ast';
import { parseExpr } from '@/lib/promql/parse';

/** Names of the metrics that an expression reads, in order; none for what cannot be parsed. */
export function metricNames(expr: string): string[] {
  return [...new Set(vectorSelectors(expr).flatMap(({ name }) => (name === undefined ? [] : [name])))];
}

/** The selectors of an expression, in order; none for what cannot be parsed. */
export function vectorSelectors(expr: string): VectorSelector[] {
  let tree: Expr;
  try {
    tree = parseExpr(expr);
  } catch {
    return [];
  }
  const found: VectorSelector[] = [];
  collect(tree, found);
  return found;
}

function collect(node: Expr, found: VectorSelector[]): void {
  switch (node.type) {
    case 'number':
    case 'string':
      return;
    case 'vectorSelector':
      found.push(node);
      return;
    case 'matrixSelector':
      found.push(node.selector);
      return;
    case 'subquery':
    case 'paren':
    case 'unary':
      collect(node.expr, found);
      return;
    case 'binary':
      collect(node.lhs, found);
      collect(node.rhs, found);
      return;
    case 'aggregate':
      if (node.param !== undefined) collect(node.param, found);
      collect(node.expr, found);
      return;
    case 'call':
      for (const argument of node.args) collect(argument, found);
      return;
    default:
      node satisfies never;
  }
}
