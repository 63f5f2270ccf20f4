import { describe, expect, it } from 'vitest';
import type { Frame } from '../frame';
import { type CsvCell, csvText } from './csv';
import { curlCommand } from './curl';
import { areSeries, dataTable, frameLabel, joinSeries, tableRows } from './dataTable';

const NAN = Number.NaN;

function series(name: string, times: readonly number[], values: readonly number[], present?: readonly number[]): Frame {
  return {
    refId: 'A',
    name,
    length: times.length,
    fields: [
      { name: 'Time', type: 'time', values: Float64Array.from(times), config: {} },
      {
        name: 'Value',
        type: 'number',
        values: Float64Array.from(values),
        config: { unit: 'bytes' },
        ...(present === undefined ? {} : { present: Uint8Array.from(present) }),
      },
    ],
  };
}

describe('csvText', () => {
  it.each<[string, CsvCell, string]>([
    ['a number', -1.5, '-1.5'],
    ['infinity', Number.POSITIVE_INFINITY, 'Inf'],
    ['not a number', NAN, 'NaN'],
    ['nothing', null, ''],
    ['text', 'a b', 'a b'],
    ['a comma', 'a,b', '"a,b"'],
    ['quotes and lines', 'a "b"\nc', '"a ""b""\nc"'],
    ['a formula', '=HYPERLINK("http://x","y")', '"\'=HYPERLINK(""http://x"",""y"")"'],
    ['a sum', '+1+2', "'+1+2"],
    ['a command', '-2+cmd|calc', "'-2+cmd|calc"],
    ['a function', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab before a formula', '\t=1', "'\t=1"],
  ])('writes %s', (_name, value, want) => {
    expect(csvText(['x'], [[value]])).toBe(`x\r\n${want}\r\n`);
  });

  it('makes names of columns harmless, too', () => {
    expect(csvText(['=1', 'b'], [])).toBe("'=1,b\r\n");
  });
});

describe('dataTable', () => {
  const context = { timeZone: 'utc', nowMs: 0 };

  it('gives raw values and those that the panel shows, without steps that have no sample', () => {
    const table = dataTable(series('cpu', [0, 60_000, 120_000], [1024, NAN, NAN], [1, 0, 1]), context);
    expect(table.columns.map(({ name }) => name)).toEqual(['Time', 'cpu']);
    expect([...tableRows(table, false)]).toEqual([
      ['1970-01-01T00:00:00.000Z', 1024],
      ['1970-01-01T00:02:00.000Z', NAN],
    ]);
    expect([...tableRows(table, true)]).toEqual([
      ['1970-01-01 00:00:00', '1 KiB'],
      ['1970-01-01 00:02:00', 'NaN'],
    ]);
  });

  it('joins series by time', () => {
    const frames = [series('a', [0, 1000], [1, 2]), series('b', [1000, 2000], [3, 4])];
    expect(areSeries(frames)).toBe(true);
    const [joined] = joinSeries(frames);
    const table = dataTable(joined as Frame, context);
    expect(table.columns.map(({ name }) => name)).toEqual(['Time', 'a', 'b']);
    expect([...tableRows(table, false)].map((row) => row.slice(1))).toEqual([
      [1, null],
      [2, 3],
      [null, 4],
    ]);
  });

  it('names frames', () => {
    expect(frameLabel(series('cpu', [], []), 0)).toBe('A: cpu');
    expect(frameLabel({ refId: 'B', name: '', fields: [], length: 0 }, 1)).toBe('B: Frame 2');
  });

  it('survives a time that no date can hold', () => {
    const table = dataTable(series('x', [9e15, NAN], [1, 2]), context);
    expect([...tableRows(table, false)]).toEqual([
      [9e15, 1],
      [null, 2],
    ]);
  });
});

describe('curlCommand', () => {
  const query = { expr: `up{job="it's"}`, fromMs: 1500, toMs: 4000, stepMs: 250 };

  it('quotes for a shell', () => {
    expect(curlCommand('http://h:3000', { ...query, kind: 'range' })).toBe(
      [
        `curl -sG 'http://h:3000/api/v1/query_range' \\`,
        `  --data-urlencode 'query=up{job="it'\\''s"}' \\`,
        `  --data-urlencode 'start=1.5' \\`,
        `  --data-urlencode 'end=4' \\`,
        `  --data-urlencode 'step=0.25'`,
      ].join('\n'),
    );
  });

  it('asks an instant query at its end', () => {
    expect(curlCommand('', { ...query, kind: 'instant' })).toContain(
      `/api/v1/query' \\\n  --data-urlencode 'query=up{`,
    );
    expect(curlCommand('', { ...query, kind: 'instant' })).toMatch(/time=4'$/);
  });
});
