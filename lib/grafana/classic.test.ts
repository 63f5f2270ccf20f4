import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonObject, Section } from '@/lib/dashboard/document';
import { readClassic, writeClassic } from './classic';
import { isJsonObject } from './fieldReader';

const timeseries = { id: 7, type: 'timeseries', title: 'CPU', gridPos: { x: 0, y: 0, w: 12, h: 8 } };

function layoutOf(json: unknown): readonly Section[] {
  return readClassic(json).dashboard.layout;
}

describe('layout', () => {
  it('gives panels after an open row to the row, and nested ones to a collapsed row', () => {
    const layout = layoutOf({
      panels: [
        { ...timeseries, id: 1 },
        { id: 2, type: 'row', title: 'open', collapsed: false, gridPos: { x: 0, y: 8, w: 24, h: 1 }, panels: [] },
        { ...timeseries, id: 3, gridPos: { x: 12, y: 9, w: 12, h: 4 } },
        {
          id: 4,
          type: 'row',
          title: 'closed',
          collapsed: true,
          gridPos: { x: 0, y: 13, w: 24, h: 1 },
          panels: [{ ...timeseries, id: 5, gridPos: { x: 0, y: 40, w: 6, h: 3 } }],
        },
      ],
    });
    expect(layout).toEqual([
      { type: 'grid', items: [{ panelId: 1, x: 0, y: 0, w: 12, h: 8 }] },
      expect.objectContaining({ title: 'open', collapsed: false, items: [{ panelId: 3, x: 12, y: 0, w: 12, h: 4 }] }),
      expect.objectContaining({ title: 'closed', collapsed: true, items: [{ panelId: 5, x: 0, y: 0, w: 6, h: 3 }] }),
    ]);
  });

  it('places the panels of rows from before version 16 by span and height', () => {
    const layout = layoutOf({
      rows: [
        {
          title: 'first',
          showTitle: true,
          height: '250px',
          panels: [
            { ...timeseries, span: 8 },
            { type: 'graph', span: 6 },
          ],
        },
        { title: 'second', collapse: true, panels: [{ type: 'singlestat' }] },
      ],
    });
    expect(layout).toEqual([
      expect.objectContaining({
        title: 'first',
        items: [
          { panelId: 7, x: 0, y: 0, w: 16, h: 7 },
          { panelId: expect.any(Number), x: 0, y: 7, w: 12, h: 7 },
        ],
      }),
      expect.objectContaining({ title: 'second', collapsed: true, items: [expect.objectContaining({ w: 8 })] }),
    ]);
  });

  it('renames duplicate ids, keeps the first, and says so', () => {
    const { dashboard, warnings } = readClassic({
      panels: [timeseries, { ...timeseries, gridPos: { x: 12, y: 0, w: 12, h: 8 } }],
    });
    expect(Object.keys(dashboard.panels)).toEqual(['7', '8']);
    expect(warnings).toEqual([{ path: 'panels[1].id', message: expect.stringContaining('8 is used') }]);
  });
});

