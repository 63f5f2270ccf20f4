import { interpolate } from '../variables/interpolate';
import type { VariableScope } from '../variables/scope';
import { standIn } from './maskTemplate';
import { type TemplateToken, templateTokens } from './templateTokens';

/** Half-open range of offsets. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** A text with its variables replaced, and the way back. */
export interface MappedText {
  readonly text: string;
  /** Variables that the scope does not know; something harmless of the same length stands in for each. */
  readonly unknown: readonly TemplateToken[];
  /** The range of the original behind one of the replaced text; what touches a variable covers all of it. */
  readonly toOriginal: (range: TextRange) => TextRange;
}

interface Piece {
  /** Where the replacement begins and ends in the new text. */
  readonly from: number;
  readonly to: number;
  readonly token: TemplateToken;
}

/** Replaces variables as a query does when it is asked, and remembers where each came from. */
export function interpolateMapped(text: string, scope: VariableScope): MappedText {
  const pieces: Piece[] = [];
  const unknown: TemplateToken[] = [];
  let out = '';
  let copied = 0;
  for (const token of templateTokens(text)) {
    out += text.slice(copied, token.from);
    const known = scope.variables.has(token.name) || scope.builtins.has(token.name);
    if (!known && token.place !== 'comment') unknown.push(token);
    const value = known ? interpolate(token.text, scope, 'promql') : standIn(token, text[token.to] ?? '');
    pieces.push({ from: out.length, to: out.length + value.length, token });
    out += value;
    copied = token.to;
  }
  const toOriginal = ({ from, to }: TextRange) => ({
    from: original(pieces, from, 'from'),
    to: original(pieces, to, 'to'),
  });
  return { text: out + text.slice(copied), unknown, toOriginal };
}

function original(pieces: readonly Piece[], offset: number, side: 'from' | 'to'): number {
  let shift = 0;
  for (const { from, to, token } of pieces) {
    if (side === 'from' ? offset < from : offset <= from) break;
    if (side === 'from' ? offset < to : offset <= to) return token[side];
    shift = token.to - to;
  }
  return offset + shift;
}
