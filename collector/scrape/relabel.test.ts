// biome-ignore-all lint/suspicious/noTemplateCurlyInString: replacements are written ${1}, as in Go
import { describe, expect, it } from 'vitest';
import type { RelabelConfig } from '@/collector/config/scrapeConfig';
import { labelsFromRecord, labelsToRecord } from '@/lib/labels/labels';
import { InvalidRegexError } from '@/lib/labels/matcher';
import { compileRelabelRules, explainRelabel, relabel } from './relabel';

const DEFAULTS: RelabelConfig = {
  action: 'replace',
  sourceLabels: [],
  separator: ';',
  regex: '(.*)',
  modulus: 0n,
  targetLabel: '',
  replacement: '$1',
};

type Row = [name: string, input: Record<string, string>, rules: Partial<RelabelConfig>[], want: object | undefined];

const ROWS: Row[] = [
  ['no rule', { a: '1' }, [], { a: '1' }],
  [
    'replace with a group',
    { a: 'foo', b: 'bar', c: 'baz' },
    [{ sourceLabels: ['a'], regex: 'f(.*)', targetLabel: 'd', replacement: 'ch${1}-ch${1}' }],
    { a: 'foo', b: 'bar', c: 'baz', d: 'choo-choo' },
  ],
  [
    'joins source labels; a later rule sees the earlier',
    { a: 'foo', b: 'bar' },
    [
      { sourceLabels: ['a', 'b'], regex: 'f(.*);(.*)r', targetLabel: 'a', replacement: 'b${1}${2}m' },
      { sourceLabels: ['a', 'b'], regex: '(b).*b(.*)ba(.*)', targetLabel: 'd', replacement: '$1$2$2$3' },
    ],
    { a: 'boobam', b: 'bar', d: 'bam;am;r' },
  ],
  ['keep without a match drops', { a: 'foo' }, [{ sourceLabels: ['a'], regex: 'no-match', action: 'keep' }], undefined],
  ['keep is anchored', { a: 'foo' }, [{ sourceLabels: ['a'], regex: 'f', action: 'keep' }], undefined],
  ['drop is anchored', { a: 'foo' }, [{ sourceLabels: ['a'], regex: 'f', action: 'drop' }], { a: 'foo' }],
  ['dot matches a newline', { a: 'f\no' }, [{ sourceLabels: ['a'], regex: 'f.o', action: 'drop' }], undefined],
  [
    'no match leaves labels',
    { a: 'boo' },
    [{ sourceLabels: ['a'], regex: 'f', targetLabel: 'b', replacement: 'x' }],
    { a: 'boo' },
  ],
  [
    'an empty replacement removes the target',
    { a: 'foo', b: 'bar' },
    [{ sourceLabels: ['a'], regex: 'foo', targetLabel: 'b', replacement: '' }],
    { a: 'foo' },
  ],
  ['constant without a source', { a: 'foo' }, [{ targetLabel: 'b', replacement: 'x' }], { a: 'foo', b: 'x' }],
  [
    'target from a group',
    { a: 'x=1' },
    [{ sourceLabels: ['a'], regex: '(.)=(.)', targetLabel: 'l_${1}', replacement: '$2' }],
    { a: 'x=1', l_x: '1' },
  ],
  [
    'an empty target is skipped',
    { a: 'foo' },
    [{ sourceLabels: ['a'], regex: '(x?).*', targetLabel: '$1', replacement: 'y' }],
    { a: 'foo' },
  ],
  [
    '$1x is a name, not a group',
    { a: 'foo' },
    [{ sourceLabels: ['a'], targetLabel: 'b', replacement: '$1x|${1}x' }],
    { a: 'foo', b: '|foox' },
  ],
  [
    'dollar signs',
    { a: 'foo' },
    [{ sourceLabels: ['a'], targetLabel: 'b', replacement: '$$1 $ ${ ${} $-' }],
    { a: 'foo', b: '$1 $ ${ ${} $-' },
  ],
  [
    'named group',
    { a: 'k8s' },
    [{ sourceLabels: ['a'], regex: '(?P<l>k)(?P<d>8)?.*', targetLabel: 'b', replacement: '$d-${l}' }],
    { a: 'k8s', b: '8-k' },
  ],
  [
    'a group beyond the last is empty',
    { a: 'foo' },
    [{ sourceLabels: ['a'], targetLabel: 'b', replacement: 'x$9$01' }],
    { a: 'foo', b: 'x' },
  ],
  [
    'an unmatched group is empty',
    { a: 'foo' },
    [{ sourceLabels: ['a'], regex: '(z)?foo', targetLabel: 'b', replacement: '<$1>' }],
    { a: 'foo', b: '<>' },
  ],
  // From md5sum: baz ends in e44cf984c85f6e88, foo\nbar in 3ec798554f1fe7e6, foo in edef654fccc4a4d8.
  [
    'hashmod',
    { c: 'baz' },
    [{ sourceLabels: ['c'], targetLabel: 'd', separator: ';', action: 'hashmod', modulus: 1000n }],
    { c: 'baz', d: '976' },
  ],
  [
    'hashmod over a newline',
    { a: 'foo\nbar' },
    [{ sourceLabels: ['a'], targetLabel: 'b', action: 'hashmod', modulus: 1000n }],
    { a: 'foo\nbar', b: '734' },
  ],
  [
    'hashmod by 2^63',
    { a: 'foo' },
    [{ sourceLabels: ['a'], targetLabel: 'b', action: 'hashmod', modulus: 2n ** 63n }],
    { a: 'foo', b: String(0xedef654fccc4a4d8n % 2n ** 63n) },
  ],
  [
    'labelmap',
    { a: 'foo', b1: 'bar', b2: 'baz' },
    [{ regex: '(b.*)', replacement: 'bar_${1}', action: 'labelmap' }],
    { a: 'foo', b1: 'bar', b2: 'baz', bar_b1: 'bar', bar_b2: 'baz' },
  ],
  [
    'labelmap does not feed itself',
    { a: '1', aa: '2' },
    [{ regex: '(a+)', replacement: '${1}a', action: 'labelmap' }],
    { a: '1', aa: '1', aaa: '2' },
  ],
  [
    'labelmap collision: the last visited wins',
    { x_a: '1', y_a: '2' },
    [{ regex: '[xy]_(.*)', action: 'labelmap' }],
    { x_a: '1', y_a: '2', a: '2' },
  ],
  [
    'labelmap collision: labels set before come last',
    { x_a: '1', y_a: '2' },
    [
      { targetLabel: 'x_a', replacement: '3' },
      { regex: '[xy]_(.*)', action: 'labelmap' },
    ],
    { x_a: '3', y_a: '2', a: '3' },
  ],
  ['labeldrop', { a: 'foo', b1: 'bar', b2: 'baz' }, [{ regex: '(b.*)', action: 'labeldrop' }], { a: 'foo' }],
  [
    'labelkeep',
    { a: 'foo', b1: 'bar', b2: 'baz' },
    [{ regex: '(b.*)', action: 'labelkeep' }],
    { b1: 'bar', b2: 'baz' },
  ],
  [
    'lowercase, uppercase',
    { foo: 'bAr123Foo' },
    [
      { sourceLabels: ['foo'], action: 'uppercase', targetLabel: 'up' },
      { sourceLabels: ['foo'], action: 'lowercase', targetLabel: 'low' },
    ],
    { foo: 'bAr123Foo', up: 'BAR123FOO', low: 'bar123foo' },
  ],
  [
    'case of one code point at a time',
    { a: 'ΑΣ ß İ' },
    [
      { sourceLabels: ['a'], action: 'lowercase', targetLabel: 'low' },
      { sourceLabels: ['a'], action: 'uppercase', targetLabel: 'up' },
    ],
    { a: 'ΑΣ ß İ', low: 'ασ ß i', up: 'ΑΣ ß İ' },
  ],
  [
    'keepequal keeps',
    { __port: '1', port: '1' },
    [{ sourceLabels: ['__port'], action: 'keepequal', targetLabel: 'port' }],
    { __port: '1', port: '1' },
  ],
  [
    'keepequal drops',
    { __port: '1', port: '2' },
    [{ sourceLabels: ['__port'], action: 'keepequal', targetLabel: 'port' }],
    undefined,
  ],
  [
    'dropequal drops',
    { __port: '1', port: '1' },
    [{ sourceLabels: ['__port'], action: 'dropequal', targetLabel: 'port' }],
    undefined,
  ],
  [
    'dropequal keeps',
    { __port: '1', port: '2' },
    [{ sourceLabels: ['__port'], action: 'dropequal', targetLabel: 'port' }],
    { __port: '1', port: '2' },
  ],
  [
    'a label named __proto__ is a label',
    { a: '1' },
    [{ targetLabel: '__proto__', replacement: 'x' }],
    Object.fromEntries([
      ['a', '1'],
      ['__proto__', 'x'],
    ]),
  ],
  [
    'Helm chart port rewrite',
    { __address__: '10.0.0.1:80', port: '9102' },
    [
      {
        sourceLabels: ['__address__', 'port'],
        regex: '(.+?)(?::\\d+)?;(\\d+)',
        replacement: '$1:$2',
        targetLabel: '__address__',
      },
    ],
    { __address__: '10.0.0.1:9102', port: '9102' },
  ],
];

