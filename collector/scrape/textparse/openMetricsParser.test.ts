import { describe, expect, it } from 'vitest';
import { ExpositionError, type ExpositionErrorCode } from './expositionError';
import { bytesOf, OPENMETRICS, parseAll, type TestEntry } from './parserTestKit';

const END = '# EOF\n';

const VALID: readonly (readonly [name: string, text: string, want: readonly TestEntry[]])[] = [
  ['nothing', END, []],
  ['an end without line feed', '# EOF', []],
  ['a series', `a_total 1\n${END}`, [['series', { __name__: 'a_total' }, 1]]],
  [
    'seconds as milliseconds',
    `a 1 1520879607.789\nb 2 -0.001\n${END}`,
    [
      ['series', { __name__: 'a' }, 1, 1520879607789],
      ['series', { __name__: 'b' }, 2, -1],
    ],
  ],
  [
    'an exemplar',
    `a_bucket{le="1"} 3 # {trace_id="x"} 0.5\n${END}`,
    [['series', { __name__: 'a_bucket', le: '1' }, 3]],
  ],
  ['a timestamp and an exemplar with one', `a 3 12 # {} 0.5 13.5\n${END}`, [['series', { __name__: 'a' }, 3, 12000]]],
  ['_created as a series', `a_created 1520430000.123\n${END}`, [['series', { __name__: 'a_created' }, 1520430000.123]]],
  ['help with a quote', `# HELP a say \\"x\\" \\n\n${END}`, [['help', 'a', 'say "x" \n']]],
  ['empty help', `# HELP a \n${END}`, [['help', 'a', '']]],
  [
    'a unit',
    `# UNIT a_seconds seconds\n# UNIT b \n${END}`,
    [
      ['unit', 'a_seconds', 'seconds'],
      ['unit', 'b', ''],
    ],
  ],
  [
    'all types',
    `# TYPE a info\n# TYPE "b.c" gaugehistogram\n# TYPE d unknown\n${END}`,
    [
      ['type', 'a', 'info'],
      ['type', 'b.c', 'gaugehistogram'],
      ['type', 'd', 'unknown'],
    ],
  ],
  ['a quoted name', `{"a.b",c="d"} 1\n${END}`, [['series', { __name__: 'a.b', c: 'd' }, 1]]],
  [
    'CR LF',
    '# TYPE a gauge\r\na 1\r\n# EOF\r\n',
    [
      ['type', 'a', 'gauge'],
      ['series', { __name__: 'a' }, 1],
    ],
  ],
];

const INVALID: readonly (readonly [text: string, code: ExpositionErrorCode])[] = [
  ['', 'missing_eof'],
  ['a 1\n', 'missing_eof'],
  ['a 1', 'missing_eof'],
  ['# EOF\na 1\n', 'syntax'],
  ['# EOF\n\n', 'syntax'],
  [`\n${END}`, 'syntax'],
  [`a  1\n${END}`, 'invalid_value'],
  [`a\t1\n${END}`, 'syntax'],
  [`a 1 \n${END}`, 'invalid_value'],
  [`a{b="c", d="e"} 1\n${END}`, 'syntax'],
  [`a{b="x\ny"} 1\n${END}`, 'syntax'],
  [`# comment\n${END}`, 'syntax'],
  [`#HELP a b\n${END}`, 'syntax'],
  [`# HELP a\n${END}`, 'syntax'],
  [`# TYPE a untyped\n${END}`, 'invalid_type'],
  [`# UNIT a seconds\n${END}`, 'invalid_unit'],
  [`# UNIT seconds seconds\n${END}`, 'invalid_unit'],
  [`a 1 NaN\n${END}`, 'invalid_timestamp'],
  [`a 1 Inf\n${END}`, 'invalid_timestamp'],
  [`a 1 1e99\n${END}`, 'invalid_timestamp'],
  [`a 1 # {x="y"\n${END}`, 'syntax'],
  [`a 1 # {"x"} 1\n${END}`, 'syntax'],
  [`a 1 # {x="y"}\n${END}`, 'syntax'],
  [`a 1 # {x="y"} z\n${END}`, 'invalid_value'],
  [`a 1 # {x="y"} 1 2 3\n${END}`, 'syntax'],
  [`a 1 # {x="y"} 1 # {}\n${END}`, 'invalid_value'],
];

describe('OpenMetrics 1.0', () => {
  it.each(VALID)('parses %s', (_name, text, want) => {
    expect(parseAll(OPENMETRICS, bytesOf(text))).toEqual(want);
  });

  it.each(INVALID)('refuses %j', (text, code) => {
    expect(() => parseAll(OPENMETRICS, bytesOf(text))).toThrow(ExpositionError);
    expect(() => parseAll(OPENMETRICS, bytesOf(text))).toThrow(expect.objectContaining({ code }));
  });
});
