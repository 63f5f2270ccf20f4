import { describe, expect, it } from 'vitest';
import { formatLabels, labelsFromRecord } from '@/lib/labels/labels';
import { type MetricLabelRules, metricLabels } from './metricLabels';
import { compileRelabelRules } from './relabel';
import { ScrapeError } from './scrapeError';

const RULES: MetricLabelRules = {
  targetLabels: ['instance', 'i', 'job', 'j'],
  honorLabels: false,
  rules: [],
  limits: { labels: 0, labelNameBytes: 0, labelValueBytes: 0 },
};

function stored(exposed: Record<string, string>, given: Partial<MetricLabelRules> = {}, empty: string[] = []): string {
  const labels = metricLabels(labelsFromRecord({ __name__: 'm', ...exposed }), (name) => empty.includes(name), {
    ...RULES,
    ...given,
  });
  return labels === undefined ? 'dropped' : formatLabels(labels);
}

describe('metricLabels', () => {
  it.each<[string, Record<string, string>, Partial<MetricLabelRules>, string[], string]>([
    ['adds the target labels', { a: '1' }, {}, [], 'm{a="1", instance="i", job="j"}'],
    ['renames a conflict', { job: 'own' }, {}, [], 'm{exported_job="own", instance="i", job="j"}'],
    [
      'renames until it is free',
      { job: 'own', exported_job: 'x' },
      {},
      [],
      'm{exported_exported_job="own", exported_job="x", instance="i", job="j"}',
    ],
    [
      'renames past a target label',
      { a: '1', exported_a: '2' },
      { targetLabels: ['a', 't', 'exported_a', 'u'] },
      [],
      'm{a="t", exported_a="u", exported_exported_a="1", exported_exported_exported_a="2"}',
    ],
    ['an empty label is no conflict', {}, {}, ['job'], 'm{instance="i", job="j"}'],
    ['honours exposed labels', { job: 'own' }, { honorLabels: true }, [], 'm{instance="i", job="own"}'],
    ['honours an exposed empty label', { job: 'own' }, { honorLabels: true }, ['instance'], 'm{job="own"}'],
  ])('%s', (_name, exposed, given, empty, want) => expect(stored(exposed, given, empty)).toBe(want));

  it('relabels last', () => {
    const base = { sourceLabels: ['job'], separator: ';', modulus: 0n, targetLabel: 'x', replacement: '$1' } as const;
    expect(stored({}, { rules: compileRelabelRules([{ ...base, action: 'replace', regex: '(j)' }]) })).toBe(
      'm{instance="i", job="j", x="j"}',
    );
    expect(stored({}, { rules: compileRelabelRules([{ ...base, action: 'drop', regex: 'j' }]) })).toBe('dropped');
    const nameless = compileRelabelRules([
      { ...base, action: 'replace', sourceLabels: [], regex: '.*', targetLabel: '__name__', replacement: '' },
    ]);
    expect(() => stored({}, { rules: nameless })).toThrow(/missing metric name/);
  });

  it.each<[Record<string, string>, MetricLabelRules['limits'], string]>([
    [
      { a: '1' },
      { labels: 3, labelNameBytes: 0, labelValueBytes: 0 },
      'label_limit exceeded (metric: "m", number of labels: 4, limit: 3)',
    ],
    [
      { abcdefghi: '1' },
      { labels: 4, labelNameBytes: 8, labelValueBytes: 0 },
      'label_name_length_limit exceeded (metric: "m", label name: "abcdefghi", length: 9, limit: 8)',
    ],
    [
      { a: 'äöü' },
      { labels: 4, labelNameBytes: 8, labelValueBytes: 5 },
      'label_value_length_limit exceeded (metric: "m", label name: "a", value: "äöü", length: 6, limit: 5)',
    ],
  ])('limits: %j', (exposed, limits, message) => {
    try {
      stored(exposed, { limits });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(ScrapeError);
      expect(error).toMatchObject({ limit: 'labelLimit', message });
    }
  });

  it('lets through what is just within the limits', () => {
    const limits = { labels: 4, labelNameBytes: 8, labelValueBytes: 6 };
    expect(stored({ abcdefgh: 'äöü' }, { limits })).toBe('m{abcdefgh="äöü", instance="i", job="j"}');
  });
});
