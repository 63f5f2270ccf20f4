import { PromqlError } from '@/lib/promql/errors';
import { parseExpr } from '@/lib/promql/parse';
import type { VariableScope } from '../variables/scope';
import { interpolateMapped, type TextRange } from './interpolateMapped';

export interface TemplateIssue extends TextRange {
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/**
 * What is wrong with the PromQL of a dashboard, with variables as they stand now: the parser is the one that answers
 * queries. Places are those of the text as it was written. An empty text has no issues.
 */
export function lintTemplate(text: string, scope: VariableScope): TemplateIssue[] {
  if (text.trim() === '') return [];
  const mapped = interpolateMapped(text, scope);
  const issues: TemplateIssue[] = mapped.unknown.map(({ from, to, name }) => ({
    from,
    to,
    severity: 'warning',
    message: `This dashboard has no variable ${name}`,
  }));
  try {
    parseExpr(mapped.text);
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error;
    const { start, end } = error.position;
    const { from, to } = mapped.toOriginal({ from: start, to: end });
    issues.unshift({ ...visible(from, to, text.length), severity: 'error', message: error.reason });
  }
  return issues;
}

/** An error at the end of the text marks its last character: an empty range would not be seen. */
function visible(from: number, to: number, length: number): TextRange {
  const start = Math.max(0, Math.min(from, length - 1));
  return { from: start, to: Math.min(length, Math.max(to, start + 1)) };
}