describe('migration by shape', () => {
  function only(panel: JsonObject) {
    const { dashboard } = readClassic({ panels: [{ gridPos: { x: 0, y: 0, w: 4, h: 4 }, ...panel }] });
    return Object.values(dashboard.panels)[0]!;
  }

  it('turns a graph into a time series with units, stacking, right axis and thresholds', () => {
    const panel = only({
      type: 'graph',
      fill: 3,
      linewidth: 2,
      stack: true,
      nullPointMode: 'connected',
      aliasColors: { idle: '#ff0000' },
      seriesOverrides: [{ alias: '/total/', yaxis: 2, fill: 0, transform: 'negative-Y' }],
      yaxes: [
        { format: 'bytes', min: '0', logBase: 1, show: true },
        { format: 'percent', show: true },
      ],
      legend: { show: true, alignAsTable: true, rightSide: true, values: true, avg: true, current: true },
      tooltip: { shared: true, sort: 2 },
      thresholds: [{ value: 80, op: 'gt', colorMode: 'critical', fill: true, line: false }],
    });
    expect(panel.type).toBe('timeseries');
    expect(panel.fieldConfig.defaults).toMatchObject({
      unit: 'bytes',
      min: 0,
      thresholds: {
        steps: [
          { value: null, color: 'transparent' },
          { value: 80, color: 'red' },
        ],
      },
      custom: {
        fillOpacity: 30,
        lineWidth: 2,
        spanNulls: true,
        stacking: { mode: 'normal' },
        thresholdsStyle: { mode: 'area' },
      },
    });
    expect(panel.fieldConfig.overrides).toEqual([
      {
        matcher: { id: 'byName', options: 'idle' },
        properties: [{ id: 'color', value: { mode: 'fixed', fixedColor: '#ff0000' } }],
      },
      {
        matcher: { id: 'byRegexp', options: '/total/' },
        properties: [
          { id: 'unit', value: 'percent' },
          { id: 'custom.axisPlacement', value: 'right' },
          { id: 'custom.fillOpacity', value: 0 },
          { id: 'custom.transform', value: 'negative-Y' },
        ],
      },
    ]);
    expect(panel.options).toEqual({
      legend: { showLegend: true, displayMode: 'table', placement: 'right', calcs: ['mean', 'lastNotNull'] },
      tooltip: { mode: 'multi', sort: 'desc' },
    });
    expect(panel.unknown).toMatchObject({ stack: true, aliasColors: { idle: '#ff0000' } });
  });

  it.each([
    ['stat', { type: 'singlestat', colorBackground: true, sparkline: { show: true } }, 'stat'],
    ['gauge', { type: 'singlestat', gauge: { show: true, minValue: 0, maxValue: 100 } }, 'gauge'],
  ])('turns a singlestat into a %s', (_name, source, type) => {
    const panel = only({
      ...source,
      format: 'percent',
      valueName: 'current',
      thresholds: '70,90',
      colors: ['green', 'orange', 'red'],
      valueMaps: [
        { value: 'null', op: '=', text: 'N/A' },
        { value: '1', op: '=', text: 'up' },
      ],
    });
    expect(panel.type).toBe(type);
    expect(panel.options).toMatchObject({ reduceOptions: { calcs: ['lastNotNull'] } });
    expect(panel.fieldConfig.defaults).toMatchObject({
      unit: 'percent',
      thresholds: {
        steps: [
          { value: null, color: 'green' },
          { value: 70, color: 'orange' },
          { value: 90, color: 'red' },
        ],
      },
      mappings: [
        { type: 'special', options: { match: 'null', result: { text: 'N/A' } } },
        { type: 'value', options: { 1: { text: 'up' } } },
      ],
    });
  });

  it.each([
    [1, 'special'],
    [2, 'special'],
    [null, 'special'],
  ])('reads "null to null is N/A" of an old panel as no value, mapping type %s', (mappingType, type) => {
    const valueMaps = [{ value: 'null', op: '=', text: 'N/A' }];
    const rangeMaps = [{ from: 'null', to: 'null', text: 'N/A' }];
    const panel = only({ type: 'singlestat', mappingType, valueMaps, rangeMaps });
    expect(panel.fieldConfig.defaults.mappings).toEqual([
      { type, options: { match: 'null', result: { text: 'N/A' } } },
    ]);
  });

  it('heeds only the list of mappings that was in force', () => {
    const valueMaps = [{ value: '1', op: '=', text: 'up' }];
    const rangeMaps = [{ from: '0', to: '5', text: 'few' }];
    const typeOf = (mappingType: number) =>
      only({ type: 'singlestat', mappingType, valueMaps, rangeMaps }).fieldConfig.defaults.mappings?.map(
        ({ type }) => type,
      );
    expect([typeOf(1), typeOf(2)]).toEqual([['value'], ['range']]);
  });

  it('turns the styles of an old table into overrides', () => {
    const panel = only({
      type: 'table',
      transform: 'table',
      styles: [
        { pattern: 'Time', type: 'hidden' },
        { pattern: 'Value', type: 'number', alias: 'Used', unit: 'bytes', decimals: 1 },
        { pattern: '/.*/', type: 'number', unit: 'short' },
      ],
    });
    expect(panel.transformations).toEqual([{ id: 'merge', options: {} }]);
    expect(panel.fieldConfig.defaults).toEqual({ unit: 'short' });
    expect(panel.fieldConfig.overrides.map(({ matcher }) => matcher.options)).toEqual(['Time', 'Value']);
  });

  it('keeps the link of an old column', () => {
    const style = { pattern: 'pod', type: 'string', link: true, linkUrl: '/d/x?var-pod=$__cell', linkTooltip: 'Pod' };
    const [override] = only({ type: 'table', styles: [style] }).fieldConfig.overrides;
    expect(override?.properties).toEqual([
      { id: 'links', value: [{ title: 'Pod', url: '/d/x?var-pod=$__cell', targetBlank: false }] },
    ]);
  });
});