const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1);

describe('relabel', () => {
  it.each(ROWS)('%s', (_name, input, partial, want) => {
    const rules = compileRelabelRules(partial.map((rule) => ({ ...DEFAULTS, ...rule })));
    const got = relabel(labelsFromRecord(input), rules);
    expect(got && Object.entries(labelsToRecord(got))).toEqual(want && Object.entries(want).sort(byName));
  });

  it('compiles no expression that RE2 refuses', () => {
    expect(() => compileRelabelRules([{ ...DEFAULTS, regex: '(?=a)' }])).toThrow(InvalidRegexError);
  });

  it('runs hostile expressions in linear time', () => {
    const rules = compileRelabelRules([{ ...DEFAULTS, sourceLabels: ['a'], regex: '(a+)+b', action: 'keep' }]);
    const start = performance.now();
    expect(relabel(['a', 'a'.repeat(5000)], rules)).toBeUndefined();
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('explainRelabel', () => {
  it('shows each rule and ends with the one that drops', () => {
    const rules = compileRelabelRules([
      { ...DEFAULTS, targetLabel: 'b', replacement: 'x' },
      { ...DEFAULTS, sourceLabels: ['b'], regex: 'x', action: 'drop' },
      { ...DEFAULTS, targetLabel: 'c', replacement: 'never' },
    ]);
    const steps = explainRelabel(['a', '1'], rules);
    expect(steps.map((step) => [step.config.action, step.labels, step.kept])).toEqual([
      ['replace', ['a', '1', 'b', 'x'], true],
      ['drop', ['a', '1', 'b', 'x'], false],
    ]);
  });
});
