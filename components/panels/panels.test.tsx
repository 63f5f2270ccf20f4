import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import type { FieldConfig, Panel } from '@/lib/dashboard/document';
import { applyFieldConfig } from '@/lib/dashboard/fieldConfig';
import type { Frame } from '@/lib/dashboard/frame';
import { fillShare, lcdCells, thresholdMarks } from './bargauge/barFill';
import type { PanelHost } from './panelType';
import { reducedValues } from './reducedValues';
import { findPanelType, panelTypes } from './registry';
import { statColors } from './statColors';
import { footerRows } from './table/footer';
import { tableOptions } from './table/options';
import { initialSort, sortRows, tableColumns } from './table/tableModel';
import { tileGrid } from './tileGrid';

const HOSTILE = '<img src=x onerror=alert(1)>';
const host: PanelHost = {
  timeZone: 'utc',
  theme: 'dark',
  interpolate: (text) => text,
  linksAt: () => [],
  crosshairGroup: 'test',
  crosshairMode: 'crosshair',
};
const panel: Panel = {
  id: 1,
  type: 'timeseries',
  title: HOSTILE,
  description: '',
  transparent: false,
  targets: [],
  transformations: [],
  fieldConfig: { defaults: {}, overrides: [] },
  options: {},
  links: [],
  unknown: {},
};

function series(name: string, values: number[], config: FieldConfig = {}): Frame {
  const frame: Frame = {
    refId: 'A',
    name,
    length: values.length,
    fields: [
      { name: 'Time', type: 'time', values: Float64Array.from(values, (_, i) => i * 1000), config: {} },
      { name: 'Value', type: 'number', values: Float64Array.from(values), config: {} },
    ],
  };
  return applyFieldConfig([frame], { defaults: config, overrides: [] })[0] ?? frame;
}

function draw(type: string, frames: Frame[], options: unknown = {}, size = { width: 400, height: 200 }): string {
  const found = findPanelType(type);
  if (!found) throw new Error(`no panel type ${type}`);
  const data = { frames, bounds: { fromMs: 0, toMs: 5000 } };
  const drawing = createElement(found.component, { panel, options: found.options.parse(options), data, size, host });
  return renderToStaticMarkup(createElement(QueryClientProvider, { client: new QueryClient() }, drawing));
}

const CASES: [string, Frame[]][] = [
  ['no frames', []],
  ['one series', [series('a', [1, 2, 3])]],
  ['hostile names', [series(HOSTILE, [1, 2]), series('b', [2, 3])]],
  [
    'hostile mappings',
    [series('a', [1], { mappings: [{ type: 'value', options: { '1': { text: HOSTILE, color: HOSTILE } } }] })],
  ],
  ['hostile units', [series('a', [1], { unit: HOSTILE, displayName: HOSTILE })]],
  ['only NaN', [series('a', [Number.NaN, Number.NaN])]],
  ['empty columns', [series('a', [])]],
  ['extremes', [series('a', [1e-9, 1e15, Number.POSITIVE_INFINITY, -Number.MAX_VALUE])]],
  ['300 series', Array.from({ length: 300 }, (_, i) => series(`${'x'.repeat(120)}${i}`, [i, i + 1]))],
];

describe.each([...Object.keys(panelTypes), 'alertlist', 'annolist', 'news'])('%s', (type) => {
  it.each(CASES)('draws %s and no markup from data', (_, frames) => {
    expect(draw(type, frames)).not.toContain('<img');
  });

  it.each([null, 7, 'x', [], { legend: 7, tooltip: null, reduceOptions: [], sortBy: {}, text: 1, content: 5 }])(
    'takes options %j',
    (options) => {
      expect(() => draw(type, [series('a', [1])], options)).not.toThrow();
    },
  );

  it('survives a size of one pixel', () => {
    expect(() => draw(type, [series('a', [1, 2]), series('b', [1, 2])], {}, { width: 1, height: 1 })).not.toThrow();
  });
});

it.each(['timeseries', 'stat', 'bargauge', 'gauge'])('%s shows hostile names as text', (type) => {
  expect(draw(type, [series(HOSTILE, [1, 2]), series('b', [2, 3])])).toContain('&lt;img src=x');
});

describe('registry', () => {
  it.each([
    ['graph', 'timeseries'],
    ['singlestat', 'stat'],
    ['table-old', 'table'],
    ['stat', 'stat'],
    ['nodeGraph', undefined],
    ['constructor', undefined],
  ])('%s', (name, want) => expect(findPanelType(name)?.type).toBe(want));
});

describe('reducedValues', () => {
  const context = { theme: 'dark', timeZone: 'utc', nowMs: 0 } as const;
  const frames = [series('a', [1, 5, Number.NaN], { unit: 'bytes' }), series('b', [2, 3])];
  const texts = (options: Partial<Parameters<typeof reducedValues>[1]>) =>
    reducedValues(frames, { values: false, calcs: [], fields: '', ...options }, context).map(
      ({ name, display }) => `${name}=${display.text}${display.suffix}`,
    );
  it.each([
    [{}, ['a=5 B', 'b=3']],
    [{ calcs: ['max'] }, ['a=5 B', 'b=3']],
    [{ fields: '/^b$/' }, ['b=3']],
    [{ fields: 'a' }, ['a=5 B']],
    [{ values: true, limit: 2 }, ['a=1 B', 'a=5 B']],
  ])('%j', (options, want) => expect(texts(options)).toEqual(want));
});

