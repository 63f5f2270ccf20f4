// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the syntax of variables
import { describe, expect, it, test } from 'vitest';
import { queryProblem, readQueryForm, type VariableQueryForm, withQueryKind, writeQueryForm } from './queryForm';

const FORMS: readonly (readonly [string, VariableQueryForm])[] = [
  ['label_values(job)', { kind: 'labelValues', label: 'job', match: '' }],
  [
    'label_values(up{job=~"$job",a="b"}, instance)',
    { kind: 'labelValues', label: 'instance', match: 'up{job=~"$job",a="b"}' },
  ],
  ['label_values(up, $label)', { kind: 'labelValues', label: '$label', match: 'up' }],
  ['label_values(${label})', { kind: 'labelValues', label: '${label}', match: '' }],
  ['label_values(up,)', { kind: 'labelValues', label: '', match: 'up' }],
  ['', { kind: 'labelValues', label: '', match: '' }],
  ['label_names()', { kind: 'labelNames', match: '' }],
  ['label_names(up)', { kind: 'labelNames', match: 'up' }],
  ['metrics(node_.*)', { kind: 'metrics', regex: 'node_.*' }],
  ['query_result(topk(5, sum(up) by (job)))', { kind: 'queryResult', expr: 'topk(5, sum(up) by (job))' }],
  ['up{job="node"}', { kind: 'series', text: 'up{job="node"}' }],
];

describe('the form of a query', () => {
  it.each(FORMS)('%s', (text, form) => {
    expect(readQueryForm(text)).toEqual(form);
    expect(writeQueryForm(form)).toBe(text);
  });

  it('reads loose writing', () => {
    expect(readQueryForm('  label_values( up , job )  ')).toEqual({ kind: 'labelValues', label: 'job', match: 'up' });
  });
});

test.each([
  ['label_values(up, job)', 'labelNames', 'label_names(up)'],
  ['label_names(up)', 'queryResult', 'query_result(up)'],
  ['query_result(up)', 'labelValues', 'label_values(up,)'],
  ['label_values(up, job)', 'series', 'up'],
  ['metrics(node)', 'labelValues', ''],
] as const)('%s as %s', (text, kind, want) => {
  expect(writeQueryForm(withQueryKind(readQueryForm(text), kind))).toBe(want);
});

test.each([
  ['', true],
  ['label_values(up,)', true],
  ['label_values(up, job)', false],
  ['query_result()', true],
  ['label_names()', false],
])('%s lacks something: %s', (text, lacks) => {
  expect(queryProblem(readQueryForm(text)) !== undefined).toBe(lacks);
});
