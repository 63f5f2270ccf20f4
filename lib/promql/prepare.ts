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
const RENAMED_FUNCTION = /^holt_winters(\s*\()$/;
/** As long as `holt_winters` with its trailing spaces; any function name would do. */
const STAND_IN = 'rate        ';

/** The text for the grammar, as long as the original. Throws PromqlError when brackets nest too deeply. */
export function prepareForGrammar(text: string): string {
  let depth = 0;
  return text.replace(TOKENS, (token: string, offset: number) => {
    if (token === '(' || token === '[' || token === '{' || token.endsWith('(')) depth = deeper(text, depth, offset);
    else if (token === ')' || token === ']' || token === '}') depth--;
    return replacement(token);
  });
}

function replacement(token: string): string {
  if (/^\d/.test(token)) return token.startsWith('0X') ? `0x${token.slice(2)}` : token.replace(/\.(?=$|[eE])/, '0');
  if (DURATION_FUNCTION.test(token)) return token.toLowerCase();
  if (RENAMED_FUNCTION.test(token)) return STAND_IN + token.slice(STAND_IN.length);
  return token;
}

function deeper(text: string, depth: number, offset: number): number {
  if (depth < MAX_NESTING) return depth + 1;
  const place = { start: offset, end: offset + 1 };
  throw new PromqlError(text, place, `expression is nested too deeply, at most ${MAX_NESTING} brackets are allowed`);
}
