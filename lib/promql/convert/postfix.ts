/** What stands behind an operand: `[5m]`, `[5m:1m]`, `offset 5m`, `@ end()`, `anchored`, `smoothed`. */
import type { SyntaxNode } from '@lezer/common';
import type { AtModifier, DurationExpr, Expr, TimeModifiers, VectorSelector } from '../ast';
import { durationSeconds } from '../durations';
import { documentedType, valueType } from '../valueType';
import { signedNumber } from './binary';
import { convertDuration } from './duration';
import { childOf, positionOf, type Source, UnexpectedNodeError } from './source';

export function applyPostfix(source: Source, operand: Expr, node: SyntaxNode): Expr {
  switch (node.name) {
    case 'MatrixSelector':
      return matrix(source, operand, node);
    case 'SubqueryExpr':
      return subquery(source, operand, node);
    case 'OffsetExpr': {
      const offset = convertDuration(source, childOf(node, 'OffsetDurationExpr'));
      return modify(source, operand, node, { offset });
    }
    case 'StepInvariantExpr':
      return modify(source, operand, node, { at: convertAt(source, node) });
    case 'AnchoredExpr':
      return modify(source, operand, node, { sampling: 'anchored' });
    case 'SmoothedExpr':
      return modify(source, operand, node, { sampling: 'smoothed' });
    default:
      throw new UnexpectedNodeError(node, `unknown postfix ${node.name}`);
  }
}

function matrix(source: Source, operand: Expr, node: SyntaxNode): Expr {
  const place = positionOf(node);
  if (operand.type !== 'vectorSelector') {
    throw source.error(place, 'ranges only allowed for vector selectors; write a subquery as [range:] with a colon');
  }
  if (operand.offset)
    throw source.error(place, 'no offset modifiers allowed before range; write it after the brackets');
  if (operand.at) throw source.error(place, 'no @ modifiers allowed before range; write it after the brackets');
  const range = positive(source, convertDuration(source, childOf(node, 'DurationExpr')), node);
  return { type: 'matrixSelector', selector: operand, range, position: span(operand, node) };
}

function subquery(source: Source, operand: Expr, node: SyntaxNode): Expr {
  const type = valueType(operand);
  if (type !== 'vector') {
    const reason = `subquery is only allowed on instant vector, got ${documentedType(type)} instead`;
    throw source.error(operand.position, reason);
  }
  const [rangeNode, stepNode] = node.getChildren('DurationExpr');
  if (!rangeNode) throw new UnexpectedNodeError(node, 'subquery without range');
  const range = positive(source, convertDuration(source, rangeNode), rangeNode);
  const step = stepNode && positive(source, convertDuration(source, stepNode), stepNode);
  return { type: 'subquery', expr: operand, range, ...(step && { step }), position: span(operand, node) };
}

function span(operand: Expr, node: SyntaxNode) {
  return { start: operand.position.start, end: node.to };
}

/** Refuses what is known not to be above zero already; the rest is checked when the query's times are known. */
function positive(source: Source, duration: DurationExpr, node: SyntaxNode): DurationExpr {
  const seconds = durationSeconds(duration);
  if (seconds !== undefined && !(seconds > 0)) throw source.error(positionOf(node), 'duration must be greater than 0');
  return duration;
}

const MAX_TIMESTAMP_SECONDS = Number.MAX_SAFE_INTEGER / 1000;

function convertAt(source: Source, node: SyntaxNode): AtModifier {
  const preprocessor = node.getChild('AtModifierPreprocessors');
  if (preprocessor) return { type: preprocessor.getChild('AtStart') ? 'start' : 'end' };
  const literal = childOf(node, 'NumberDurationLiteral');
  const seconds = signedNumber(source.textOf(literal));
  if (seconds === undefined || !(Math.abs(seconds) < MAX_TIMESTAMP_SECONDS)) {
    const reason = `timestamp out of bounds for @ modifier: ${source.textOf(literal)}; give seconds since 1970`;
    throw source.error(positionOf(literal), reason);
  }
  return { type: 'timestamp', timestampMs: Math.round(seconds * 1000) };
}

/** Puts a modifier on the selector or subquery that it follows. */
function modify(source: Source, operand: Expr, node: SyntaxNode, modifier: TimeModifiers): Expr {
  const place = { start: operand.position.end, end: node.to };
  if (operand.type === 'matrixSelector') {
    const selector = { ...operand.selector, ...added(source, operand.selector, modifier, place) };
    return { ...operand, selector, position: span(operand, node) };
  }
  if (operand.type === 'vectorSelector' || (operand.type === 'subquery' && !modifier.sampling)) {
    return { ...operand, ...added(source, operand, modifier, place), position: span(operand, node) };
  }
  const reason = `${modifierName(modifier)} must be preceded by an instant vector selector or range vector selector or a subquery`;
  throw source.error(place, reason);
}

function added(
  source: Source,
  present: TimeModifiers | VectorSelector,
  modifier: TimeModifiers,
  place: { start: number; end: number },
): TimeModifiers {
  const twice =
    (modifier.offset && present.offset) || (modifier.at && present.at) || (modifier.sampling && present.sampling);
  if (twice) throw source.error(place, `${modifierName(modifier)} may not be set multiple times`);
  return modifier;
}

function modifierName(modifier: TimeModifiers): string {
  if (modifier.offset) return 'offset modifier';
  if (modifier.at) return '@ modifier';
  return `${modifier.sampling} modifier`;
}
