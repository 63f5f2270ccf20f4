// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the syntax of variables
import { describe, expect, it } from 'vitest';
import type { Variable } from '@/lib/dashboard/document';
import { intervalBuiltins, rangeBuiltins } from './builtins';
import { dependencyOrder } from './dependencyOrder';
import { interpolate } from './interpolate';
import { optionsFromText, optionsFromValues, regexProblem } from './optionList';
import { type ResolveInput, resolveVariables } from './resolve';
import { ALL, type BoundVariable, type VariableScope } from './scope';
import { readVariableChoices, withVariableChoice, withVariableRenamed } from './urlState';
import { parseVariableQuery } from './variableQuery';

function bound(name: string, values: string[], more: Partial<BoundVariable> = {}): [string, BoundVariable] {
  return [name, { name, values, texts: values, isAll: false, isList: values.length > 1, ...more }];
}

const scope: VariableScope = {
  variables: new Map([
    bound('job', ['node']),
    bound('path', ['C:\\a"b']),
    bound('hosts', ['a.b:9100', 'c|d']),
    bound('one', ['a.b'], { isList: true }),
    bound('all', ['x', 'y'], { isAll: true, isList: true, texts: ['All'], allValue: '.*' }),
    bound('evil', ['$job', '${job}']),
  ]),
  builtins: new Map([
    ...rangeBuiltins({ fromMs: 0, toMs: 3_600_000, timeZone: 'utc', dashboard: { uid: 'u', title: 'T' } }),
    ...intervalBuiltins(15_000, 60_000),
  ]),
};

describe('interpolate', () => {
  it.each([
    ['up{job="$job"}', 'up{job="node"}'],
    ['up{job="${job}"} [[job]] ${job:raw}', 'up{job="node"} node node'],
    ['"$path"', '"C:\\\\a\\"b"'],
    ['=~"$hosts"', '=~"(a\\\\.b:9100|c\\\\|d)"'],
    ['=~"$one"', '=~"a\\\\.b"'],
    ['=~"$all"', '=~".*"'],
    ['${hosts:pipe} ${hosts:csv} ${hosts:json}', 'a.b:9100|c|d a.b:9100,c|d ["a.b:9100","c|d"]'],
    ['${hosts:regex}', '(a\\.b:9100|c\\|d)'],
    ['${hosts:queryparam}', 'var-hosts=a.b%3A9100&var-hosts=c%7Cd'],
    ['${hosts:doublequote} ${hosts:glob}', '"a.b:9100","c|d" {a.b:9100,c|d}'],
    ['$unknown ${unknown:csv} [[unknown]]', '$unknown ${unknown:csv} [[unknown]]'],
    ['${evil:csv}', '$job,${job}'],
    ['rate(x[$__rate_interval]) $__interval_ms $__interval', 'rate(x[1m]) 15000 15s'],
    ['$__range $__range_s $__range_ms', '3600s 3600 3600000'],
    [
      '$__from ${__to} ${__to:date} ${__to:date:seconds} ${__to:date:YYYY-MM}',
      '0 3600000 1970-01-01T01:00:00.000Z 3600 1970-01',
    ],
    ['${__dashboard.uid}', 'u'],
    ['$jobs', '$jobs'],
  ])('%s', (text, want) => expect(interpolate(text, scope, 'promql')).toBe(want));

  it('writes texts for people', () => {
    expect(interpolate('$hosts on $all', scope, 'text')).toBe('a.b:9100 + c|d on All');
  });
});

describe('parseVariableQuery', () => {
  it.each([
    ['label_values(instance)', { type: 'labelValues', label: 'instance', match: '' }],
    ['label_values(up{job="a, b"}, instance) ', { type: 'labelValues', label: 'instance', match: 'up{job="a, b"}' }],
    ['label_names()', { type: 'labelNames', match: '' }],
    ['metrics(node_.*)', { type: 'metrics', regex: 'node_.*' }],
    ['query_result(topk(5, up))', { type: 'queryResult', expr: 'topk(5, up)' }],
    ['up{job="x"}', { type: 'series', match: 'up{job="x"}' }],
    ['  ', undefined],
    ['query_result()', undefined],
    ['label_values(up,)', undefined],
    ['label_values()', undefined],
  ])('%s', (text, want) => expect(parseVariableQuery(text)).toEqual(want));
});

