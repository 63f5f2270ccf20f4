import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../document';
import type { Frame } from '../frame';
import { applyTransformations } from './applyTransformations';
import { transformationTypes } from './registry';
import { podsA as a, podsB as b, type Columns, context, series, shown, table } from './testFrames';

function run(id: string, options: JsonObject, frames: readonly Frame[]) {
  const { frames: out, problems } = applyTransformations(frames, [{ id, options }], context);
  return { columns: shown(out), order: out.map(({ fields }) => fields.map(({ name }) => name)), problems };
}

const up = series(
  'A',
  'up',
  [
    [1, 1],
    [2, 2],
    [3, 3],
  ],
  { job: 'api' },
);
const down = series(
  'A',
  'down',
  [
    [2, 20],
    [3, null],
    [4, 40],
  ],
  { job: 'web' },
);

const cases: [name: string, id: string, options: JsonObject, frames: readonly Frame[], want: Columns[]][] = [
  [
    'organize hides, renames and orders',
    'organize',
    { excludeByName: { Time: true }, renameByName: { 'Value #A': 'CPU' }, indexByName: { 'Value #A': 0, pod: 1 } },
    [a],
    [{ CPU: [10, 20], pod: ['x', 'y'] }],
  ],
  [
    'organize knows a series by its legend',
    'organize',
    { renameByName: { up: 'Up' } },
    [up],
    [{ Time: [1, 2, 3], Up: [1, 2, 3] }],
  ],
  ['organize keeps the legend without time', 'organize', { excludeByName: { Time: true } }, [up], [{ up: [1, 2, 3] }]],
  ['organize that hides all leaves no frame', 'organize', { excludeByName: { Time: true, up: true } }, [up], []],
  ['organize by what is included', 'organize', { includeByName: { pod: true } }, [a], [{ pod: ['x', 'y'] }]],
  [
    'merge joins rows with equal shared columns',
    'merge',
    {},
    [a, b],
    [{ Time: [1, 1, 1], pod: ['x', 'y', 'z'], 'Value #A': [10, 20, null], 'Value #B': [null, 2, 3] }],
  ],
  [
    'merge of tables without a shared column leaves them',
    'merge',
    {},
    [table('A', { x: [1] }), table('B', { y: [2] })],
    [{ x: [1] }, { y: [2] }],
  ],
  [
    'merge leaves out empty tables',
    'merge',
    {},
    [a, table('B', { Time: [] })],
    [{ Time: [1, 1], pod: ['x', 'y'], 'Value #A': [10, 20] }],
  ],
  [
    'joinByField outer',
    'joinByField',
    { byField: 'pod', mode: 'outer' },
    [a, b],
    [
      {
        pod: ['x', 'y', 'z'],
        'Time 1': [1, 1, null],
        'Value #A': [10, 20, null],
        'Time 2': [null, 1, 1],
        'Value #B': [null, 2, 3],
      },
    ],
  ],
  [
    'joinByField inner, by a variable',
    'joinByField',
    { byField: '$key', mode: 'inner' },
    [a, b],
    [{ pod: ['y'], 'Time 1': [1], 'Value #A': [20], 'Time 2': [1], 'Value #B': [2] }],
  ],
  [
    'joinByField tabular repeats rows',
    'joinByField',
    { byField: 'k', mode: 'outerTabular' },
    [table('A', { k: ['x', 'x'], v: [1, 2] }), table('B', { k: ['x', 'q'], w: [3, 4] })],
    [{ k: ['x', 'x', 'q'], v: [1, 2, null], w: [3, 3, 4] }],
  ],
  [
    'joinByField of series by time',
    'joinByField',
    {},
    [up, down],
    [{ Time: [1, 2, 3, 4], up: [1, 2, 3, null], down: [null, 20, null, 40] }],
  ],
  ['filterFieldsByName by names', 'filterFieldsByName', { include: { names: ['pod'] } }, [a], [{ pod: ['x', 'y'] }]],
  [
    'filterFieldsByName by pattern',
    'filterFieldsByName',
    { include: { pattern: '/^Value/' } },
    [a],
    [{ 'Value #A': [10, 20] }],
  ],
  [
    'filterFieldsByName excludes',
    'filterFieldsByName',
    { exclude: { names: ['Time'] } },
    [a],
    [{ pod: ['x', 'y'], 'Value #A': [10, 20] }],
  ],
  [
    'filterFieldsByName by a variable',
    'filterFieldsByName',
    { byVariable: true, include: { variable: '$key' } },
    [a],
    [{ pod: ['x', 'y'] }],
  ],
  [
    'filterFieldsByName of series',
    'filterFieldsByName',
    { include: { names: ['Time', 'up'] } },
    [up],
    [{ Time: [1, 2, 3], up: [1, 2, 3] }],
  ],
  ['filterByRefId', 'filterByRefId', { include: '/^(?:B)$/' }, [a, b], shown([b])],
  [
    'filterByValue any',
    'filterByValue',
    {
      type: 'include',
      match: 'any',
      filters: [{ fieldName: 'Value #A', config: { id: 'greater', options: { value: 15 } } }],
    },
    [a],
    [{ Time: [1], pod: ['y'], 'Value #A': [20] }],
  ],
  [
    'filterByValue all, excluding',
    'filterByValue',
    {
      type: 'exclude',
      match: 'all',
      filters: [
        { fieldName: 'pod', config: { id: 'regex', options: { value: '^[xy]$' } } },
        { fieldName: 'Value #A', config: { id: 'between', options: { from: '5', to: '15' } } },
      ],
    },
    [a],
    [{ Time: [1], pod: ['y'], 'Value #A': [20] }],
  ],
  [
    'sortBy, rows without a value last',
    'sortBy',
    { fields: {}, sort: [{ field: 'v', desc: true }] },
    [table('A', { k: ['a', 'b', 'c'], v: [1, null, 3] })],
    [{ k: ['c', 'a', 'b'], v: [3, 1, null] }],
  ],
  [
    'sortBy naturally',
    'sortBy',
    { sort: [{ field: 'k' }] },
    [table('A', { k: ['n10', 'n9'] })],
    [{ k: ['n9', 'n10'] }],
  ],
  [
    'calculateField reduces rows',
    'calculateField',
    { mode: 'reduceRow', reduce: { reducer: 'sum' } },
    [table('A', { a: [1, null], b: [2, 5] })],
    [{ a: [1, null], b: [2, 5], Total: [3, 5] }],
  ],
  [
    'calculateField binary with a number as text',
    'calculateField',
    { mode: 'binary', alias: 'percent', binary: { left: 'a', operator: '*', right: '100' } },
    [table('A', { a: [1, null] })],
    [{ a: [1, null], percent: [100, null] }],
  ],
  [
    'calculateField binary with matchers and fixed numbers',
    'calculateField',
    {
      mode: 'binary',
      binary: { left: { matcher: { id: 'byType', options: 'number' } }, operator: '/', right: { fixed: '2' } },
    },
    [table('A', { a: [1], b: [4] })],
    [{ a: [1], b: [4], 'a / 2': [0.5], 'b / 2': [2] }],
  ],
  [
    'calculateField joins series and replaces',
    'calculateField',
    { mode: 'binary', alias: 'sum', replaceFields: true, binary: { left: 'up', operator: '+', right: 'down' } },
    [up, down],
    [{ Time: [1, 2, 3, 4], sum: [null, 22, null, null] }],
  ],
  [
    'calculateField unary',
    'calculateField',
    { mode: 'unary', unary: { fieldName: 'a', operator: 'abs' } },
    [table('A', { a: [-1] })],
    [{ a: [-1], 'abs(a)': [1] }],
  ],
  [
    'calculateField running total',
    'calculateField',
    { mode: 'cumulativeFunctions', cumulative: { field: 'a', reducer: 'sum' } },
    [table('A', { a: [1, null, 3] })],
    [{ a: [1, null, 3], 'cumulative sum(a)': [1, 1, 4] }],
  ],
  [
    'calculateField moving mean',
    'calculateField',
    {
      mode: 'windowFunctions',
      alias: 'm',
      window: { field: 'a', reducer: 'mean', windowSize: 2, windowSizeMode: 'fixed' },
    },
    [table('A', { a: [1, 3, 5] })],
    [{ a: [1, 3, 5], m: [1, 2, 4] }],
  ],
  [
    'calculateField row numbers',
    'calculateField',
    { mode: 'index', index: { asPercentile: false } },
    [table('A', { a: [5, 6] })],
    [{ a: [5, 6], Row: [0, 1] }],
  ],
  [
    'groupBy with calculations',
    'groupBy',
    {
      fields: {
        k: { operation: 'groupby', aggregations: [] },
        v: { operation: 'aggregate', aggregations: ['sum', 'count'] },
        t: { operation: 'aggregate', aggregations: ['uniqueValues'] },
      },
    },
    [table('A', { k: ['x', 'y', 'x'], v: [1, 2, 3], t: ['p', 'q', 'r'] })],
    [{ k: ['x', 'y'], 'v (sum)': [4, 2], 'v (count)': [2, 1], 't (uniqueValues)': ['p, r', 'q'] }],
  ],
  ['groupBy leaves out frames without the field', 'groupBy', { fields: { z: { operation: 'groupby' } } }, [a], []],
  [
    'reduce to rows',
    'reduce',
    { reducers: ['lastNotNull', 'max'] },
    [up, down],
    [{ Field: ['up', 'down'], 'Last *': [3, 40], Max: [3, 40] }],
  ],
  [
    'reduce to rows with labels',
    'reduce',
    { reducers: ['sum'], labelsToFields: true },
    [up],
    [{ Field: ['up'], job: ['api'], Total: [6] }],
  ],
  ['reduce fields', 'reduce', { mode: 'reduceFields', reducers: ['max'] }, [up], [{ up: [3] }]],
  [
    'renameByRegex',
    'renameByRegex',
    { regex: 'Value #(.*)', renamePattern: '$1!' },
    [a],
    [{ Time: [1, 1], pod: ['x', 'y'], 'A!': [10, 20] }],
  ],
  [
    'labelsToFields',
    'labelsToFields',
    {},
    [series('A', 'up', [[1, 5]], { job: 'api' }), series('A', 'up', [[1, 6]], { job: 'web' })],
    [{ Time: [1, 1], job: ['api', 'web'], Value: [5, 6] }],
  ],
  [
    'labelsToFields names values by a label',
    'labelsToFields',
    { valueLabel: 'q' },
    [series('A', 'x', [[1, 5]], { job: 'api', q: 'p50' }), series('A', 'y', [[1, 6]], { job: 'api', q: 'p99' })],
    [{ Time: [1], job: ['api'], p50: [5], p99: [6] }],
  ],
  ['labelsToFields as rows', 'labelsToFields', { mode: 'rows' }, [up], [{ label: ['job'], value: ['api'] }]],
  [
    'seriesToRows, newest first',
    'seriesToRows',
    {},
    [up, down],
    [{ Time: [4, 3, 2, 2, 1], Metric: ['down', 'up', 'up', 'down', 'up'], Value: [40, 3, 2, 20, 1] }],
  ],
  ['limit', 'limit', { limitField: '1' }, [a], [{ Time: [1], pod: ['x'], 'Value #A': [10] }]],
  [
    'concatenate',
    'concatenate',
    {},
    [table('A', { x: [1, 2] }), table('B', { x: [3] })],
    [{ 'x 1': [1, 2], 'x 2': [3, null] }],
  ],
  [
    'convertFieldType',
    'convertFieldType',
    {
      conversions: [
        { targetField: 'v', destinationType: 'number' },
        { targetField: 'n', destinationType: 'string' },
      ],
    },
    [table('A', { v: ['1.5', 'x'], n: [1, 2] })],
    [{ v: [1.5, null], n: ['1', '2'] }],
  ],
  [
    'prepareTimeSeries splits a table',
    'prepareTimeSeries',
    { format: 'many' },
    [table('A', { Time: [1, 1, 2], pod: ['x', 'y', 'x'], v: [1, 2, 3] })],
    [
      { Time: [1, 2], 'v x': [1, 3] },
      { Time: [1], 'v y': [2] },
    ],
  ],
  [
    'extractFields reads JSON and pairs',
    'extractFields',
    { source: 's', replace: true },
    [table('A', { s: ['{"a":1,"b":"x"}', 'a=2 b="y z"'] })],
    [{ a: ['1', '2'], b: ['x', 'y z'] }],
  ],
  ['timeSeriesTable', 'timeSeriesTable', {}, [up, down], [{ job: ['api', 'web'], 'Trend #A': [3, 40] }]],
];

describe('transformations', () => {
  it.each(cases)('%s', (_name, id, options, frames, want) => {
    const { columns, problems } = run(id, options, frames);
    expect(problems).toEqual([]);
    expect(columns).toEqual(want);
    // toEqual does not look at the order of columns.
    expect(columns.map((one) => Object.keys(one))).toEqual(want.map((one) => Object.keys(one)));
  });

  it.each(Object.keys(transformationTypes))('%s bears hostile options and no frames', (id) => {
    const hostile: JsonObject[] = [
      {},
      { fields: 1, sort: 'x', filters: {}, reducers: 7, conversions: null, binary: [], mappings: 'no' },
      { excludeByName: [], renameByName: { a: {} }, regex: null, limitField: {}, byField: 5, mode: 'nonsense' },
    ];
    for (const options of hostile) {
      for (const frames of [[], [a, b], [up, down], [{ refId: 'A', name: '', fields: [], length: 0 }]]) {
        expect(() => applyTransformations(frames, [{ id, options }], context)).not.toThrow();
      }
    }
  });
});
