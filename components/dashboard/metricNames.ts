import type { Expr, VectorSelector } from '@/lib/promql/ast';
import { parseExpr } from '@/lib/promql/parse';

/** Names of the metrics that an expression reads, in order; none for what cannot be parsed. */
export function metricNames(expr: string): string[] {
  let tree: Expr;
  try {
    tree = parseExpr(expr);
  } catch {
    return [];
  }
  const names = new Set<string>();
  collect(tree, names);
  return [...names];
}

function collect(node: Expr, names: Set<string>): void {
  switch (node.type) {
    case 'number':
    case 'string':
      return;
    case 'vectorSelector':
      addName(node, names);
      return;
    case 'matrixSelector':
      addName(node.selector, names);
      return;
    case 'subquery':
    case 'paren':
    case 'unary':
      collect(node.expr, names);
      return;
    case 'binary':
      collect(node.lhs, names);
      collect(node.rhs, names);
      return;
    case 'aggregate':
      if (node.param !== undefined) collect(node.param, names);
      collect(node.expr, names);
      return;
    case 'call':
      for (const argument of node.args) collect(argument, names);
      return;
    default:
      node satisfies never;
  }
}

function addName({ name }: VectorSelector, names: Set<string>): void {
  if (name !== undefined) names.add(name);
}
