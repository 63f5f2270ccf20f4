/** Binary operators with `bool`, `on`/`ignoring`, `group_left`/`group_right` and `fill`. */
import type { SyntaxNode } from '@lezer/common';
import { type BinaryExpr, type BinaryOperator, type Expr, SET_OPERATORS, type VectorMatching } from '../ast';
import { parseNumberLiteral } from '../numbers';
import { valueType } from '../valueType';
import { convertGrouping } from './selector';
import { childOf, childrenOf, type Source, UnexpectedNodeError } from './source';

interface Operator {
  readonly op: BinaryOperator;
  readonly modifiers: readonly SyntaxNode[];
}

export function isSetOperator(op: BinaryOperator): boolean {
  return SET_OPERATORS.some((name) => name === op);
}

export function convertBinary(source: Source, operator: Operator, lhs: Expr, rhs: Expr): BinaryExpr {
  const written = convertModifiers(source, operator.modifiers);
  const betweenVectors = valueType(lhs) === 'vector' && valueType(rhs) === 'vector';
  const set = isSetOperator(operator.op);
  // Kept on scalars too when it was written, so that the type check can refuse it.
  const matching = written.matching ?? (betweenVectors ? PLAIN_MATCHING : undefined);
  return {
    type: 'binary',
    op: operator.op,
    lhs,
    rhs,
    bool: written.bool,
    ...(matching && {
      matching: set && matching.cardinality === 'one-to-one' ? { ...matching, cardinality: 'many-to-many' } : matching,
    }),
    position: { start: lhs.position.start, end: rhs.position.end },
  };
}

const PLAIN_MATCHING: VectorMatching = { cardinality: 'one-to-one', on: false, labels: [], include: [] };

function convertModifiers(source: Source, nodes: readonly SyntaxNode[]): { bool: boolean; matching?: VectorMatching } {
  let bool = false;
  let matching: VectorMatching | undefined;
  for (const node of nodes) {
    if (node.name === 'BoolModifier') bool = true;
    else if (node.name === 'MatchingModifierClause') matching = convertMatching(source, node);
    else if (node.name === 'FillModifier') matching = { ...(matching ?? PLAIN_MATCHING), ...convertFill(source, node) };
    else throw new UnexpectedNodeError(node, `unknown modifier ${node.name}`);
  }
  return matching ? { bool, matching } : { bool };
}

function convertMatching(source: Source, node: SyntaxNode): VectorMatching {
  const groupings = node.getChildren('GroupingLabels');
  const [labels, include] = groupings;
  const left = node.getChild('GroupLeft');
  const right = node.getChild('GroupRight');
  return {
    cardinality: left ? 'many-to-one' : right ? 'one-to-many' : 'one-to-one',
    on: node.getChild('On') !== null,
    labels: labels ? convertGrouping(source, labels) : [],
    include: include ? convertGrouping(source, include) : [],
  };
}

function convertFill(source: Source, node: SyntaxNode): Pick<VectorMatching, 'fillLeft' | 'fillRight'> {
  const fill: { fillLeft?: number; fillRight?: number } = {};
  for (const clause of childrenOf(node)) {
    const value = fillValue(source, childOf(clause, 'NumberDurationLiteral'));
    if (clause.name !== 'FillRightClause') fill.fillLeft = value;
    if (clause.name !== 'FillLeftClause') fill.fillRight = value;
  }
  return fill;
}

function fillValue(source: Source, node: SyntaxNode): number {
  const value = signedNumber(source.textOf(node));
  if (value === undefined) throw source.error({ start: node.from, end: node.to }, 'fill needs a number');
  return value;
}

/** A literal with an optional sign, as in `fill(-1)` and `@ -5`. */
export function signedNumber(text: string): number | undefined {
  const unsigned = text.replace(/^[+-]\s*/, '');
  const value = parseNumberLiteral(unsigned);
  return value !== undefined && text.startsWith('-') ? -value : value;
}
