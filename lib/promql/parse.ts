/** Text → checked AST. */

import type { Tree } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import type { Expr } from './ast';
import { checkTypes } from './checkTypes';
import { convertExpression } from './convert/expression';
import { Source, UnexpectedNodeError } from './convert/source';
import { type Position, PromqlError } from './errors';
import { prepareForGrammar } from './prepare';
import { syntaxError } from './syntaxError';

/** Longer expressions are refused; real ones rarely pass 10,000 characters. */
export const MAX_EXPRESSION_LENGTH = 100_000;

/** The library drops the inner nodes of a tree below 2,500 levels, without an error. */
const MAX_TREE_DEPTH = 2000;

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
  const expr = convertTree(source, parseTree(text));
  checkTypes(source, expr);
  return expr;
}

function convertTree(source: Source, tree: Tree): Expr {
  let node = tree.topNode.firstChild;
  while (node?.name === 'LineComment') node = node.nextSibling;
  if (!node) throw source.error({ start: 0, end: source.text.length }, 'no expression found in input');
  try {
    return convertExpression(source, node);
  } catch (cause) {
    if (cause instanceof UnexpectedNodeError) throw source.error(cause.position, cause.message, cause);
    throw cause;
  }
}

function parseTree(text: string): Tree {
  const prepared = prepareForGrammar(text);
  let tree: Tree;
  try {
    tree = strictParser.parse(prepared);
  } catch (cause) {
    if (cause instanceof SyntaxError) throw syntaxError(text, offsetOf(cause), cause);
    // The library builds the tree by recursion; how deep it comes depends on who called us.
    if (cause instanceof RangeError) throw tooDeep(text, { start: 0, end: text.length }, cause);
    throw cause;
  }
  checkShape(text, tree);
  return tree;
}

/** Refuses a tree that the library has flattened or mended instead of building what the grammar says. */
function checkShape(text: string, tree: Tree): void {
  let depth = 0;
  tree.iterate({
    enter: ({ type, from, to }) => {
      if (++depth > MAX_TREE_DEPTH || type.isError) throw tooDeep(text, { start: from, end: to });
    },
    leave: () => {
      depth--;
    },
  });
}

function tooDeep(text: string, position: Position, cause?: unknown): PromqlError {
  const reason = `expression is too long for the parser here: more than ${MAX_TREE_DEPTH} modifiers and operators in a row; use fewer`;
  return new PromqlError(text, position, reason, { cause });
}

/** The strict parser tells the place only in its message, "No parse at 12". */
function offsetOf(cause: SyntaxError): number {
  return Number(/(\d+)$/.exec(cause.message)?.[1] ?? 0);
}
