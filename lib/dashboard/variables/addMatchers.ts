import type { Matcher } from '@/lib/labels/matcher';
import type { Expr, VectorSelector } from '@/lib/promql/ast';
import { parseExpr } from '@/lib/promql/parse';
import { printExpr } from '@/lib/promql/printer';

/** The expression with matchers added to each of its selectors; one that cannot be parsed stays as it is. */
export function addMatchers(expr: string, matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return expr;
  let tree: Expr;
  try {
    tree = parseExpr(expr);
  } catch {
    return expr;
  }
  return printExpr(withMatchers(tree, matchers));
}

function withMatchers(node: Expr, matchers: readonly Matcher[]): Expr {
  const inner = (child: Expr) => withMatchers(child, matchers);
  const selector = (one: VectorSelector): VectorSelector => ({ ...one, matchers: [...one.matchers, ...matchers] });
  switch (node.type) {
    case 'number':
    case 'string':
      return node;
    case 'vectorSelector':
      return selector(node);
    case 'matrixSelector':
      return { ...node, selector: selector(node.selector) };
    case 'subquery':
    case 'paren':
    case 'unary':
      return { ...node, expr: inner(node.expr) };
    case 'binary':
      return { ...node, lhs: inner(node.lhs), rhs: inner(node.rhs) };
    case 'aggregate':
      return { ...node, expr: inner(node.expr), ...(node.param === undefined ? {} : { param: inner(node.param) }) };
    case 'call':
      return { ...node, args: node.args.map(inner) };
    default:
      return node satisfies never;
  }
}