describe('options', () => {
  it.each([
    [['b', 'a', 'b'], '', 1, ['a', 'b']],
    [['n10', 'n9'], '', 3, ['n9', 'n10']],
    [['n10', 'n9'], '', 8, ['n10', 'n9']],
    [['eth0', 'lo', 'eth1'], '/^eth/', 0, ['eth0', 'eth1']],
    [['eth0', 'lo'], 'eth.', 0, ['eth0']],
    [['up{instance="a:1"} 1 2', 'up{instance="b:1"} 1 2'], '/instance="([^"]+)"/', 0, ['a:1', 'b:1']],
  ])('%j filtered by %s, sort %i', async (values, regex, sort, want) => {
    expect((await optionsFromValues(values, regex, sort)).options.map(({ value }) => value)).toEqual(want);
  });

  it('takes text and value from named groups', async () => {
    const { options } = await optionsFromValues(['id=7,name=seven'], '/id=(?P<value>\\d+),name=(?P<text>\\w+)/', 0);
    expect(options).toEqual([{ text: 'seven', value: '7' }]);
  });

  it.each(['/^(?!b)/', '/(/'])('shows all values and says so when %s cannot be used', async (regex) => {
    const list = await optionsFromValues(['a'], regex, 0);
    expect(list.options).toHaveLength(1);
    expect(list.warning).toContain(regex);
  });

  it('is not slowed down by a hostile regex', async () => {
    const started = performance.now();
    await optionsFromValues(['a'.repeat(5000)], '/(a+)+$b/', 0);
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it('reads custom lists', () => {
    expect(optionsFromText('1m, five : 5m ,a\\,b')).toEqual([
      { text: '1m', value: '1m' },
      { text: 'five', value: '5m' },
      { text: 'a,b', value: 'a,b' },
    ]);
  });
});

function variable(name: string, more: Partial<Variable> = {}): Variable {
  return {
    name,
    type: 'query',
    label: '',
    hide: 'nothing',
    query: '',
    regex: '',
    sort: 0,
    refresh: 'load',
    multi: false,
    includeAll: false,
    current: [],
    options: [],
    unknown: {},
    ...more,
  };
}

function resolve(variables: Variable[], more: Partial<ResolveInput> = {}) {
  return resolveVariables({
    variables,
    chosen: new Map(),
    scope: { variables: new Map(), builtins: new Map() },
    rangeMs: 3_600_000,
    dataSources: [{ text: 'Belvedere', value: 'belvedere' }],
    lookup: async (query) => (query.type === 'labelValues' ? [`${query.match}/1`, `${query.match}/2`] : []),
    ...more,
  });
}

describe('resolveVariables', () => {
  it('asks in the order of dependencies, whatever the order of the list', async () => {
    const list = [
      variable('b', { query: 'label_values(up{a="$a"}, b)' }),
      variable('a', { query: 'label_values(root, a)' }),
    ];
    const [b, a] = await resolve(list);
    expect(a?.selected).toEqual(['root/1']);
    expect(b?.options.map(({ value }) => value)).toEqual(['up{a="root/1"}/1', 'up{a="root/1"}/2']);
  });

  it.each<[string, Partial<Variable>, string[] | undefined, readonly string[]]>([
    ['saved value that exists', { current: ['m/2'] }, undefined, ['m/2']],
    ['saved value that is gone', { current: ['gone'] }, undefined, ['m/1']],
    ['the URL wins, known or not', { current: ['m/2'] }, ['other'], ['other']],
    ['one value only unless multi', {}, ['x', 'y'], ['x']],
    ['several values with multi', { multi: true }, ['x', 'y'], ['x', 'y']],
    ['all from the URL', { includeAll: true }, [ALL], [ALL]],
    ['all saved', { includeAll: true, current: [ALL] }, undefined, [ALL]],
    ['all beside others means the others', { includeAll: true, multi: true }, [ALL, 'x'], ['x']],
  ])('%s', async (_name, definition, chosen, want) => {
    const [resolved] = await resolve([variable('v', { query: 'label_values(m, l)', ...definition })], {
      chosen: new Map(chosen === undefined ? [] : [['v', chosen]]),
    });
    expect(resolved?.selected).toEqual(want);
  });

  it('chooses all where nothing was saved and nothing is found', async () => {
    const [resolved] = await resolve(
      [variable('v', { query: 'query_result(none)', current: [''], includeAll: true, allValue: '.+' })],
      {},
    );
    expect(resolved).toMatchObject({ selected: [ALL], bound: { isAll: true, allValue: '.+' } });
  });

  it('keeps the saved value and warns when the query fails', async () => {
    const [resolved] = await resolve([variable('v', { query: 'label_values(m, l)', current: ['kept'] })], {
      lookup: () => Promise.reject(new Error('unavailable')),
    });
    expect(resolved).toMatchObject({ selected: ['kept'], warning: 'unavailable', bound: { values: ['kept'] } });
  });

  it('replaces a foreign data source, works out auto intervals, names cycles and unknown variables', async () => {
    const [source, interval, x, , z] = await resolve([
      variable('ds', { type: 'datasource', query: 'prometheus', current: ['${DS_PROMETHEUS}'] }),
      variable('i', {
        type: 'interval',
        query: '1m,5m',
        current: ['$__auto_interval_i'],
        auto: { enabled: true, min: '10s', count: 30 },
      }),
      variable('x', { query: 'label_values(up{y="$y"}, x)' }),
      variable('y', { query: 'label_values(up{x="$x"}, y)' }),
      variable('z', { query: 'label_values(up{x="$nope"}, z)' }),
    ]);
    expect(source?.bound.values).toEqual(['belvedere']);
    expect(interval?.bound.values).toEqual(['2m']);
    expect(x?.warning).toContain('$x → $y → $x');
    expect(z?.warning).toContain('$nope');
  });
});

it('orders by levels', () => {
  const levels = dependencyOrder([variable('c', { query: '$a $b' }), variable('b', { query: '[[a]]' }), variable('a')]);
  expect(levels.map((level) => level.map(({ name }) => name))).toEqual([['a'], ['b'], ['c']]);
});

it('reads and writes choices in the URL', () => {
  const params = new URLSearchParams('from=now-1h&var-a=1&var-a=2&var-b=All');
  expect(readVariableChoices(params)).toEqual(
    new Map([
      ['a', ['1', '2']],
      ['b', [ALL]],
    ]),
  );
  expect(withVariableChoice(params, 'a', ['x y']).toString()).toBe('from=now-1h&var-b=All&var-a=x+y');
});

it('keeps the choice of a renamed variable', () => {
  const params = new URLSearchParams('from=now-1h&var-a=1&var-a=2&var-ab=3');
  expect(withVariableRenamed(params, 'a', 'x').toString()).toBe('from=now-1h&var-x=1&var-x=2&var-ab=3');
});

it.each([
  ['', true],
  ['/node-.*/', true],
  ['/^(?!test).*/', true],
  ['/(?i)abc/', true],
  ['/^$job/', true],
  ['/([/', false],
  ['abc(', false],
])('the regex %s can be used: %s', (regex, usable) => expect(regexProblem(regex) === undefined).toBe(usable));