describe('stat colours', () => {
  const thresholds: FieldConfig = {
    color: { mode: 'thresholds' },
    thresholds: {
      mode: 'absolute',
      steps: [
        { value: null, color: 'green' },
        { value: 80, color: 'red' },
      ],
    },
  };
  const reversed: FieldConfig = {
    color: { mode: 'thresholds' },
    thresholds: {
      mode: 'absolute',
      steps: [
        { value: null, color: 'red' },
        { value: 1, color: 'green' },
      ],
    },
  };
  const colors = (value: number, config: FieldConfig, mode: 'value' | 'background' = 'value') => {
    const [reduced] = reducedValues(
      [series('a', [value], config)],
      { values: false, calcs: [], fields: '' },
      { theme: 'dark', timeZone: 'utc', nowMs: 0 },
    );
    return reduced ? statColors(reduced, mode, 'dark') : undefined;
  };
  it('stays calm below the first threshold', () =>
    expect(colors(10, thresholds)).toMatchObject({ value: '#f1f4f8', alert: false }));
  it('takes colour and a sign past it', () =>
    expect(colors(90, thresholds)).toMatchObject({ value: '#f0655d', alert: true }));
  it('shows a base that warns', () => expect(colors(0, reversed)?.value).toBe('#f0655d'));
  it('shows that all is well again', () =>
    expect(colors(1, reversed)).toMatchObject({ value: '#3fb37f', alert: false }));
  it('takes the colour of a mapping', () => {
    const mapped: FieldConfig = { ...thresholds, mappings: [{ type: 'value', options: { '1': { color: 'purple' } } }] };
    expect(colors(1, mapped)?.value).toBe('#b877d9');
  });
  it('fills the background', () => expect(colors(90, thresholds, 'background')?.background).toBe('#f0655d'));
});

describe('bars', () => {
  const config: FieldConfig = {
    min: 0,
    max: 100,
    color: { mode: 'thresholds' },
    thresholds: {
      mode: 'absolute',
      steps: [
        { value: null, color: 'green' },
        { value: 80, color: 'red' },
      ],
    },
  };
  const reduce = (value: number) => {
    const [reduced] = reducedValues(
      [series('a', [value], config)],
      { values: false, calcs: [], fields: '' },
      { theme: 'dark', timeZone: 'utc', nowMs: 0 },
    );
    if (!reduced) throw new Error('no value');
    return reduced;
  };
  it.each([
    [25, 0.25],
    [-5, 0],
    [500, 1],
    [Number.NaN, 0],
  ])('%d fills %d', (value, want) => expect(fillShare(reduce(value))).toBe(want));
  it('marks thresholds inside', () => expect(thresholdMarks(reduce(1))).toEqual([0.8]));
  it('lights cells up to the value', () => {
    expect(
      lcdCells(reduce(50), 10, 'dark')
        .map((cell) => cell.lit)
        .lastIndexOf(true),
    ).toBe(4);
  });
});

describe('tables', () => {
  const frame: Frame = {
    refId: 'A',
    name: 'A',
    length: 4,
    fields: [
      { name: 'host', type: 'string', values: ['b10', null, 'b9', 'a'], config: {} },
      { name: 'Value', type: 'number', values: Float64Array.of(3, 1, Number.NaN, 2), config: {} },
      { name: 'secret', type: 'string', values: ['', '', '', ''], config: { custom: { hidden: true } } },
    ],
  };
  it.each([
    [null, [0, 1, 2, 3]],
    [{ key: 1, descending: false }, [1, 3, 0, 2]],
    [{ key: 1, descending: true }, [0, 3, 1, 2]],
    [{ key: 0, descending: false }, [3, 2, 0, 1]],
    [{ key: 99, descending: false }, [0, 1, 2, 3]],
  ])('sorted by %j', (sort, want) => expect([...sortRows(frame, sort)]).toEqual(want));

  it('hides columns, finds the sort, adds up', () => {
    const columns = tableColumns(frame);
    const options = tableOptions.parse({
      sortBy: [{ displayName: 'Value', desc: true }],
      footer: { show: true, reducer: ['sum'] },
    });
    expect(columns.map(({ name, align }) => [name, align])).toEqual([
      ['host', 'left'],
      ['Value', 'right'],
    ]);
    expect(initialSort(columns, options)).toEqual({ key: 1, descending: true });
    const rows = sortRows(frame, null);
    expect(footerRows(columns, options, rows, { theme: 'dark', timeZone: 'utc', nowMs: 0 })[0]?.texts.get(1)).toBe('6');
  });
});

describe('tileGrid', () => {
  const options = { orientation: 'auto', gapPx: 0, aspect: 2, minHeight: 10 } as const;
  it.each([
    [1, 400, 200, 1],
    [2, 400, 100, 2],
    [6, 600, 200, 3],
    [3, 100, 300, 1],
  ])('%d tiles in %d × %d', (count, width, height, columns) => {
    expect(tileGrid(count, { width, height }, options).columns).toBe(columns);
  });
  it('follows the orientation', () => {
    expect(tileGrid(4, { width: 10, height: 10 }, { ...options, orientation: 'vertical' }).columns).toBe(4);
    expect(tileGrid(4, { width: 10, height: 10 }, { ...options, orientation: 'horizontal' }).columns).toBe(1);
  });
});
