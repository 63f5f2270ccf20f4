/** Half-open range of UTF-16 offsets into the expression. */
export interface Position {
  readonly start: number;
  readonly end: number;
}

/**
 * An expression that is not valid PromQL. The message begins with `line:column: parse error:` (both from 1), as
 * Prometheus reports it; `position` marks the same place for editors.
 */
export class PromqlError extends Error {
  readonly code = 'promql';
  constructor(
    text: string,
    readonly position: Position,
    /** The message without its place. */
    readonly reason: string,
    options?: ErrorOptions,
  ) {
    super(`${lineAndColumn(text, position.start)}: parse error: ${reason}`, options);
  }
}

/** `line:column`, both from 1, of an offset. */
export function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset);
  const lineStart = before.lastIndexOf('\n') + 1;
  const line = before.split('\n').length;
  return `${line}:${offset - lineStart + 1}`;
}
