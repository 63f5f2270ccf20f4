import { describe, expect, it } from 'vitest';
import { ExpositionError, type ExpositionErrorCode } from './expositionError';
import { createParser } from './parser';
import { bytesOf, parseAll, type TestEntry } from './parserTestKit';

const VALID: readonly (readonly [name: string, text: string, want: readonly TestEntry[]])[] = [
  ['a bare series', 'up 1\n', [['series', { __name__: 'up' }, 1]]],
  ['no final line feed', 'up 1', [['series', { __name__: 'up' }, 1]]],
  ['an empty body', '', []],
  ['blank lines and blanks', '\n \t\n  up\t 1 \n\n', [['series', { __name__: 'up' }, 1]]],
  [
    'CR LF',
    'a 1\r\n\r\nb{c="d"} 2 3\r\n',
    [
      ['series', { __name__: 'a' }, 1],
      ['series', { __name__: 'b', c: 'd' }, 2, 3],
    ],
  ],
  [
    'timestamps',
    'a 1 1395066363000\nb 1 -5\n',
    [
      ['series', { __name__: 'a' }, 1, 1395066363000],
      ['series', { __name__: 'b' }, 1, -5],
    ],
  ],
  ['labels in any order, sorted', 'm{z="1",a="2"} 3\n', [['series', { __name__: 'm', a: '2', z: '1' }, 3]]],
  ['upper-case labels sort before __name__', 'm{B="1"} 3\n', [['series', { B: '1', __name__: 'm' }, 3]]],
  ['a trailing comma and blanks inside', 'm { a = "b" , } 1\n', [['series', { __name__: 'm', a: 'b' }, 1]]],
  ['empty braces', 'm{} 1\n', [['series', { __name__: 'm' }, 1]]],
  ['no blank before the value', 'm{a="b"}1\n', [['series', { __name__: 'm', a: 'b' }, 1]]],
  ['an empty label value is no label', 'm{a="",b="c"} 1\n', [['series', { __name__: 'm', b: 'c' }, 1]]],
  ['escapes', 'm{p="C:\\\\DIR\\n\\"x\\"\\d"} 1\n', [['series', { __name__: 'm', p: 'C:\\DIR\n"x"\\d' }, 1]]],
  ['braces, commas and hashes in a value', 'm{a="}{,=# "} 1\n', [['series', { __name__: 'm', a: '}{,=# ' }, 1]]],
  ['a line feed in a value', 'm{a="x\ny"} 1\n', [['series', { __name__: 'm', a: 'x\ny' }, 1]]],
  ['a NUL byte in a value', 'm{a="x\0y"} 1\n', [['series', { __name__: 'm', a: 'x\0y' }, 1]]],
  ['UTF-8 values', 'm{a="佖佥 ☕"} 1\n', [['series', { __name__: 'm', a: '佖佥 ☕' }, 1]]],
  ['a quoted metric name', '{"my.dotted.metric"} 1\n', [['series', { __name__: 'my.dotted.metric' }, 1]]],
  [
    'a quoted name and labels',
    '{"http.status", q="0.9", "a 1"="b"} 8.3\n',
    [['series', { __name__: 'http.status', 'a 1': 'b', q: '0.9' }, 8.3]],
  ],
  ['a quoted name after a label', '{a="b","my.m"} 1\n', [['series', { __name__: 'my.m', a: 'b' }, 1]]],
  ['escapes in a quoted name', '{"quo\\"te"} 1\n', [['series', { __name__: 'quo"te' }, 1]]],
  ['a colon in a metric name', 'job:up:sum 1\n', [['series', { __name__: 'job:up:sum' }, 1]]],
  [
    'comments',
    '#\n# text\n#HELP a b\n# HELPER a b\n# TYPES\n',
    [['comment'], ['comment'], ['comment'], ['comment'], ['comment']],
  ],
  ['help', '# HELP a Say \\"hi\\" \\\\ \\n end \n', [['help', 'a', 'Say \\"hi\\" \\ \n end ']]],
  [
    'empty help',
    '# HELP a\n# HELP b \n',
    [
      ['help', 'a', ''],
      ['help', 'b', ''],
    ],
  ],
  ['help keeps further blanks', '#\tHELP  a \t b\r\n', [['help', 'a', '\t b']]],
  [
    'types',
    '# TYPE a counter\n# TYPE b untyped\n# TYPE "c.d" histogram \n',
    [
      ['type', 'a', 'counter'],
      ['type', 'b', 'unknown'],
      ['type', 'c.d', 'histogram'],
    ],
  ],
];

