import { describe, expect, it } from 'vitest';
import type { JsonObject } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import { imageSource, shortJson } from './cellText';
import { filterChoices, filterRows, withFilter } from './columnFilter';
import { footerRows } from './footer';
import { columnStyle, tableOptions } from './options';
import { rowColors } from './rowColor';
import { sortRows, tableColumns } from './tableModel';

const context = { theme: 'dark', timeZone: 'utc', nowMs: 0 } as const;

function table(custom: JsonObject = {}): Frame {
  return {
    refId: 'A',
    name: '',
    length: 3,
    fields: [
      { name: 'host', type: 'string', values: ['b', 'a', 'b'], config: {} },
      {
        name: 'Used',
        type: 'number',
        values: Float64Array.of(1, 2, 4),
        present: Uint8Array.of(1, 1, 1),
        config: { custom, unit: 'bytes' },
      },
    ],
  };
}

describe('filters', () => {
  const frame = table();
  const columns = tableColumns(frame);
  const rows = sortRows(frame, null);
  it('offers the texts of a column once, in order', () => {
    expect(columns.map((column) => filterChoices(frame, column, context))).toEqual([
      ['a', 'b'],
      ['1 B', '2 B', '4 B'],
    ]);
  });
  it.each([
    ['none', [], [0, 1, 2]],
    ['one', [[0, ['b']]], [0, 2]],
    [
      'two',
      [
        [0, ['b']],
        [1, ['4 B', '2 B']],
      ],
      [2],
    ],
    ['nothing left', [[0, ['c']]], []],
    ['a column that is gone', [[9, ['b']]], [0, 1, 2]],
  ] as [string, [number, string[]][], number[]][])('%s', (_name, filters, want) => {
    const chosen = new Map(filters.map(([key, texts]) => [key, new Set(texts)]));
    expect([...filterRows(rows, columns, chosen, context)]).toEqual(want);
  });
  it('goes when nothing is chosen', () => {
    const one = withFilter(new Map(), 0, new Set(['a']));
    expect([one.size, withFilter(one, 0, new Set()).size]).toEqual([1, 0]);
  });
});

describe('footer', () => {
  const footer = (footerOptions: JsonObject, custom: JsonObject = {}, rows = Int32Array.of(0, 1, 2)) => {
    const options = tableOptions.parse({ footer: footerOptions });
    return footerRows(tableColumns(table(custom)), options, rows, context).map(({ title, texts }) => [
      title,
      Object.fromEntries(texts),
    ]);
  };
  it.each([
    ['none', { show: false, reducer: ['sum'] }, {}, []],
    ['a sum', { show: true, reducer: ['sum'] }, {}, [['Total', { 1: '7 B' }]]],
    ['of other fields', { show: true, reducer: ['sum'], fields: ['host'] }, {}, []],
    ['rows counted', { show: true, reducer: ['count'], countRows: true }, {}, [['Count', { 0: '3' }]]],
    [
      'by the column',
      {},
      { footer: { reducers: ['max', 'min'] } },
      [
        ['Max', { 1: '4 B' }],
        ['Min', { 1: '1 B' }],
      ],
    ],
  ] as [string, JsonObject, JsonObject, unknown[]][])('%s', (_name, options, custom, want) => {
    expect(footer(options, custom)).toEqual(want);
  });
  it('counts the rows that the filters let through', () => {
    expect(footer({ show: true, reducer: ['sum'] }, {}, Int32Array.of(0, 2))).toEqual([['Total', { 1: '5 B' }]]);
  });
});

describe('cells', () => {
  it.each([
    ['https://example.org/a.png', true],
    ['data:image/png;base64,AAAA', true],
    ['data:image/svg+xml,<svg/>', true],
    ['data:text/html,<script>', false],
    ['javascript:alert(1)', false],
    ['/relative.png', false],
    ['', false],
  ])('picture %j: %j', (text, want) => expect(imageSource(text) !== undefined).toBe(want));

  it.each([
    ['{"a":[1,2]}', '{ "a": [ 1, 2 ] }'],
    ['{broken', '{broken'],
    ['plain', 'plain'],
    ['7', '7'],
  ])('json %s', (text, want) => expect(shortJson(text)).toBe(want));

  it('colours rows by the cell that asks for it', () => {
    const color = { cellOptions: { type: 'color-background', applyToRow: true } };
    expect(rowColors(tableColumns(table(color)), 0, context)?.background).toMatch(/^#/);
    expect(rowColors(tableColumns(table()), 0, context)).toBeUndefined();
  });

  it.each([
    [{ displayMode: 'lcd-gauge' }, ['gauge', 'lcd']],
    [{ cellOptions: { type: 'gauge', mode: 'basic' } }, ['gauge', 'basic']],
    [{ cellOptions: { type: 'no such' } }, ['auto', 'gradient']],
    [undefined, ['auto', 'gradient']],
  ])('%j', (custom, want) => {
    const { cell, gaugeMode } = columnStyle(custom);
    expect([cell, gaugeMode]).toEqual(want);
  });
});
