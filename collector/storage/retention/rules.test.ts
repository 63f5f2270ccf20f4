import { describe, expect, it } from 'vitest';
import { labelsFromRecord } from '@/lib/labels/labels';
import { classesFor, RetentionPolicy, TooManyClassesError } from './policy';
import type { RetentionRule } from './rules';
import { parseRules } from './rulesFile';
import { DEFAULT_TIMES } from './times';

const DAY_MS = 86_400_000;

const FILE = `
# money is kept for long
- match: '{job="billing"}'
  raw: 2y
  5m: 2y
  1h: 10y
- {match: '{__name__=~"debug_.*", job!="api"}', raw: 1d, 5m: 0s, 1h: 0s}
- match: up
  raw: 30d
- match: '{job="billing", env="test"}'
  raw: 1d
`;

function rulesOf(text: string): readonly RetentionRule[] {
  const loaded = parseRules(text, DEFAULT_TIMES);
  if (!loaded.ok) throw new Error(loaded.errors.join('\n'));
  return loaded.rules;
}

describe('retention rules', () => {
  const rules = rulesOf(FILE);
  const policy = new RetentionPolicy(
    { defaults: DEFAULT_TIMES, rules },
    classesFor(rules, [], () => false),
  );
  const timesOf = (labels: Record<string, string>) => policy.timesOf(policy.classOf(labelsFromRecord(labels)));

  it.each([
    [{ __name__: 'invoices_total', job: 'billing' }, 730, 730, 3650],
    [{ __name__: 'invoices_total', job: 'billing', env: 'test' }, 730, 730, 3650],
    [{ __name__: 'debug_gc', job: 'shop' }, 1, 0, 0],
    [{ __name__: 'debug_gc', job: 'api' }, 15, 90, 1825],
    [{ __name__: 'debug_gc', job: 'billing' }, 730, 730, 3650],
    [{ __name__: 'up', job: 'shop' }, 30, 90, 1825],
    [{ __name__: 'node_load1' }, 15, 90, 1825],
  ])('of %j', (labels, raw, fiveMinute, oneHour) => {
    const days = { rawMs: raw * DAY_MS, fiveMinuteMs: fiveMinute * DAY_MS, oneHourMs: oneHour * DAY_MS };
    expect(timesOf(labels)).toEqual(days);
  });

  it('agree with asking every matcher of every rule in turn', () => {
    const values = ['billing', 'shop', 'api', 'test', ''];
    for (let i = 0; i < 500; i++) {
      const [job, env, name] = [i, i * 7 + 3, i * 13 + 1].map((n) => values[n % values.length] as string);
      const labels = labelsFromRecord({ __name__: i % 3 ? 'up' : `debug_${name}`, job: job ?? '', env: env ?? '' });
      const record = new Map(Array.from({ length: labels.length / 2 }, (_, k) => [labels[2 * k], labels[2 * k + 1]]));
      const want = rules.findIndex(({ matchers }) =>
        matchers.every((matcher) => {
          const value = record.get(matcher.name) ?? '';
          if (matcher.operator === '=') return value === matcher.value;
          if (matcher.operator === '!=') return value !== matcher.value;
          return new RegExp(`^(?:${matcher.value})$`).test(value);
        }),
      );
      const times = want < 0 ? DEFAULT_TIMES : { ...DEFAULT_TIMES, ...defined(rules[want]?.times) };
      expect(policy.timesOf(policy.classOf(labels))).toEqual(times);
    }
  });

  it.each([
    ['[{match: up, raw: 1d, 5m: 0s}]', '1:2: 1h is on while 5m is off'],
    ['[{match: up, 5m: 30d}]', '1:2: 5m must be at least 31d while 1h is on'],
    ['[{match: up, raw: 0s}]', '1:2: raw must be at least 5m'],
    ['- match: up\n  raw: soon', '2:8: expected a duration such as'],
    ['- match: up\n  10m: 3d', '2:3: unknown field'],
    ['- match: rate(up[5m])', '1:10: "rate(up[5m])" is not a series selector'],
    ['- match: \'{a=~"("}\'', '1:10: '],
    ['- match: "{"', '1:10: '],
    ['match: up', '1:1: expected a list, got a map'],
    ['- raw: 1d', '1:3: this field is required'],
    [': [', '1:'],
    [`${'- match: up\n'.repeat(1_001)}`, '1001:3: more than 1000 rules'],
  ])('refuses, by case: %#', (text, want) => {
    const loaded = parseRules(text, DEFAULT_TIMES);
    expect(loaded.ok).toBe(false);
    if (!loaded.ok) expect(loaded.errors.join('\n')).toContain(want);
  });
});

describe('retention classes', () => {
  const [billing, debug, up] = rulesOf(FILE) as [RetentionRule, RetentionRule, RetentionRule];
  const base = [{ id: 0, times: { rawMs: undefined, fiveMinuteMs: undefined, oneHourMs: undefined } }];

  it('keep their ids, one for each distinct set of times', () => {
    const first = classesFor([billing, debug, billing], base, () => true);
    expect(first.map(({ id }) => id)).toEqual([0, 1, 2]);
    const second = classesFor([up, billing], first, () => true);
    expect(second).toEqual([...first, { id: 3, times: up.times }]);
  });

  it('give an id out again when nothing is stored of it any more', () => {
    const first = classesFor([billing, debug], base, () => true);
    const second = classesFor([up, debug], first, () => false);
    expect(second).toEqual([base[0], first[2], { id: 1, times: up.times }]);
  });

  it('follow the settings where a rule says nothing', () => {
    const classes = classesFor([up], base, () => true);
    const longer = { ...DEFAULT_TIMES, fiveMinuteMs: 180 * DAY_MS };
    const policy = new RetentionPolicy({ defaults: longer, rules: [up] }, classes);
    expect(policy.timesOf(1)).toEqual({ ...longer, rawMs: 30 * DAY_MS });
    expect(policy.timesOf(0)).toEqual(longer);
  });

  it('are at most 100', () => {
    const rules = Array.from({ length: 100 }, (_, i) => ({ ...up, times: { ...up.times, rawMs: (i + 1) * DAY_MS } }));
    expect(classesFor(rules.slice(1), base, () => true)).toHaveLength(100);
    expect(() => classesFor(rules, base, () => true)).toThrow(TooManyClassesError);
  });
});

function defined(times: RetentionRule['times'] | undefined): Record<string, number> {
  return Object.fromEntries(
    Object.entries(times ?? {}).flatMap(([name, ms]) => (ms === undefined ? [] : [[name, ms]])),
  );
}
