import type { AggregateExpr, BinaryExpr, Expr } from '@/lib/promql/ast';
import { PromqlError } from '@/lib/promql/errors';
import { parseExpr } from '@/lib/promql/parse';
import { interpolate } from '../variables/interpolate';
import type { VariableScope } from '../variables/scope';
import { type TemplateToken, templateTokens } from './templateTokens';

export type Formatted = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };

const WIDTH = 80;
const INDENT = '  ';
const SHORT = 12;

/**
 * Breaks PromQL with variables into lines that fit, one argument below the other. Variables, selectors and numbers
 * stay as they were written.
 */
export function formatTemplate(text: string, scope: VariableScope): Formatted {
  const { source, restore } = withPlaceholders(text, scope);
  if (hasComment(source)) return { ok: false, reason: 'An expression with comments keeps its form' };
  try {
    return { ok: true, text: new Layout(source, restore).print(parseExpr(source), '') };
  } catch (error) {
    if (error instanceof PromqlError) return { ok: false, reason: error.reason };
    throw error;
  }
}

function hasComment(source: string): boolean {
  return source.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/gs, '').includes('#');
}

/** Each variable becomes a word or number found again in the answer. */
function withPlaceholders(text: string, scope: VariableScope) {
  const originals = new Map<string, string>();
  let source = '';
  let copied = 0;
  for (const token of templateTokens(text)) {
    if (token.place === 'string' || token.place === 'comment') continue;
    const placeholder = placeholderFor(token, originals.size, text[token.to] ?? '', scope);
    originals.set(placeholder, token.text);
    source += text.slice(copied, token.from) + placeholder;
    copied = token.to;
  }
  source += text.slice(copied);
  const restore = (printed: string) => {
    let out = printed;
    for (const [placeholder, original] of originals) out = out.replaceAll(placeholder, () => original);
    return out;
  };
  return { source, restore };
}

function placeholderFor(token: TemplateToken, index: number, next: string, scope: VariableScope): string {
  const number = String(7_000_001_000 + index);
  const word = `variable_${number}_`;
  switch (token.place) {
    case 'duration':
      return /[a-z]/i.test(next) ? number : `${number}ms`;
    case 'matcher':
      return `${word}=""`;
    case 'quotedValue':
      return `"${word}"`;
    default:
      return /^-?[\d.]+$/.test(interpolate(token.text, scope, 'promql')) ? number : word;
  }
}

/** Prints a tree; what has no inner expressions is taken from the source. */
class Layout {
  constructor(
    private readonly source: string,
    /** Puts the variables back. */
    private readonly restore: (text: string) => string,
  ) {}

  print(expr: Expr, indent: string): string {
    const flat = this.flat(expr);
    return indent.length + flat.length <= WIDTH ? flat : this.broken(expr, indent);
  }

  private broken(expr: Expr, indent: string): string {
    switch (expr.type) {
      case 'paren':
        return this.block('(', [expr.expr], indent);
      case 'call':
        return expr.args.length === 0 ? this.flat(expr) : this.block(`${expr.func}(`, expr.args, indent);
      case 'aggregate':
        return this.block(`${this.head(expr)}(`, argumentsOf(expr), indent);
      case 'unary':
        return `${expr.op}${this.print(expr.expr, indent)}`;
      case 'subquery':
        return this.print(expr.expr, indent) + this.behind(expr.expr, expr);
      case 'binary':
        return this.brokenBinary(expr, indent);
      default:
        return this.flat(expr);
    }
  }

  /** A short left side, as in `100 * …`, stays on the line. */
  private brokenBinary(expr: BinaryExpr, indent: string): string {
    const start = `${this.flat(expr.lhs)} ${this.operator(expr)} `;
    if (start.length <= SHORT) return start + this.print(expr.rhs, indent);
    return `${this.print(expr.lhs, indent)}\n${indent}${this.operator(expr)} ${this.print(expr.rhs, indent)}`;
  }

  private block(head: string, inner: readonly Expr[], indent: string): string {
    const deeper = indent + INDENT;
    const lines = inner.map((expr) => deeper + this.print(expr, deeper));
    return `${head}\n${lines.join(',\n')}\n${indent})`;
  }

  private flat(expr: Expr): string {
    switch (expr.type) {
      case 'paren':
        return `(${this.flat(expr.expr)})`;
      case 'call':
        return `${expr.func}(${expr.args.map((arg) => this.flat(arg)).join(', ')})`;
      case 'aggregate':
        return `${this.head(expr)}(${argumentsOf(expr)
          .map((arg) => this.flat(arg))
          .join(', ')})`;
      case 'unary':
        return `${expr.op}${this.flat(expr.expr)}`;
      case 'subquery':
        return this.flat(expr.expr) + this.behind(expr.expr, expr);
      case 'binary':
        return `${this.flat(expr.lhs)} ${this.operator(expr)} ${this.flat(expr.rhs)}`;
      default:
        return this.written(expr.position.start, expr.position.end);
    }
  }

  /** Operator and matching as written. */
  private operator({ lhs, rhs }: BinaryExpr): string {
    return this.written(lhs.position.end, rhs.position.start);
  }

  /** What follows an inner expression in the outer one, a subquery's range. */
  private behind(inner: Expr, outer: Expr): string {
    return this.written(inner.position.end, outer.position.end);
  }

  private head(expr: AggregateExpr): string {
    return this.restore(aggregateHead(expr));
  }

  private written(start: number, end: number): string {
    return this.restore(squeezed(this.source.slice(start, end)));
  }
}

function argumentsOf({ param, expr }: AggregateExpr): readonly Expr[] {
  return param === undefined ? [expr] : [param, expr];
}

function aggregateHead({ op, without, grouping }: AggregateExpr): string {
  if (!without && grouping.length === 0) return op;
  const labels = grouping.map((name) => (/^[a-zA-Z_]\w*$/.test(name) ? name : JSON.stringify(name)));
  return `${op} ${without ? 'without' : 'by'} (${labels.join(', ')}) `;
}

/** One space for each run of white space outside of quotes. */
function squeezed(text: string): string {
  return text
    .trim()
    .replace(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`)|\s+/gs, (_, quoted?: string) => quoted ?? ' ');
}
