/** Puts a flat run of operands, signs and operators together by precedence. */
import type { SyntaxNode } from '@lezer/common';
import type { BinaryOperator, Expr } from '../ast';
import type { Position } from '../errors';
import { convertBinary } from './binary';
import type { Source } from './source';

export type Token =
  | { readonly type: 'operand'; readonly expr: Expr }
  | { readonly type: 'sign'; readonly op: '+' | '-'; readonly start: number }
  | {
      readonly type: 'operator';
      readonly op: BinaryOperator;
      readonly modifiers: readonly SyntaxNode[];
      readonly position: Position;
    };

type OperatorToken = Extract<Token, { type: 'operator' }>;
type Pending = Exclude<Token, { type: 'operand' }>;

const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '</': 3,
  '>/': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
};
/** A sign binds as `*` does: `-2^2` is -(2^2), `-2*2` is (-2)*2. */
const SIGN_PRECEDENCE = 5;

/** Two stacks (Dijkstra's shunting yard), so that a long run does not recurse. All operators but `^` join leftwards. */
export function combine(source: Source, tokens: readonly Token[]): Expr {
  const operands: Expr[] = [];
  const pending: Pending[] = [];
  const reduce = () => {
    const token = pending.pop() as Pending;
    const right = operands.pop() as Expr;
    operands.push(
      token.type === 'sign' ? applySign(token.op, token.start, right) : join(source, token, operands.pop(), right),
    );
  };
  for (const token of tokens) {
    if (token.type === 'operand') operands.push(token.expr);
    else if (token.type === 'sign') pending.push(token);
    else {
      while (pending.length > 0 && bindsFirst(pending.at(-1) as Pending, token.op)) reduce();
      pending.push(token);
    }
  }
  while (pending.length > 0) reduce();
  const [expr] = operands;
  if (!expr || operands.length !== 1) throw new Error(`BUG: ${operands.length} operands are left of ${tokens.length}`);
  return expr;
}

function bindsFirst(left: Pending, next: BinaryOperator): boolean {
  const leftPrecedence = left.type === 'sign' ? SIGN_PRECEDENCE : PRECEDENCE[left.op];
  return next === '^' ? leftPrecedence > PRECEDENCE[next] : leftPrecedence >= PRECEDENCE[next];
}

function applySign(op: '+' | '-', start: number, expr: Expr): Expr {
  const position = { start, end: expr.position.end };
  if (expr.type === 'number') return { ...expr, value: op === '-' ? -expr.value : expr.value, position };
  return { type: 'unary', op, expr, position };
}

function join(source: Source, token: OperatorToken, left: Expr | undefined, right: Expr): Expr {
  if (!left) throw new Error(`BUG: operator ${token.op} without left operand`);
  return convertBinary(source, token, left, right);
}
