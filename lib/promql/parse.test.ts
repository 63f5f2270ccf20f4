import { describe, expect, it } from 'vitest';
import type { Expr } from './ast';
import { PromqlError } from './errors';
import { parseExpr } from './parse';
import { printExpr } from './printer';

/** The AST as a term, with every operation in brackets, so that precedence can be read. */
function term(expr: Expr): string {
  switch (expr.type) {
    case 'paren':
      return term(expr.expr);
    case 'binary':
      return `(${term(expr.lhs)} ${expr.op} ${term(expr.rhs)})`;
    case 'unary':
      return `(${expr.op}${term(expr.expr)})`;
    case 'subquery':
      return `sub(${term(expr.expr)})${expr.offset ? ' offset' : ''}`;
    default:
      return printExpr(expr);
  }
}

describe('precedence', () => {
  it.each([
    ['1 + 2 * 3', '(1 + (2 * 3))'],
    ['1 * 2 + 3', '((1 * 2) + 3)'],
    ['2 ^ 3 ^ 2', '(2 ^ (3 ^ 2))'],
    ['-2 ^ 2', '(-(2 ^ 2))'],
    ['-2 * 2', '(-2 * 2)'],
    ['-2^---1*3', '((-(2 ^ -1)) * 3)'],
    ['2/-2^---1*3+2', '(((2 / (-(2 ^ -1))) * 3) + 2)'],
    ['a - b - c', '((a - b) - c)'],
    ['a or b and c', '(a or (b and c))'],
    ['a and b or c unless d', '((a and b) or (c unless d))'],
    ['a + b offset 5m', '(a + b offset 5m)'],
    ['a + b offset 5m * c', '(a + (b offset 5m * c))'],
    ['-a offset 5m', '(-a offset 5m)'],
    ['a ^ b[5m:] * c', undefined],
    ['a offset 5m + b', '(a offset 5m + b)'],
    ['a @ 5 ^ 2', '(a @ 5.000 ^ 2)'],
    ['1 - -1', '(1 - -1)'],
    ['1 -1', '(1 - 1)'],
    ['a > bool b == c', '((a > b) == c)'],
    ['a atan2 b * c', '((a atan2 b) * c)'],
  ])('%s', (text, want) => {
    if (want === undefined) expect(() => parseExpr(text)).toThrow(PromqlError);
    else expect(term(parseExpr(text))).toBe(want);
  });
});

describe('print and parse again', () => {
  it.each([
    '0x1F',
    '1_000.5e3',
    '2.',
    '.5',
    '1h30m',
    '-Inf',
    'NaN',
    '"a\\n\\"\\x01ü"',
    "'it is \\'so\\''",
    '`raw\\n`',
    'up',
    'job:rate:5m{a="b",c!="d",e=~"f.*",g!~"h|i"}',
    '{"metric.with dots","label.x"="y"}',
    '{__name__="up",__name__=~"u.+"}',
    '{__name__="offset"}',
    '{on="x",offset="b",bool="c",inf="d",by="e"}',
    'x{y="1",}',
    'rate(x[5m])',
    'rate(x[1h30m] offset -5m)',
    'x @ 1609746000.5 offset 1w',
    'x[5m] @ start() offset 5m',
    'x offset 5m @ end()',
    'max_over_time(rate(x[5m])[1h:1m] @ end() offset 3d)',
    'rate(x[step() + 2 * (1m - 5)])',
    'rate(x[min_of(step(), 1h)] offset -max_of(1m, range()))',
    'x offset (STEP() / 2)',
    'rate(x[5m] anchored)',
    'x smoothed',
    'sum by (a, "b c") (x)',
    'SUM(x) BY (a, on, le,)',
    'sum without () (x)',
    'count_values("v", x)',
    'quantile(0.9, x)',
    'topk by (job) (3, x)',
    'a * on (x) group_left (y, z) b',
    'a / ignoring (x) group_right () b',
    'a > bool on () b',
    'a + fill_left (1) fill_right (-2) b',
    'a + on (x) fill (0) b',
    'a and on (x) b',
    'a >/ 5',
    'label_replace(x, "a", "$1", "b", "(.*)")',
    'holt_winters(x[5m], 0.5, 0.5) + holt_winters',
    'round(x) + round(x, 5)',
    'day_of_week() + time()',
    'sort_by_label(x, "a", "b")',
    '-(-x)',
    '+x',
    'start() + end() + step() + range() + start',
    '# comment\nup # more\n + 1',
  ])('%s', (text) => {
    const printed = printExpr(parseExpr(text));
    expect(printExpr(parseExpr(printed))).toBe(printed);
    expect(withoutPositions(parseExpr(printed))).toEqual(withoutPositions(parseExpr(text)));
  });
});

