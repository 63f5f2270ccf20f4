/** What every converter needs: the text beside the syntax tree, and how to complain about a part of it. */
import type { SyntaxNode } from '@lezer/common';
import { type Position, PromqlError } from '../errors';
import { unquote } from '../strings';

export class Source {
  constructor(readonly text: string) {}

  textOf(node: SyntaxNode): string {
    return this.text.slice(node.from, node.to);
  }

  /** The text of a string literal without quotes and escapes. */
  stringOf(node: SyntaxNode): string {
    const result = unquote(this.textOf(node));
    if (!result.ok) throw this.error(positionOf(node), result.reason);
    return result.value;
  }

  error(position: Position, reason: string, cause?: unknown): PromqlError {
    return new PromqlError(this.text, position, reason, { cause });
  }
}

export function positionOf(node: SyntaxNode): Position {
  return { start: node.from, end: node.to };
}

/** A part of the syntax tree that no rule of the grammar makes; parseExpr turns it into a PromqlError. */
export class UnexpectedNodeError extends Error {
  readonly code = 'unexpected_node';
  readonly position: Position;
  constructor(node: SyntaxNode, what: string) {
    super(what);
    this.position = positionOf(node);
  }
}

/** The children of a node, without comments. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment') children.push(child);
  }
  return children;
}

/** The child that the grammar guarantees. */
export function childOf(node: SyntaxNode, name: string): SyntaxNode {
  const child = node.getChild(name);
  if (!child) throw new UnexpectedNodeError(node, `${node.name} without ${name}`);
  return child;
}
