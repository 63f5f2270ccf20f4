import { describe, expect, it } from 'vitest';
import { getLabel, type Labels, labelsFromRecord } from '@/lib/labels/labels';
import { compileMatcher, InvalidRegexError, type Matcher } from '@/lib/labels/matcher';
import { SeriesIndex } from './seriesIndex';

const METRICS = ['node_cpu_seconds_total', 'up', 'http_requests_total', 'go_info'];
const SERIES: Labels[] = Array.from({ length: 900 }, (_, i) =>
  labelsFromRecord({
    __name__: METRICS[i % 4] ?? '',
    instance: `host-${i % 13}:9100`,
    i: String(i),
    mode: i % 4 === 0 ? (['idle', 'user', 'system'][i % 3] ?? '') : '',
    __proto__x: i % 50 === 0 ? 'yes' : '',
  }),
);

function filled(): SeriesIndex {
  const index = new SeriesIndex();
  for (const labels of SERIES) index.add(labels);
  return index;
}

const m = (name: string, operator: Matcher['operator'], value: string): Matcher => ({ name, operator, value });

const CASES: readonly (readonly Matcher[])[] = [
  [],
  [m('__name__', '=', 'up')],
  [m('__name__', '=', 'none')],
  [m('none', '=', 'up')],
  [m('none', '=', '')],
  [m('none', '!=', '')],
  [m('mode', '=', '')],
  [m('mode', '!=', '')],
  [m('mode', '!=', 'idle')],
  [m('mode', '=~', 'idle|user')],
  [m('mode', '!~', 'idle|user')],
  [m('mode', '=~', '')],
  [m('mode', '=~', '.*')],
  [m('mode', '=~', '.+')],
  [m('mode', '!~', '.+')],
  [m('i', '=~', '[1-3]..')],
  [m('__name__', '=', 'node_cpu_seconds_total'), m('mode', '=', 'idle'), m('instance', '=~', 'host-1.*')],
  [m('__name__', '=', 'up'), m('instance', '=', 'host-3:9100'), m('i', '!~', '.*5')],
  [m('__name__', '=~', 'node_.*|up'), m('mode', '!=', ''), m('instance', '!=', 'host-3:9100')],
  [m('__name__', '=', 'up'), m('__name__', '=', 'go_info')],
  [m('__name__', '=', 'up'), m('__name__', '!=', 'up')],
  [m('__proto__x', '=', 'yes')],
];

describe('SeriesIndex', () => {
  it.each(
    CASES.map((matchers) => [matchers.map((one) => one.name + one.operator + one.value).join(', '), matchers] as const),
  )('selects {%s} as testing every series does', (_, matchers) => {
    const tests = matchers.map((matcher) => [matcher.name, compileMatcher(matcher)] as const);
    const want = SERIES.flatMap((labels, slot) =>
      tests.every(([name, test]) => test(getLabel(labels, name))) ? [slot] : [],
    );
    const index = filled();
    expect([...index.resolve(matchers)]).toEqual(want);
    // A second time from remembered answers, and with new values beside them.
    const late = labelsFromRecord({ __name__: 'late', mode: 'late', instance: 'host-1late', i: '399' });
    index.add(late);
    if (tests.every(([name, test]) => test(getLabel(late, name)))) want.push(900);
    expect([...index.resolve(matchers)]).toEqual(want);
  });

  it('finds each series by its labels and gives them back', () => {
    const index = filled();
    for (const [slot, labels] of SERIES.entries()) {
      expect(index.find(labels)).toBe(slot);
      expect(index.labels(slot)).toEqual(labels);
    }
    expect(index.find(['__name__', 'up'])).toBe(-1);
    expect(index.find([])).toBe(-1);
    expect(index.metric(1)).toBe('up');
  });

  it('says which expression does not compile', () => {
    expect(() => filled().resolve([m('a', '=~', '(')])).toThrow(InvalidRegexError);
  });
});
