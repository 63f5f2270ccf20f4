/** What is wrong with an exposition; stable, for metrics and tests. */
export type ExpositionErrorCode =
  | 'syntax'
  | 'invalid_value'
  | 'invalid_timestamp'
  | 'invalid_type'
  | 'invalid_unit'
  | 'invalid_utf8'
  | 'duplicate_label'
  | 'missing_eof'
  | 'html'
  | 'compressed'
  | 'unsupported_format';

/** How much of the offending text a message quotes. */
const EXCERPT_BYTES = 40;

/** A body that is not a valid exposition. `line` and `column` count from 1, columns in bytes. */
export class ExpositionError extends Error {
  override readonly name = 'ExpositionError';

  constructor(
    readonly code: ExpositionErrorCode,
    readonly line: number,
    readonly column: number,
    /** The message without its place. */
    readonly reason: string,
  ) {
    super(`line ${line}, column ${column}: ${reason}`);
  }
}

/** The error for the byte at `offset`; the place is counted only now, so that parsing need not count lines. */
export function expositionErrorAt(
  body: Uint8Array,
  offset: number,
  code: ExpositionErrorCode,
  reason: string,
): ExpositionError {
  const place = Math.min(offset, body.length);
  let line = 1;
  let lineStart = 0;
  for (let i = body.indexOf(10); i >= 0 && i < place; i = body.indexOf(10, i + 1)) {
    line++;
    lineStart = i + 1;
  }
  return new ExpositionError(code, line, place - lineStart + 1, reason);
}

/** The text at `offset` up to the end of its line, short and quoted, for a message. */
export function quoteAt(body: Uint8Array, offset: number): string {
  if (offset >= body.length) return 'the end of the body';
  const newline = body.indexOf(10, offset);
  if (newline === offset) return 'the end of the line';
  const lineEnd = newline < 0 ? body.length : newline;
  const end = Math.min(lineEnd, offset + EXCERPT_BYTES);
  const text = Buffer.from(body.buffer, body.byteOffset + offset, end - offset).toString('utf8');
  return JSON.stringify(end < lineEnd ? `${text}…` : text);
}
