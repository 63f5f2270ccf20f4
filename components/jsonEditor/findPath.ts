/** Where a value stands in JSON text. */
import type { SyntaxNode, Tree } from '@lezer/common';

export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/** The span of the value at a path as `panels[3].title`; where a step leads nowhere, that of the last one that did. */
export function findPath(tree: Tree, text: (span: TextSpan) => string, path: string): TextSpan {
  let node = tree.topNode.firstChild;
  let span: TextSpan = { from: 0, to: 0 };
  for (const step of path.match(/[^.[\]]+|\[\d+\]/g) ?? []) {
    const next = node === null ? undefined : stepInto(node, text, step);
    if (next === undefined) break;
    ({ node, span } = next);
  }
  return span;
}

interface Step {
  readonly node: SyntaxNode;
  /** Of the name where the value has one. */
  readonly span: TextSpan;
}

function stepInto(node: SyntaxNode, text: (span: TextSpan) => string, step: string): Step | undefined {
  const index = /^\[(\d+)\]$/.exec(step)?.[1];
  if (index !== undefined) {
    const element = valuesOf(node)[Number(index)];
    return element === undefined ? undefined : { node: element, span: startOf(element) };
  }
  for (const property of node.getChildren('Property')) {
    const name = property.getChild('PropertyName');
    const value = property.lastChild;
    if (name === null || value === null || text(name) !== JSON.stringify(step)) continue;
    // A plain object: the positions of a node are getters, which a spread would lose.
    return { node: value, span: { from: name.from, to: name.to } };
  }
  return undefined;
}

const VALUES: readonly string[] = ['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null'];

function valuesOf(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) {
    if (VALUES.includes(child.name)) found.push(child);
  }
  return found;
}

/** A mark over a whole object would cover the page. */
function startOf({ from, to }: SyntaxNode): TextSpan {
  return { from, to: Math.min(to, from + 1) };
}
