/** Text → checked AST. */

import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Expr } from './ast';
import { checkTypes } from './checkTypes';
import { convertExpression } from './convert/expression';
import { Source } from './convert/source';
import { PromqlError } from './errors';
import { prepareForGrammar } from './prepare';
import { syntaxError } from './syntaxError';

/** Longer expressions are refused; real ones rarely pass 10,000 characters. */
export const MAX_EXPRESSION_LENGTH = 100_000;

const strictParser = parser.configure({ strict: true, top: 'PromQL' });

/**
 * Parses an expression and checks its types. Throws PromqlError with the place and, where it can be told, the fix.
 * Bounded on hostile input: length, nesting and operators in a row are limited.
 */
export function parseExpr(text: string): Expr {
  if (text.length > MAX_EXPRESSION_LENGTH) {
    const reason = `expression of ${text.length} characters is too long, at most ${MAX_EXPRESSION_LENGTH} are allowed`;
    throw new PromqlError(text.slice(0, 1), { start: 0, end: 1 }, reason);
  }
  if (/^(?:\s|#[^\n]*(?:\n|$))*$/.test(text)) {
    throw new PromqlError(text, { start: 0, end: text.length }, 'no expression found in input');
  }
  const source = new Source(text);
  let node = parseTree(text).topNode.firstChild;
  while (node?.name === 'LineComment') node = node.nextSibling;
  if (!node) throw new PromqlError(text, { start: 0, end: text.length }, 'no expression found in input');
  const expr = convertExpression(source, node);
  checkTypes(source, expr);
  return expr;
}

function parseTree(text: string): Tree {
  const prepared = prepareForGrammar(text);
  try {
    return strictParser.parse(prepared);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw syntaxError(text, offsetOf(cause), cause);
    throw cause;
  }
}

/** The strict parser tells the place only in its message, "No parse at 12". */
function offsetOf(cause: SyntaxError): number {
  return Number(/(\d+)$/.exec(cause.message)?.[1] ?? 0);
}
