/** AST → text. What is printed parses to an equal AST (places aside). */
import { METRIC_NAME } from '@/lib/labels/labels';
import type {
  AggregateExpr,
  BinaryExpr,
  DurationExpr,
  Expr,
  TimeModifiers,
  VectorMatching,
  VectorSelector,
} from './ast';
import { formatDuration, formatNumber } from './numbers';
import { quote } from './strings';

export function printExpr(expr: Expr): string {
  switch (expr.type) {
    case 'number':
      return formatNumber(expr.value);
    case 'string':
      return quote(expr.value);
    case 'vectorSelector':
      return printSelector(expr) + printModifiers(expr);
    case 'matrixSelector':
      return `${printSelector(expr.selector)}[${printDuration(expr.range)}]${printModifiers(expr.selector)}`;
    case 'subquery': {
      const step = expr.step ? printDuration(expr.step) : '';
      return `${printExpr(expr.expr)}[${printDuration(expr.range)}:${step}]${printModifiers(expr)}`;
    }
    case 'paren':
      return `(${printExpr(expr.expr)})`;
    case 'unary':
      return `${expr.op}${printExpr(expr.expr)}`;
    case 'binary':
      return printBinary(expr);
    case 'aggregate':
      return printAggregate(expr);
    case 'call':
      return `${expr.func}(${expr.args.map(printExpr).join(', ')})`;
  }
}

const BARE_METRIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;
const BARE_LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;
/** Words that the grammar never takes for a metric name. */
const RESERVED = /^(?:inf|nan|bool|ignoring|on|group_left|group_right|offset)$/i;

function printSelector(selector: VectorSelector): string {
  const { name } = selector;
  const bare = name !== undefined && BARE_METRIC_NAME.test(name) && !RESERVED.test(name);
  const parts = name !== undefined && !bare ? [quote(name)] : [];
  let namePrinted = name === undefined;
  for (const matcher of [...selector.matchers].reverse()) {
    // The name's own matcher was added last.
    if (!namePrinted && matcher.name === METRIC_NAME && matcher.operator === '=' && matcher.value === name) {
      namePrinted = true;
      continue;
    }
    parts.splice(
      name !== undefined && !bare ? 1 : 0,
      0,
      `${printLabel(matcher.name)}${matcher.operator}${quote(matcher.value)}`,
    );
  }
  return `${bare ? name : ''}${parts.length > 0 ? `{${parts.join(',')}}` : ''}`;
}

function printLabel(name: string): string {
  return BARE_LABEL_NAME.test(name) ? name : quote(name);
}

function printLabels(names: readonly string[]): string {
  return `(${names.map(printLabel).join(', ')})`;
}

function printModifiers(modifiers: TimeModifiers): string {
  const { at, offset, sampling } = modifiers;
  let out = sampling ? ` ${sampling}` : '';
  if (at) out += at.type === 'timestamp' ? ` @ ${(at.timestampMs / 1000).toFixed(3)}` : ` @ ${at.type}()`;
  if (offset) out += ` offset ${printOffset(offset)}`;
  return out;
}

/** Behind `offset` only one term may stand; all else goes in parentheses. */
function printOffset(offset: DurationExpr): string {
  if (offset.type === 'negate') return `-${printOffset(offset.expr)}`;
  return offset.type === 'arithmetic' ? `(${printDuration(offset)})` : printDuration(offset);
}

function printDuration(duration: DurationExpr): string {
  switch (duration.type) {
    case 'seconds': {
      const ms = duration.seconds * 1000;
      return Number.isInteger(ms) && ms >= 0 && ms < Number.MAX_SAFE_INTEGER
        ? formatDuration(ms)
        : String(duration.seconds);
    }
    case 'negate':
      return `-${duration.expr.type === 'arithmetic' ? `(${printDuration(duration.expr)})` : printDuration(duration.expr)}`;
    case 'step':
    case 'range':
      return `${duration.type}()`;
    case 'min':
    case 'max':
      return `${duration.type}_of(${printDuration(duration.lhs)}, ${printDuration(duration.rhs)})`;
    case 'arithmetic':
      return `${printTerm(duration.lhs)} ${duration.op} ${printTerm(duration.rhs)}`;
  }
}

function printTerm(duration: DurationExpr): string {
  const simple = duration.type !== 'arithmetic' && duration.type !== 'negate';
  return simple ? printDuration(duration) : `(${printDuration(duration)})`;
}

function printBinary(expr: BinaryExpr): string {
  const words: string[] = [expr.op];
  if (expr.bool) words.push('bool');
  if (expr.matching) words.push(...printMatching(expr.matching));
  return `${printExpr(expr.lhs)} ${words.join(' ')} ${printExpr(expr.rhs)}`;
}

function printMatching(matching: VectorMatching): string[] {
  const words: string[] = [];
  const grouped = matching.cardinality === 'many-to-one' || matching.cardinality === 'one-to-many';
  if (matching.on || matching.labels.length > 0 || grouped) {
    words.push(`${matching.on ? 'on' : 'ignoring'} ${printLabels(matching.labels)}`);
  }
  if (grouped) {
    const side = matching.cardinality === 'many-to-one' ? 'group_left' : 'group_right';
    words.push(`${side} ${printLabels(matching.include)}`);
  }
  if (matching.fillLeft !== undefined) words.push(`fill_left (${formatNumber(matching.fillLeft)})`);
  if (matching.fillRight !== undefined) words.push(`fill_right (${formatNumber(matching.fillRight)})`);
  return words;
}

function printAggregate(expr: AggregateExpr): string {
  const grouped = expr.without || expr.grouping.length > 0;
  const grouping = grouped ? ` ${expr.without ? 'without' : 'by'} ${printLabels(expr.grouping)} ` : '';
  const param = expr.param ? `${printExpr(expr.param)}, ` : '';
  return `${expr.op}${grouping}(${param}${printExpr(expr.expr)})`;
}
