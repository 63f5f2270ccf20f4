/** Selectors: names, label matchers, quoted UTF-8 names, grouping labels. */
import type { SyntaxNode } from '@lezer/common';
import { METRIC_NAME } from '@/lib/labels/labels';
import { compileMatcher, InvalidRegexError, type Matcher, type MatchOperator } from '@/lib/labels/matcher';
import type { VectorSelector } from '../ast';
import { isValidUtf8, quote } from '../strings';
import { childOf, childrenOf, positionOf, type Source, UnexpectedNodeError } from './source';

export function convertSelector(source: Source, node: SyntaxNode): VectorSelector {
  const identifier = node.getChild('Identifier');
  const matchers: Matcher[] = [];
  let name = identifier ? source.textOf(identifier) : undefined;
  const braces = node.getChild('LabelMatchers');
  for (const child of braces ? childrenOf(braces) : []) {
    if (child.name !== 'QuotedLabelName') {
      matchers.push(convertMatcher(source, child));
      continue;
    }
    const quotedName = quotedLabel(source, child);
    if (name !== undefined) throw nameTwice(source, node, name, quotedName);
    name = quotedName;
  }
  const explicit = matchers.find((matcher) => matcher.name === METRIC_NAME && matcher.operator === '=');
  if (identifier && explicit) throw nameTwice(source, node, source.textOf(identifier), explicit.value);
  if (name !== undefined) matchers.push({ name: METRIC_NAME, operator: '=', value: name });
  if (matchers.every(matchesEmpty)) {
    throw source.error(
      positionOf(node),
      'vector selector must contain at least one non-empty matcher; name a metric, or a label with a value',
    );
  }
  return { type: 'vectorSelector', position: positionOf(node), ...(name !== undefined && { name }), matchers };
}

function nameTwice(source: Source, node: SyntaxNode, first: string, second: string) {
  return source.error(positionOf(node), `metric name must not be set twice: ${quote(first)} or ${quote(second)}`);
}

function matchesEmpty(matcher: Matcher): boolean {
  return compileMatcher(matcher)('');
}

function convertMatcher(source: Source, node: SyntaxNode): Matcher {
  const quoted = node.getChild('QuotedLabelName');
  const name = quoted ? quotedLabel(source, quoted) : source.textOf(childOf(node, 'LabelName'));
  const value = source.stringOf(childOf(node, 'StringLiteral'));
  const matcher: Matcher = { name, operator: matchOperator(source, childOf(node, 'MatchOp')), value };
  try {
    compileMatcher(matcher);
  } catch (cause) {
    if (cause instanceof InvalidRegexError) throw source.error(positionOf(node), cause.message, cause);
    throw cause;
  }
  return matcher;
}

function matchOperator(source: Source, node: SyntaxNode): MatchOperator {
  const text = source.textOf(node);
  if (text === '=' || text === '!=' || text === '=~' || text === '!~') return text;
  throw new UnexpectedNodeError(node, `unknown match operator ${text}`);
}

function quotedLabel(source: Source, node: SyntaxNode): string {
  const name = source.stringOf(childOf(node, 'StringLiteral'));
  if (name === '' || !isValidUtf8(name)) {
    throw source.error(positionOf(node), `invalid label or metric name ${quote(name)}: must be UTF-8 and not empty`);
  }
  return name;
}

/** Names within `by (…)`, `on (…)`, `group_left (…)`, in the order written. */
export function convertGrouping(source: Source, node: SyntaxNode): string[] {
  return childrenOf(node).map((child) =>
    child.name === 'QuotedLabelName' ? quotedLabel(source, child) : source.textOf(child),
  );
}