describe('hostile input', () => {
  const wrong: readonly unknown[] = [
    null,
    undefined,
    7,
    'text',
    [],
    true,
    { panels: 'x' },
    { panels: [null, 1, 'a', [], {}] },
  ];
  const everywhere = (value: unknown) => ({
    title: value,
    tags: value,
    time: value,
    templating: value,
    annotations: value,
    refresh: value,
    timepicker: value,
    graphTooltip: value,
    panels: [
      {
        id: value,
        type: 'timeseries',
        gridPos: value,
        targets: value,
        fieldConfig: value,
        options: value,
        links: value,
        transformations: value,
        datasource: value,
      },
      {
        type: 'graph',
        gridPos: { x: value, y: value, w: value, h: value },
        yaxes: value,
        seriesOverrides: value,
        legend: value,
      },
      { type: 'row', panels: value, title: value },
      { type: 'singlestat', thresholds: value, colors: value, gauge: value, valueMaps: value },
      { type: 'table', styles: value },
      {
        type: 'stat',
        options: { fieldOptions: value },
        fieldConfig: { defaults: { mappings: value, thresholds: value } },
      },
      { type: 'stat', targets: [{ refId: value, expr: value, interval: value }], fieldConfig: { overrides: [value] } },
    ],
    rows: value,
  });
  const values = [
    null,
    0,
    -1,
    1e308,
    'x',
    '',
    true,
    [],
    [null],
    [1],
    {},
    { steps: 3 },
    { list: 1 },
    { list: [1, null, {}] },
  ];

  it.each(wrong.map((value) => [JSON.stringify(value) ?? 'undefined', value]))('reads %s', (_name, value) => {
    expect(writeClassic(readClassic(value).dashboard)).toHaveProperty('panels');
  });

  it.each(values.map((value) => [JSON.stringify(value), value]))('reads %s in every place', (_name, value) => {
    const { dashboard } = readClassic(everywhere(value));
    expect(Object.keys(dashboard.panels)).toHaveLength(6);
    for (const section of dashboard.layout) {
      for (const { x, y, w, h } of section.items) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + w).toBeLessThanOrEqual(24);
        expect(Number.isFinite(y + h)).toBe(true);
      }
    }
    expect(() => writeClassic(dashboard)).not.toThrow();
  });

  it('names the place of a wrong type', () => {
    const { warnings } = readClassic({ panels: [{ ...timeseries, targets: [{ refId: 'A', expr: { a: 1 } }] }] });
    expect(warnings).toEqual([
      { path: 'panels[0].targets[0].expr', message: 'expected a string, found an object; the default is used' },
    ]);
  });

  it('bounds the number of panels and of warnings', () => {
    const { dashboard, warnings } = readClassic({ panels: Array.from({ length: 12_000 }, () => ({ type: 'stat' })) });
    expect(Object.keys(dashboard.panels)).toHaveLength(10_000);
    expect(warnings.length).toBeLessThanOrEqual(501);
  });
});

describe('round trip', () => {
  it('keeps what is unknown, at every level', () => {
    const source = {
      uid: 'u',
      title: 't',
      newTop: { a: [1] },
      panels: [
        {
          ...timeseries,
          newInPanel: 1,
          targets: [{ refId: 'A', expr: 'up', newInTarget: [2] }],
          fieldConfig: { defaults: { newInField: 3 }, overrides: [] },
        },
      ],
      templating: {
        list: [{ name: 'v', type: 'query', query: { query: 'label_values(up, job)', refId: 'R' }, definition: 'd' }],
      },
    };
    expect(writeClassic(readClassic(source).dashboard)).toMatchObject(source);
  });

  it('is stable: what is written reads as the same document', () => {
    const { dashboard } = readClassic({
      panels: [timeseries, { type: 'row', panels: [] }, { type: 'graph', yaxes: [{ format: 's' }] }],
    });
    expect(readClassic(writeClassic(dashboard)).dashboard).toEqual(dashboard);
  });
});

const dataFolder = process.env['BELVEDERE_TEST_DATA'];
const folder = dataFolder === undefined ? '' : join(dataFolder, 'dashboards');

describe.skipIf(!existsSync(folder))('real dashboards (BELVEDERE_TEST_DATA; skipped when unset)', () => {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];

  it('finds them', () => expect(files.length).toBeGreaterThanOrEqual(193));

  it.each(files)('%s keeps its panels, and is stable when written and read again', (name) => {
    const source: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const { dashboard } = readClassic(source);
    expect(Object.keys(dashboard.panels)).toHaveLength(countPanels(source));
    expect(dashboard.layout.flatMap(({ items }) => items)).toHaveLength(countPanels(source));
    expect(readClassic(writeClassic(dashboard)).dashboard).toEqual(dashboard);
  });
});

/** Counts panels that are not rows, in any form of classic JSON. */
function countPanels(value: unknown): number {
  if (!isJsonObject(value)) return 0;
  const { panels, rows } = value;
  const list = Array.isArray(panels) && panels.length > 0 ? panels : Array.isArray(rows) ? rows : [];
  return list.reduce<number>((count, item) => {
    if (!isJsonObject(item)) return count;
    const holdsPanels = item['type'] === 'row' || list === rows;
    return count + (holdsPanels ? countPanels(item) : 1);
  }, 0);
}
