// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { describe, expect, it } from 'vitest';
import { parseExpr } from '@/lib/promql/parse';
import type { VariableScope } from '../variables/scope';
import { formatTemplate } from './formatTemplate';
import { interpolateMapped } from './interpolateMapped';
import { lintTemplate } from './lintTemplate';
import { maskTemplate } from './maskTemplate';
import { templateTokens } from './templateTokens';

function scopeOf(values: Readonly<Record<string, string>>): VariableScope {
  const variables = Object.entries(values).map(([name, value]) => {
    return [name, { name, values: [value], texts: [value], isAll: false, isList: false }] as const;
  });
  return { variables: new Map(variables), builtins: new Map([['__rate_interval', () => '4m']]) };
}

const SCOPE = scopeOf({ job: 'node', n: '3', metric: 'up', filter: 'a', window: '5m', label: 'mode' });

describe('templateTokens', () => {
  it.each([
    ['up{job="$job"}', [['job', 'string']]],
    ['up{job=~"a$"}', []],
    ['rate(up[$__rate_interval])', [['__rate_interval', 'duration']]],
    ['rate(up[[[window]]])', [['window', 'duration']]],
    ['up offset $window', [['window', 'duration']]],
    [
      'rate(up[${window}s:[[window]]])',
      [
        ['window', 'duration'],
        ['window', 'duration'],
      ],
    ],
    [
      'up{$filter, $label="x"}',
      [
        ['filter', 'matcher'],
        ['label', 'expression'],
      ],
    ],
    ['up{job=$job}', [['job', 'quotedValue']]],
    [
      'topk($n, ${metric:raw}) # $job',
      [
        ['n', 'expression'],
        ['metric', 'expression'],
        ['job', 'comment'],
      ],
    ],
    [
      'up{a="\\"$job"} + $n',
      [
        ['job', 'string'],
        ['n', 'expression'],
      ],
    ],
  ])('%s', (text, want) => {
    expect(templateTokens(text).map(({ name, place }) => [name, place])).toEqual(want);
  });
});

describe('maskTemplate', () => {
  it.each([
    'sum by ($label) (rate(${metric}_total{job="$job",$filter}[$__rate_interval])) / $n',
    'rate(up[${window}s])',
    'rate(up[[[window]]])',
    'up{a=$job} offset $window',
    'max_over_time(up[$window:$__rate_interval])',
  ])('keeps the length and gives PromQL: %s', (text) => {
    const masked = maskTemplate(text);
    expect(masked).toHaveLength(text.length);
    expect(() => parseExpr(masked)).not.toThrow();
  });
});

describe('interpolateMapped', () => {
  it('leads from a place in the result back to the text', () => {
    const text = 'foo{job="$job"} + ${n} * bar';
    const mapped = interpolateMapped(text, SCOPE);
    expect(mapped.text).toBe('foo{job="node"} + 3 * bar');
    const place = (word: string) => {
      const from = mapped.text.indexOf(word);
      const range = mapped.toOriginal({ from, to: from + word.length });
      return text.slice(range.from, range.to);
    };
    expect([place('foo'), place('node'), place('od'), place('3'), place('bar'), place('+ 3 *')]).toEqual([
      'foo',
      '$job',
      '$job',
      '${n}',
      'bar',
      '+ ${n} *',
    ]);
  });
});

describe('lintTemplate', () => {
  it.each([
    ['sum(rate(up{job="$job"}[$__rate_interval])) by ($label)', []],
    ['topk($n, up)', []],
    ['', []],
    ['up{job="$nobody"}', [['warning', '$nobody']]],
    ['rate(up)', [['error', 'up']]],
    ['sum(up', [['error', 'p']]],
    ['topk($metric, up)', [['error', '$metric']]],
  ])('%s', (text, want) => {
    const found = lintTemplate(text, SCOPE).map(({ severity, from, to }) => [severity, text.slice(from, to)]);
    expect(found).toEqual(want);
  });
});

describe('formatTemplate', () => {
  it('breaks what is too long and keeps variables as written', () => {
    const text =
      '100*sum(rate(node_cpu_seconds_total{job="$job",instance="$instance",mode!="idle"}[$__rate_interval])) by (mode,$label) / on() group_left() count(node_cpu_seconds_total{job="$job",mode="idle"})';
    expect(formatTemplate(text, SCOPE)).toEqual({
      ok: true,
      text: [
        '100 * sum by (mode, $label) (',
        '  rate(',
        '    node_cpu_seconds_total{job="$job",instance="$instance",mode!="idle"}[$__rate_interval]',
        '  )',
        ')',
        '/ on() group_left() count(node_cpu_seconds_total{job="$job",mode="idle"})',
      ].join('\n'),
    });
  });

  it.each([
    'topk($n, sum by (job) (up{$filter}))',
    'max_over_time(rate(${metric}_total{a=$job}[5m])[1h:$__interval] offset $window)',
    '-(a + b) * on (x) group_left (y) c{le="+Inf  x"}',
    'rate(up[${window}s])',
  ])('leaves what fits, and formats it again to the same: %s', (text) => {
    expect(formatTemplate(text, SCOPE)).toEqual({ ok: true, text });
  });

  it('does not touch what it would spoil', () => {
    expect(formatTemplate('up # why', SCOPE)).toMatchObject({ ok: false, reason: expect.stringContaining('comment') });
    expect(formatTemplate('sum(', SCOPE)).toMatchObject({ ok: false });
    expect(formatTemplate('up{a="#"}', SCOPE)).toMatchObject({ ok: true });
  });
});
