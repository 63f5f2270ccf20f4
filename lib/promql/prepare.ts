/**
 * The grammar package is meant for editors and knows a little less than Prometheus: no `2.`, no `STEP()` in capitals,
 * no `0X1F`, no function that was renamed. Such tokens are replaced, for the grammar only, by others of the same
 * length, so that every offset stays true; converters read the original text.
 */
import { PromqlError } from './errors';

/** Deeper nesting of brackets than this is refused; people write up to ten. */
export const MAX_NESTING = 400;

/** Strings and comments, which stay as they are, brackets, numbers, and names followed by `(`. */
const TOKENS =
  /"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|`[^`]*(?:`|$)|#[^\n]*|[([{]|[)\]}]|0[xX][0-9a-fA-F]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?(?![a-zA-Z_:])|[a-zA-Z_:][a-zA-Z0-9_:]*(?:\s*\()?/g;

const DURATION_FUNCTION = /^(?:step|range|min_of|max_of)\s*\($/i;
const UNKNOWN_TO_GRAMMAR = /^(?:holt_winters|min_of|max_of)(?=\s*\()/;
/** Any function of the grammar with a short name would do: arguments are not its business. */
const STAND_IN = 'rate';

/** The text for the grammar, as long as the original. Throws PromqlError when brackets nest too deeply. */
export function prepareForGrammar(text: string): string {
  /** For each open bracket whether a duration stands in it. */
  const open: boolean[] = [];
  return text.replace(TOKENS, (token: string, offset: number) => {
    const inDuration = (open.at(-1) ?? false) || followsOffset(text, offset);
    if (/[([{]$/.test(token) && !/^["'`#]/.test(token)) {
      if (open.length >= MAX_NESTING) throw tooDeep(text, offset);
      open.push(inDuration || token === '[');
    } else if (token === ')' || token === ']' || token === '}') open.pop();
    return replacement(token, inDuration);
  });
}

/** True right behind `offset`, and behind signs and parentheses after it. */
function followsOffset(text: string, offset: number): boolean {
  return /\boffset[\s(+-]*$/i.test(text.slice(Math.max(0, offset - 100), offset));
}

function replacement(token: string, inDuration: boolean): string {
  if (/^\d/.test(token)) return token.startsWith('0X') ? `0x${token.slice(2)}` : token.replace(/\.(?=$|[eE])/, '0');
  if (inDuration && DURATION_FUNCTION.test(token)) return token.toLowerCase();
  return token.replace(UNKNOWN_TO_GRAMMAR, (name) => STAND_IN.padEnd(name.length));
}

function tooDeep(text: string, offset: number): PromqlError {
  const place = { start: offset, end: offset + 1 };
  return new PromqlError(text, place, `expression is nested too deeply, at most ${MAX_NESTING} brackets are allowed`);
}
