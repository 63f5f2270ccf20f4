/**
 * Syntax tree → AST. The editor grammar nests operators differently from Prometheus (`a + b offset 5m` puts the
 * offset on the sum, and `-2^2` is a literal raised to a power), so a run of operators is first laid out flat, in
 * the order written, and then put together again by Prometheus' own precedence.
 */
import type { SyntaxNode } from '@lezer/common';
import type { BinaryOperator, Expr } from '../ast';
import { parseNumberLiteral } from '../numbers';
import { convertAggregate, convertCall } from './call';
import { applyPostfix } from './postfix';
import { combine, type Token } from './precedence';
import { convertSelector } from './selector';
import { childrenOf, positionOf, type Source, UnexpectedNodeError } from './source';

const BINARY_OPERATORS: Readonly<Record<string, BinaryOperator>> = {
  Pow: '^',
  Mul: '*',
  Div: '/',
  Mod: '%',
  Atan2: 'atan2',
  Add: '+',
  Sub: '-',
  Eql: '==',
  Neq: '!=',
  Gte: '>=',
  Gtr: '>',
  Lte: '<=',
  Lss: '<',
  TrimUpper: '</',
  TrimLower: '>/',
  And: 'and',
  Unless: 'unless',
  Or: 'or',
};

const POSTFIX = new Set([
  'OffsetExpr',
  'StepInvariantExpr',
  'MatrixSelector',
  'SubqueryExpr',
  'AnchoredExpr',
  'SmoothedExpr',
]);

export function convertExpression(source: Source, node: SyntaxNode): Expr {
  return combine(source, layOut(source, node));
}

/** Operands, signs and operators in the order written. Iterative: a sum of many terms is a deep tree. */
function layOut(source: Source, root: SyntaxNode): Token[] {
  const tokens: Token[] = [];
  const todo: (() => void)[] = [];
  const visit = (node: SyntaxNode): void => {
    if (node.name === 'BinaryExpr') {
      const [lhs, operator, ...rest] = childrenOf(node);
      const rhs = rest.pop();
      if (!lhs || !operator || !rhs) throw new UnexpectedNodeError(node, 'incomplete BinaryExpr');
      todo.push(() => visit(rhs));
      todo.push(() => tokens.push(binaryToken(operator, rest)));
      todo.push(() => visit(lhs));
    } else if (node.name === 'UnaryExpr') {
      const [sign, operand] = childrenOf(node);
      if (!sign || !operand) throw new UnexpectedNodeError(node, 'incomplete UnaryExpr');
      tokens.push({ type: 'sign', op: source.textOf(sign) === '-' ? '-' : '+', start: sign.from });
      todo.push(() => visit(operand));
    } else if (POSTFIX.has(node.name)) {
      const operand = node.firstChild;
      if (!operand) throw new UnexpectedNodeError(node, `${node.name} without operand`);
      todo.push(() => applyToLast(source, tokens, node));
      todo.push(() => visit(operand));
    } else if (node.name === 'NumberDurationLiteral') {
      tokens.push(...numberTokens(source, node));
    } else {
      tokens.push({ type: 'operand', expr: convertOperand(source, node) });
    }
  };
  visit(root);
  for (let next = todo.pop(); next; next = todo.pop()) next();
  return tokens;
}

function binaryToken(operator: SyntaxNode, modifiers: SyntaxNode[]): Token {
  const op = BINARY_OPERATORS[operator.name];
  if (!op) throw new UnexpectedNodeError(operator, `unknown operator ${operator.name}`);
  return { type: 'operator', op, modifiers, position: positionOf(operator) };
}

function applyToLast(source: Source, tokens: Token[], node: SyntaxNode): void {
  const last = tokens.pop();
  if (last?.type !== 'operand') throw new UnexpectedNodeError(node, `${node.name} follows no operand`);
  tokens.push({ type: 'operand', expr: applyPostfix(source, last.expr, node) });
}

/** A sign that the grammar drew into the literal becomes a sign of its own: it binds weaker than `^`. */
function numberTokens(source: Source, node: SyntaxNode): Token[] {
  const text = source.textOf(node);
  const sign = text[0] === '-' || text[0] === '+' ? text[0] : undefined;
  const unsigned = (sign ? text.slice(1) : text).replace(/^(?:\s|#[^\n]*\n)+/, '');
  const value = parseNumberLiteral(unsigned);
  if (value === undefined) throw source.error(positionOf(node), `cannot read number ${JSON.stringify(text)}`);
  const position = { start: node.to - unsigned.length, end: node.to };
  const operand: Token = { type: 'operand', expr: { type: 'number', value, position } };
  return sign ? [{ type: 'sign', op: sign, start: node.from }, operand] : [operand];
}

function convertOperand(source: Source, node: SyntaxNode): Expr {
  switch (node.name) {
    case 'VectorSelector':
      return convertSelector(source, node);
    case 'StringLiteral':
      return { type: 'string', value: source.stringOf(node), position: positionOf(node) };
    case 'ParenExpr': {
      const inner = childrenOf(node)[0];
      if (!inner) throw new UnexpectedNodeError(node, 'empty ParenExpr');
      return { type: 'paren', expr: convertExpression(source, inner), position: positionOf(node) };
    }
    case 'AggregateExpr':
      return convertAggregate(source, node, convertExpression);
    case 'FunctionCall':
      return convertCall(source, node, convertExpression);
    default:
      throw new UnexpectedNodeError(node, `unknown syntax node ${node.name}`);
  }
}
