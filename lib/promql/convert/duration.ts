/** Lengths of time inside `[…]` and behind `offset`. */
import type { SyntaxNode } from '@lezer/common';
import type { DurationExpr, DurationOperator } from '../ast';
import { parseNumberLiteral } from '../numbers';
import { childrenOf, positionOf, type Source, UnexpectedNodeError } from './source';

const OPERATORS: Readonly<Record<string, DurationOperator>> = {
  Add: '+',
  Sub: '-',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Pow: '^',
};

/** Converts a DurationExpr or OffsetDurationExpr node. Parts without step() and range() are computed at once. */
export function convertDuration(source: Source, node: SyntaxNode): DurationExpr {
  const children = childrenOf(node);
  const [first, second, third] = children;
  if (!first) throw new UnexpectedNodeError(node, `empty ${node.name}`);
  switch (first.name) {
    case 'NumberDurationLiteralInDurationContext':
      return literal(source, first);
    case 'DurationStep':
      return { type: 'step' };
    case 'DurationRange':
      return { type: 'range' };
    case 'DurationMinOf':
    case 'DurationMaxOf':
      if (!second || !third) throw new UnexpectedNodeError(node, `${first.name} with less than two arguments`);
      return pair(source, first.name === 'DurationMinOf' ? 'min' : 'max', second, third);
    case 'UnaryOp':
      if (!second) throw new UnexpectedNodeError(node, 'sign without duration');
      return signed(source, source.textOf(first), second);
    default:
      return second ? binary(source, first, second, third) : convertDuration(source, first);
  }
}

function literal(source: Source, node: SyntaxNode): DurationExpr {
  const seconds = parseNumberLiteral(source.textOf(node));
  if (seconds === undefined || !Number.isFinite(seconds)) {
    throw source.error(positionOf(node), `not a valid duration: ${JSON.stringify(source.textOf(node))}`);
  }
  return { type: 'seconds', seconds };
}

function pair(source: Source, type: 'min' | 'max', a: SyntaxNode, b: SyntaxNode): DurationExpr {
  return { type, lhs: convertDuration(source, a), rhs: convertDuration(source, b) };
}

function signed(source: Source, sign: string, node: SyntaxNode): DurationExpr {
  const expr = convertDuration(source, node);
  return sign === '-' ? { type: 'negate', expr } : expr;
}

function binary(source: Source, left: SyntaxNode, operator: SyntaxNode, right?: SyntaxNode): DurationExpr {
  const op = OPERATORS[operator.name];
  if (!op || !right) throw new UnexpectedNodeError(operator, `unknown duration operator ${operator.name}`);
  const rhs = convertDuration(source, right);
  if ((op === '/' || op === '%') && rhs.type === 'seconds' && rhs.seconds === 0) {
    throw source.error(positionOf(right), op === '/' ? 'division by zero' : 'modulo by zero');
  }
  return { type: 'arithmetic', op, lhs: convertDuration(source, left), rhs };
}