function withoutPositions(expr: Expr): unknown {
  return JSON.parse(
    JSON.stringify(expr, (key, value: unknown) => (key === 'position' ? undefined : jsonNumber(value))),
  );
}

function jsonNumber(value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;
}

describe('errors', () => {
  it.each([
    ['', '1:1: parse error: no expression found in input'],
    [' # only a comment', '1:1: parse error: no expression found in input'],
    ['1 +', '1:4: parse error: unexpected end of input'],
    ['sum(x', '1:6: parse error: unexpected end of input: ")" is missing'],
    ['sum(x]', '1:6: parse error: unexpected "]": ")" is missing'],
    ['x)', '1:2: parse error: unexpected ")": no bracket is open here'],
    ['up{job="a}', '1:8: parse error: unterminated quoted string'],
    ['"a', '1:1: parse error: unterminated quoted string'],
    ['foo bar', '1:5: parse error: unexpected identifier "bar"'],
    ['up\n  + ü', '2:5: parse error: unexpected character: "ü"'],
    ['rat(x[5m])', '1:1: parse error: unknown function with name "rat"; did you mean rad or rate?'],
    ['frobnicate(x)', '1:1: parse error: unknown function with name "frobnicate"'],
    ['rate(x)', '1:6: parse error: expected type range vector in call to function "rate", got instant vector'],
    ['rate(x[5m], 1)', '1:1: parse error: expected 1 argument(s) in call to "rate", got 2'],
    ['round()', '1:1: parse error: expected at least 1 argument(s) in call to "round", got 0'],
    ['round(x, 1, 2)', '1:1: parse error: expected at most 2 argument(s) in call to "round", got 3'],
    ['sum(x[5m])', '1:5: parse error: expected type instant vector in aggregation expression, got range vector'],
    ['sum(x, y)', '1:1: parse error: wrong number of arguments for aggregate expression provided, expected 1, got 2'],
    ['sum()', '1:1: parse error: no arguments for aggregate expression provided'],
    ['topk("a", x)', '1:6: parse error: expected type scalar in aggregation parameter, got string'],
    ['1 > 2', '1:1: parse error: comparisons between scalars must use BOOL modifier; write > bool'],
    ['1 and 2', '1:1: parse error: set operator "and" not allowed in binary scalar expression'],
    ['a + bool b', '1:1: parse error: bool modifier can only be used on comparison operators'],
    ['a + on(x) 1', '1:1: parse error: vector matching only allowed between instant vectors'],
    ['a and on(x) group_left() b', '1:1: parse error: no grouping allowed for "and" operation'],
    ['a + on(x) group_left(x) b', '1:1: parse error: label "x" must not occur in ON and GROUP clause at once'],
    ['"a" + 1', '1:1: parse error: binary expression must contain only scalar and instant vector types'],
    [
      '-"a"',
      '1:1: parse error: unary expression only allowed on expressions of type scalar or instant vector, got "string"',
    ],
    ['x offset 5m offset 5m', '1:12: parse error: offset modifier may not be set multiple times'],
    [
      '(x) offset 5m',
      '1:4: parse error: offset modifier must be preceded by an instant vector selector or range vector selector or a subquery',
    ],
    ['x[0s]', '1:1: parse error: duration must be greater than 0'],
    ['x offset 5m [5m]', '1:1: parse error: no offset modifiers allowed before range; write it after the brackets'],
    [
      'sum(x)[5m]',
      '1:1: parse error: ranges only allowed for vector selectors; write a subquery as [range:] with a colon',
    ],
    ['1[5m:]', '1:1: parse error: subquery is only allowed on instant vector, got scalar instead'],
    [
      '{}',
      '1:1: parse error: vector selector must contain at least one non-empty matcher; name a metric, or a label with a value',
    ],
    [
      '{a=~".*"}',
      '1:1: parse error: vector selector must contain at least one non-empty matcher; name a metric, or a label with a value',
    ],
    ['a{__name__="b"}', '1:1: parse error: metric name must not be set twice: "a" or "b"'],
    ['count_values("a\\xc5z", x)', '1:14: parse error: invalid label name "a\\xc5z"'],
    ['x @ inf', '1:5: parse error: timestamp out of bounds for @ modifier: inf; give seconds since 1970'],
    ['x{a=~"("}', undefined],
  ])('%s', (text, want) => {
    try {
      parseExpr(text);
      expect.unreachable('the expression must be refused');
    } catch (error) {
      expect(error).toBeInstanceOf(PromqlError);
      if (want !== undefined && error instanceof Error) expect(error.message).toBe(want);
    }
  });
});