const INVALID: readonly (readonly [text: string | Uint8Array, code: ExpositionErrorCode, place: string])[] = [
  ['a', 'syntax', 'line 1, column 2'],
  ['ok 1\na x\n', 'invalid_value', 'line 2, column 3'],
  ['a 1 x\n', 'invalid_timestamp', 'line 1, column 5'],
  ['a 1 99999999999999999999\n', 'invalid_timestamp', 'line 1, column 5'],
  ['a 1 2 3\n', 'syntax', 'line 1, column 7'],
  ['a 1 1.5\n', 'syntax', 'line 1, column 6'],
  ['1a 1\n', 'syntax', 'line 1, column 1'],
  ['\0 1\n', 'syntax', 'line 1, column 1'],
  ['a\0{b="c"} 1\n', 'syntax', 'line 1, column 2'],
  ['a{b="c"} 1\0\n', 'invalid_timestamp', 'line 1, column 11'],
  ['a{b="c} 1\nd 2\n', 'syntax', 'line 1, column 5'],
  ['a{b="c"d="e"} 1\n', 'syntax', 'line 1, column 8'],
  ["a{b='c'} 1\n", 'syntax', 'line 1, column 5'],
  ['a{,} 1\n', 'syntax', 'line 1, column 3'],
  ['a{b} 1\n', 'syntax', 'line 1, column 4'],
  ['a{b:c="d"} 1\n', 'syntax', 'line 1, column 4'],
  ['a{"b"} 1\n', 'syntax', 'line 1, column 3'],
  ['{a="b"} 1\n', 'syntax', 'line 1, column 1'],
  ['{""} 1\n', 'syntax', 'line 1, column 2'],
  ['a{""="b"} 1\n', 'syntax', 'line 1, column 3'],
  ['a{b="c"', 'syntax', 'line 1, column 8'],
  ['a{b="c\\', 'syntax', 'line 1, column 5'],
  ['x 1\na{b="1",c="2",b="3"} 1\n', 'duplicate_label', 'line 2, column 1'],
  ['a{__name__="b"} 1\n', 'duplicate_label', 'line 1, column 1'],
  ['# TYPE a countr\n', 'invalid_type', 'line 1, column 10'],
  ['# HELP \n', 'syntax', 'line 1, column 8'],
  ['# TYPE 1a counter\n', 'syntax', 'line 1, column 8'],
  [Uint8Array.of(0x61, 0x7b, 0x62, 0x3d, 0x22, 0xff, 0x22, 0x7d, 0x20, 0x31), 'invalid_utf8', 'line 1, column 1'],
  [Uint8Array.of(0x61, 0x7b, 0x62, 0x3d, 0x22, 0x5c, 0xff, 0x22, 0x7d, 0x20, 0x31), 'invalid_utf8', 'line 1, column 1'],
  ['\n <!DOCTYPE html><html>', 'html', 'line 2, column 2'],
  [Uint8Array.of(0x1f, 0x8b, 8, 0), 'compressed', 'line 1, column 1'],
];

describe('text format 0.0.4', () => {
  it.each(VALID)('parses %s', (_name, text, want) => {
    expect(parseAll('text/plain; version=0.0.4', bytesOf(text))).toEqual(want);
    expect(parseAll(undefined, bytesOf(text))).toEqual(want);
  });

  it.each(INVALID)('refuses %j', (text, code, place) => {
    const body = typeof text === 'string' ? bytesOf(text) : text;
    const error = errorOf(() => parseAll('text/plain', body));
    expect(error.code).toBe(code);
    expect(error.message).toContain(place);
  });

  it('gives the byte range of the series text', () => {
    const body = bytesOf('# é\n  m {a="é"} 1\nup 2');
    const parser = createParser('text/plain', body);
    const texts: string[] = [];
    for (let entry = parser.next(); entry !== 'eof'; entry = parser.next()) {
      if (entry === 'series') texts.push(Buffer.from(body).toString('utf8', parser.seriesStart, parser.seriesEnd));
    }
    expect(texts).toEqual(['m {a="é"}', 'up']);
  });

  it('parses a body that is a view into a larger buffer', () => {
    const whole = Buffer.from('xxxa 1\nb 2\nyyy');
    expect(parseAll('text/plain', whole.subarray(3, 10))).toHaveLength(2);
    expect(parseAll('text/plain', whole.subarray(3, 6))).toEqual([['series', { __name__: 'a' }, 1]]);
  });

  it('says what to check when a login page answers', () => {
    const error = errorOf(() => createParser('text/html; charset=utf-8', bytesOf('<html>')));
    expect(error.message).toContain('HTML or XML instead of metrics (Content-Type text/html); check metrics_path');
  });

  it('refuses protobuf, which it never asks for', () => {
    expect(errorOf(() => createParser('application/vnd.google.protobuf; proto=x', bytesOf(''))).code).toBe(
      'unsupported_format',
    );
  });
});

function errorOf(run: () => unknown): ExpositionError {
  try {
    run();
  } catch (error) {
    if (error instanceof ExpositionError) return error;
    throw error;
  }
  throw new Error('expected an ExpositionError');
}
