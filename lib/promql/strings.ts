/**
 * String literals as Go reads and prints them. A byte that is not UTF-8 (`"\xc5"`) is held as the lone surrogate
 * U+DC00 + byte, so that it survives until someone asks isValidUtf8; it is never equal to real text.
 */
const SIMPLE_ESCAPES: Readonly<Record<string, number>> = {
  a: 0x07,
  b: 0x08,
  f: 0x0c,
  n: 0x0a,
  r: 0x0d,
  t: 0x09,
  v: 0x0b,
  '\\': 0x5c,
  "'": 0x27,
  '"': 0x22,
};

const NUMERIC_ESCAPES: Readonly<Record<string, { digits: number; isByte: boolean }>> = {
  x: { digits: 2, isByte: true },
  u: { digits: 4, isByte: false },
  U: { digits: 8, isByte: false },
};

export type Unquoted = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly reason: string };

/** The text of a literal with its quotes: "…", '…' with escapes, or `…` raw. */
export function unquote(literal: string): Unquoted {
  const quoteMark = literal[0] as string;
  if (literal.length < 2 || !literal.endsWith(quoteMark)) return { ok: false, reason: 'unterminated quoted string' };
  const body = literal.slice(1, -1);
  if (quoteMark === '`') return { ok: true, value: body.replaceAll('\r', '') };
  if (body.includes('\n')) return { ok: false, reason: 'unterminated quoted string' };
  if (!body.includes('\\')) return { ok: true, value: body };
  return resolveEscapes(body, quoteMark);
}

function resolveEscapes(body: string, quoteMark: string): Unquoted {
  const bytes: number[] = [];
  for (let i = 0; i < body.length; ) {
    const char = String.fromCodePoint(body.codePointAt(i) as number);
    i += char.length;
    if (char !== '\\') {
      pushText(bytes, char);
      continue;
    }
    const escaped = readEscape(body, i, quoteMark);
    if (escaped === undefined)
      return { ok: false, reason: `unknown escape sequence ${JSON.stringify(body.slice(i - 1, i + 1))}` };
    if (escaped.isByte) bytes.push(escaped.code);
    else pushText(bytes, String.fromCodePoint(escaped.code));
    i = escaped.end;
  }
  return { ok: true, value: decodeUtf8(bytes) };
}

function readEscape(
  body: string,
  at: number,
  quoteMark: string,
): { code: number; isByte: boolean; end: number } | undefined {
  const kind = body[at];
  if (kind === undefined) return undefined;
  const simple = SIMPLE_ESCAPES[kind];
  if (simple !== undefined) {
    const otherQuote = (kind === '"' || kind === "'") && kind !== quoteMark;
    return otherQuote ? undefined : { code: simple, isByte: true, end: at + 1 };
  }
  const numeric = NUMERIC_ESCAPES[kind];
  const digits = numeric ? body.slice(at + 1, at + 1 + numeric.digits) : body.slice(at, at + 3);
  if (!(numeric ? /^[0-9a-fA-F]+$/ : /^[0-7]+$/).test(digits) || digits.length < (numeric?.digits ?? 3))
    return undefined;
  const code = Number.parseInt(digits, numeric ? 16 : 8);
  const isByte = numeric?.isByte ?? true;
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (isByte ? code > 0xff : code > 0x10ffff || isSurrogate) return undefined;
  return { code, isByte, end: at + digits.length + (numeric ? 1 : 0) };
}

const encoder = new TextEncoder();

function pushText(bytes: number[], text: string): void {
  for (const byte of encoder.encode(text)) bytes.push(byte);
}

function decodeUtf8(bytes: readonly number[]): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Uint8Array.from(bytes));
  } catch {
    // Byte by byte: literals with broken UTF-8 are rare and short.
    return bytes.map((byte) => String.fromCharCode(byte < 0x80 ? byte : 0xdc00 + byte)).join('');
  }
}

/** False when the text holds bytes that are not UTF-8. */
export function isValidUtf8(text: string): boolean {
  return text.isWellFormed();
}

/** The literal in double quotes, with Go's escapes; reads back as the same text. */
export function quote(text: string): string {
  let out = '"';
  for (const char of text) out += quoteChar(char);
  return `${out}"`;
}

const QUOTED: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\f': '\\f',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\v': '\\v',
  '\\': '\\\\',
  '"': '\\"',
};

function quoteChar(char: string): string {
  const known = QUOTED[char];
  if (known !== undefined) return known;
  const code = char.codePointAt(0) as number;
  if (code >= 0xdc00 && code <= 0xdfff) return `\\x${(code - 0xdc00).toString(16)}`;
  if (code < 0x20 || code === 0x7f) return `\\x${code.toString(16).padStart(2, '0')}`;
  return char;
}