describe('hostile input is refused in bounded time', () => {
  it.each([
    ['parentheses', `${'('.repeat(40_000)}1${')'.repeat(40_000)}`, /nested too deeply/],
    ['calls', 'abs('.repeat(20_000), /nested too deeply/],
    ['signs', `${'-'.repeat(90_000)}1`, /operators in a row/],
    ['a long sum', `1${' + 1'.repeat(20_000)}`, /operators in a row/],
    ['length', `"${'a'.repeat(200_000)}"`, /too long/],
    ['brackets', '['.repeat(50_000), /nested too deeply/],
    ['offsets', `up${' offset 1s'.repeat(9_000)}`, /1:1: parse error: expression is too long for the parser here/],
    ['offsets of a number', `1${' offset 1s'.repeat(3_000)}`, /too long for the parser/],
    ['modifiers', 'anchored '.repeat(9_000), /too long for the parser/],
  ])('%s', (_name, text, want) => {
    const start = performance.now();
    expect(() => parseExpr(text)).toThrow(want);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it('takes several hundred operators in a row', () => {
    expect(parseExpr(`a${' or a'.repeat(500)}`).type).toBe('binary');
  });
});

/** What may come again and again: operators, modifiers, signs, brackets, whole and broken. */
const REPEATED = [
  ...[
    ' offset 1s',
    ' offset -(',
    ' offset step()',
    ' @ 1',
    ' @ start()',
    ' @',
    '[1m]',
    '[1m:1m]',
    '[5m:]',
    '[1m:',
    '[-',
  ],
  ...['[1m + step()', '[min_of(', ' anchored', ' smoothed', ' + a', ' ^ a', ' or a', ' unless a', ' > bool a', ' </ a'],
  ...[
    ' atan2 a',
    ' + on(x) a',
    ' * on(x) group_left(y) a',
    ' + fill(1) a',
    ' fill(',
    '-',
    '+',
    '- ',
    '*',
    '==',
    '<',
    '=~',
  ],
  ...[
    '(',
    'sum(',
    'sum by (x) ',
    'sum by (a,',
    ' by (x)',
    'rate(',
    'topk(1,',
    '()',
    ')',
    ']',
    '{',
    '}',
    'a{',
    'a{b="c"}',
  ],
  ...[
    '{a="b",',
    '{"a",',
    'a ',
    '1 ',
    '1',
    '.',
    ',',
    '"a"',
    '`a`',
    '# x\n',
    '\n',
    ' bool',
    ' offset',
    'on(',
    'nan ',
    'é',
    '\0',
  ],
];

describe('whatever is repeated', () => {
  it.each(REPEATED)('%j is parsed or refused as a PromqlError', (piece) => {
    for (const prefix of ['', 'up', '1', 'sum(up', 'up[', 'up{', 'up offset ']) {
      for (const count of [2, 300, 1000, 2400, 9000]) {
        const text = prefix + piece.repeat(count);
        try {
          printExpr(parseExpr(text));
        } catch (error) {
          if (!(error instanceof PromqlError)) throw new Error(`${prefix} and ${count} of it`, { cause: error });
        }
      }
    }
  });
});
