import { describe, expect, it } from 'vitest';
import { testPanel, testTarget } from '@/components/query/testPanel';
import { dashboardPath } from '@/lib/dashboard/dashboardPath';
import type { BoundVariable } from '@/lib/dashboard/variables/scope';
import { readClassic } from '@/lib/grafana/classic';
import { explainSelectors } from './explainSelectors';
import { metricNames, vectorSelectors } from './metricNames';
import { editDistance, nearestNames } from './nearestNames';
import { PanelStates } from './panelStates';
import { viewOf } from './panelView';
import { placeSections } from './repeats';
import { unavailableSource } from './unavailableSource';

const hosts: BoundVariable = { name: 'host', values: ['a', 'b', 'c'], texts: ['All'], isAll: true, isList: true };
const bound = new Map([['host', hosts]]);

function place(panels: readonly unknown[]) {
  return placeSections(readClassic({ panels }).dashboard, bound).map(({ row, panels: placed }) => ({
    title: row?.title,
    panels: placed.map(({ key, x, y, w, variables }) => [
      key,
      x,
      y,
      w,
      variables.map(({ values }) => values[0]).join(),
    ]),
  }));
}

const panel = (id: number, gridPos: object, more: object = {}) => ({ id, type: 'stat', gridPos, ...more });

describe('placeSections', () => {
  it('repeats a panel side by side and pushes down what is below', () => {
    const [section] = place([
      panel(1, { x: 0, y: 0, w: 6, h: 4 }, { repeat: 'host', maxPerRow: 2 }),
      panel(2, { x: 0, y: 4, w: 24, h: 4 }),
    ]);
    expect(section?.panels).toEqual([
      ['1', 0, 0, 12, 'a'],
      ['1:1', 12, 0, 12, 'b'],
      ['1:2', 0, 4, 12, 'c'],
      ['2', 0, 8, 24, ''],
    ]);
  });

  it('repeats a panel downwards', () => {
    const [section] = place([panel(1, { x: 6, y: 0, w: 6, h: 4 }, { repeat: 'host', repeatDirection: 'v' })]);
    expect(section?.panels.map(([, x, y, w]) => [x, y, w])).toEqual([
      [6, 0, 6],
      [6, 4, 6],
      [6, 8, 6],
    ]);
  });

  it('repeats a row with its panels; a repeat by an unknown variable is one copy', () => {
    const sections = place([
      { id: 9, type: 'row', title: '$host', repeat: 'host', gridPos: { x: 0, y: 0, w: 24, h: 1 } },
      panel(1, { x: 0, y: 1, w: 6, h: 4 }, { repeat: 'nothing' }),
    ]);
    expect(sections.map(({ panels }) => panels)).toEqual([
      [['1', 0, 0, 6, 'a']],
      [['1@1', 0, 0, 6, 'b']],
      [['1@2', 0, 0, 6, 'c']],
    ]);
  });
});

describe('viewOf', () => {
  const type = { queries: true };
  const loaded = (phase: 'idle' | 'loading' | 'ready' | 'error', empty = false) => ({
    query: { phase },
    empty,
    request: undefined,
  });
  const one = testPanel([testTarget()]);
  it.each([
    ['unsupported', { panel: one, type: undefined, loaded: loaded('idle') }, 'unsupported'],
    ['no query', { panel: testPanel([testTarget({ hide: true })]), type, loaded: loaded('idle') }, 'empty'],
    [
      'foreign source',
      { panel: testPanel([testTarget()], { datasource: { type: 'loki' } }), type, loaded: loaded('idle') },
      'empty',
    ],
    ['waiting', { panel: one, type, loaded: loaded('idle') }, 'loading'],
    ['answered', { panel: one, type, loaded: loaded('ready') }, 'ready'],
    ['answered with nothing', { panel: one, type, loaded: loaded('ready', true) }, 'empty'],
    ['failed', { panel: one, type, loaded: loaded('error') }, 'error'],
    ['shows no data', { panel: one, type: { queries: false }, loaded: loaded('idle') }, 'ready'],
  ])('%s', (_name, input, want) => {
    const view = viewOf({ ready: true, reason: undefined, ...input });
    expect(view.state).toBe(want);
    expect(view.message !== undefined).toBe(['empty', 'error', 'unsupported'].includes(want));
  });
});

it('finds the data source that cannot be asked', () => {
  const target = (type: string) => testTarget({ datasource: { type } });
  expect(unavailableSource(testPanel([target('loki')]))).toBe('loki');
  expect(unavailableSource(testPanel([target('loki'), target('prometheus')]))).toBeUndefined();
  expect(unavailableSource(testPanel([target('prometheus')], { datasource: { type: 'datasource' } }))).toBeUndefined();
});

it('is loading until every panel in view has settled', () => {
  const states = new PanelStates();
  let calls = 0;
  states.subscribe(() => calls++);
  states.report('a', 'starting');
  states.report('b', 'starting');
  states.report('b', 'outOfView');
  expect(states.isLoading()).toBe(true);
  states.report('a', 'settled');
  expect(states.isLoading()).toBe(false);
  states.report('b', 'loading');
  states.report('b', undefined);
  expect([states.isLoading(), calls]).toEqual([false, 3]);
});

it.each([
  [
    'sum(rate(node_cpu_seconds_total{mode="idle"}[5m])) / on() node_load1 offset 1m',
    ['node_cpu_seconds_total', 'node_load1'],
  ],
  ['{__name__=~"x.*"}', []],
  ['not valid (', []],
  ['histogram_quantile(0.9, sum by (le) (rate({"a.b"}[1m]))) > bool 3', ['a.b']],
])('metricNames of %s', (expr, want) => expect(metricNames(expr)).toEqual(want));

it('finds the nearest names', () => {
  expect(editDistance('kitten', 'sitting', 9)).toBe(3);
  expect(editDistance('abcdef', 'uvwxyz', 2)).toBe(3);
  expect(nearestNames('node_lod1', ['node_load15', 'up', 'node_load1', 'go_info'], 2)).toEqual([
    'node_load1',
    'node_load15',
  ]);
});

it.each([
  ['CPU & Memory', '/d/u%2Fx/cpu-memory'],
  ['///', '/d/u%2Fx/dashboard'],
  ['Größe', '/d/u%2Fx/gro%C3%9Fe'],
])('path of %s', (title, want) => expect(dashboardPath({ uid: 'u/x', title })).toBe(want));

describe('explainSelectors', () => {
  const explain = (expr: string, inRange: readonly string[], ever: readonly string[] = inRange) =>
    explainSelectors(vectorSelectors(expr), async (selector, when) =>
      (when === 'inRange' ? inRange : ever).includes(selector),
    );

  it.each([
    ['up{job="a",x="1"}', [], ['up{job="a"}', 'up'], { type: 'filtered', message: 'No series with x="1"' }],
    ['up{job=~"a.*"}', [], ['up'], { type: 'filtered', message: 'No series with job=~"a.*"' }],
    ['up{job="a",x="1"}', [], [], { type: 'filtered', message: 'No matching series' }],
    ['rate(up[5m])', [], ['up'], { type: 'outOfRange' }],
    ['a * b', ['a', 'b'], ['a', 'b'], { type: 'operations' }],
    ['a * b{x="1"}', ['a'], ['a', 'b'], { message: 'No series with x="1"' }],
    ['up offset 1d', [], [], { type: 'operations' }],
    ['up > 5', ['up'], ['up'], { type: 'operations', message: 'No data' }],
  ] as const)('%s', async (expr, inRange, ever, want) =>
    expect(await explain(expr, inRange, ever)).toMatchObject(want),
  );
});
