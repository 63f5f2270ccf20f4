/** Says what is wrong at the place where the grammar gave up. */
import { PromqlError } from './errors';
import { FUNCTION_NAMES } from './functions';

/** The grammar keeps about four entries per operator on a stack of 2,800. */
const MANY_OPERATORS = 400;

export function syntaxError(text: string, offset: number, cause: unknown): PromqlError {
  const token = tokenAt(text, offset);
  const place = { start: token.start, end: Math.max(token.end, token.start + 1) };
  const fail = (reason: string, position = place) => new PromqlError(text, position, reason, { cause });
  const before = text.slice(0, token.start);
  const called = token.text === '(' ? /([a-zA-Z_:][a-zA-Z0-9_:]*)\s*$/.exec(before) : null;
  if (called?.[1] !== undefined && !isKeyword(called[1])) {
    return fail(unknownFunction(called[1]), { start: called.index, end: called.index + called[1].length });
  }
  const openQuote = unterminatedString(text);
  if (openQuote !== undefined) return fail('unterminated quoted string', { start: openQuote, end: text.length });
  if (operatorsIn(before) > MANY_OPERATORS) {
    return fail(
      `expression is too long for the parser here: more than ${MANY_OPERATORS} operators in a row; use parentheses or a regular expression`,
    );
  }
  if (token.text === '') return fail(`unexpected end of input${missingBracket(before)}`);
  if (!/[\x20-\x7e]/.test(token.text)) return fail(`unexpected character: ${JSON.stringify(token.text)}`);
  return fail(`unexpected ${tokenName(token.text)}${missingBracket(before, token.text)}`);
}

const KEYWORDS = new Set([
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
  'offset',
  'bool',
  'and',
  'or',
  'unless',
]);

function isKeyword(word: string): boolean {
  return KEYWORDS.has(word.toLowerCase());
}

/** Where a string begins that never ends. */
function unterminatedString(text: string): number | undefined {
  for (const match of text.matchAll(/"(?:[^"\\\n]|\\.)*"?|'(?:[^'\\\n]|\\.)*'?|`[^`]*`?|#[^\n]*/g)) {
    const [literal] = match;
    if (!literal.startsWith('#') && (literal.length < 2 || !literal.endsWith(literal[0] as string))) return match.index;
  }
  return undefined;
}

interface TokenAt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

function tokenAt(text: string, offset: number): TokenAt {
  const blank = /^(?:\s|#[^\n]*(?:\n|$))*/.exec(text.slice(offset))?.[0].length ?? 0;
  const start = offset + blank;
  const match =
    /^(?:"(?:[^"\\]|\\[\s\S])*(?:"|$)|'(?:[^'\\]|\\[\s\S])*(?:'|$)|`[^`]*(?:`|$)|[a-zA-Z_:][a-zA-Z0-9_:]*|[\d.][\w.]*|[=!<>]=|=~|!~|[\s\S])/u.exec(
      text.slice(start),
    );
  const token = match?.[0] ?? '';
  return { text: token, start, end: start + token.length };
}

function tokenName(token: string): string {
  if (/^["'`]/.test(token)) return `string ${token}`;
  if (/^[\d.]/.test(token)) return `number ${JSON.stringify(token)}`;
  if (/^[a-zA-Z_:]/.test(token)) return `${isKeyword(token) ? 'keyword' : 'identifier'} ${JSON.stringify(token)}`;
  return JSON.stringify(token);
}

/** Names the innermost bracket that is still open, when that is what is missing. */
function missingBracket(before: string, token = ''): string {
  const open: string[] = [];
  const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };
  for (const [char] of before.matchAll(/"(?:[^"\\]|\\[\s\S])*"|'(?:[^'\\]|\\[\s\S])*'|`[^`]*`|#[^\n]*|[()[\]{}]/g)) {
    const close = closing[char];
    if (close) open.push(close);
    else if (char === open.at(-1)) open.pop();
  }
  const wanted = open.at(-1);
  const mismatched = /^[)\]}]$/.test(token) && wanted !== token;
  if (mismatched && wanted === undefined) return ': no bracket is open here';
  return wanted !== undefined && (token === '' || mismatched) ? `: ${JSON.stringify(wanted)} is missing` : '';
}

function operatorsIn(text: string): number {
  return text.match(/[-+*/%^]|[=!<>]=|\b(?:and|or|unless|atan2)\b/gi)?.length ?? 0;
}

function unknownFunction(name: string): string {
  const nearest = FUNCTION_NAMES.filter((known) => distance(known, name) <= Math.max(1, Math.floor(name.length / 4)));
  const hint = nearest.length > 0 ? `; did you mean ${nearest.slice(0, 3).join(' or ')}?` : '';
  return `unknown function with name ${JSON.stringify(name)}${hint}`;
}

/** Levenshtein's distance, names longer than any function's aside. */
function distance(a: string, b: string): number {
  if (Math.abs(a.length - b.length) > 8) return 99;
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(substituted, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
