/** Function calls and aggregations. */
import type { SyntaxNode } from '@lezer/common';
import { AGGREGATE_OPERATORS, type AggregateExpr, type AggregateOperator, type CallExpr, type Expr } from '../ast';
import { isFunctionName } from '../functions';
import { convertGrouping } from './selector';
import { childOf, childrenOf, positionOf, type Source, UnexpectedNodeError } from './source';

type Convert = (source: Source, node: SyntaxNode) => Expr;

export function convertCall(source: Source, node: SyntaxNode, convert: Convert): CallExpr {
  const name = /^\w+/.exec(source.text.slice(node.from, node.to))?.[0] ?? '';
  if (!isFunctionName(name)) throw source.error(positionOf(node), `unknown function with name "${name}"`);
  const args = childrenOf(childOf(node, 'FunctionCallBody')).map((child) => convert(source, child));
  return { type: 'call', func: name, args, position: positionOf(node) };
}

const WITH_PARAMETER = new Set<AggregateOperator>([
  'topk',
  'bottomk',
  'quantile',
  'count_values',
  'limitk',
  'limit_ratio',
]);

export function convertAggregate(source: Source, node: SyntaxNode, convert: Convert): AggregateExpr {
  const written = source.textOf(childOf(node, 'AggregateOp')).toLowerCase();
  const op = AGGREGATE_OPERATORS.find((name) => name === written);
  if (!op) throw new UnexpectedNodeError(node, `unknown aggregation ${written}`);
  const args = childrenOf(childOf(node, 'FunctionCallBody')).map((child) => convert(source, child));
  const expected = WITH_PARAMETER.has(op) ? 2 : 1;
  if (args.length === 0) throw source.error(positionOf(node), 'no arguments for aggregate expression provided');
  if (args.length !== expected) {
    const reason = `wrong number of arguments for aggregate expression provided, expected ${expected}, got ${args.length}`;
    throw source.error(positionOf(node), reason);
  }
  const modifier = node.getChild('AggregateModifier');
  const expr = args[expected - 1] as Expr;
  return {
    type: 'aggregate',
    op,
    expr,
    ...(expected === 2 && { param: args[0] as Expr }),
    grouping: modifier ? convertGrouping(source, childOf(modifier, 'GroupingLabels')) : [],
    without: modifier?.getChild('Without') != null,
    position: positionOf(node),
  };
}
