import { describe, expect, it } from 'vitest';
import { type DataPlace, dataLinks } from './dataLinks';
import type { JsonObject } from './document';
import type { Field, Frame } from './frame';
import type { BoundVariable } from './variables/scope';

const env: BoundVariable = { name: 'env', values: ['a b'], texts: ['a b'], isAll: false, isList: false };
const state = {
  scope: { variables: new Map([['env', env]]), builtins: new Map() },
  range: { from: 'now-1h', to: 'now' },
  variables: new URLSearchParams('var-env=a b'),
};

function fields(links: readonly JsonObject[]): readonly Field[] {
  return [
    { name: 'Time', type: 'time', values: Float64Array.of(1000, 2000), config: {} },
    { name: 'Pod name', type: 'string', values: ['web/1', 'a&b'], config: {} },
    { name: 'Address', type: 'string', values: ['https://x.org/?q=1', 'javascript:alert(1)'], config: { links } },
    {
      name: 'Value',
      type: 'number',
      values: Float64Array.of(1024, 2048),
      labels: { job: 'node', 'odd.name': 'é' },
      config: { links, unit: 'bytes' },
    },
  ];
}

function hrefs(url: string, place: Partial<DataPlace> = {}, column = 3): (string | undefined)[] {
  const links = [{ title: 'Open ${__value.text}', url, targetBlank: true }];
  const frame: Frame = { refId: 'A', name: 'series a', fields: fields(links), length: 2 };
  const field = frame.fields[column];
  if (field === undefined) throw new Error('no such column');
  return dataLinks({ frame, field, row: 1, text: '2 KiB', ...place }, state, 'utc').map(({ href }) => href);
}

describe('dataLinks', () => {
  it.each([
    ['/x?v=${__value.raw}', '/x?v=2048'],
    ['/x?v=${__value.text}', '/x?v=2%20KiB'],
    ['/x?v=${__value.numeric}&t=${__value.time}', '/x?v=2048&t=2000'],
    ['/x?v=${__cell}&p=$__cell_1', '/x?v=2048&p=a%26b'],
    ['/x?j=${__field.labels.job}&n=${__field.labels["odd.name"]}', '/x?j=node&n=%C3%A9'],
    ['/x?none=${__field.labels.none}', '/x?none='],
    ['/x?f=${__field.name}&s=${__series.name}', '/x?f=Value&s=series%20a'],
    ['/x?p=${__data.fields["Pod name"]}', '/x?p=a%26b'],
    ['/x?p=${__data.fields.Pod name}', '/x?p=a%26b'],
    ['/x?p=${__data.fields[1]}&v=${__data.fields.Value.numeric}', '/x?p=a%26b&v=2048'],
    ['/x?v=${__data.fields.Value}', '/x?v=2%20KiB'],
    ['/x?none=${__data.fields.None}', '/x?none='],
    ['/x?p=${__data.fields[1]:raw}', '/x?p=a&b'],
    ['/x?${__url_time_range}&${__all_variables}', '/x?from=now-1h&to=now&var-env=a+b'],
    ['/x?e=$env', '/x?e=a%20b'],
    ['d/x', '/d/x'],
  ])('%s', (url, want) => expect(hrefs(url)).toEqual([want]));

  it.each([
    ['the value is an address', '${__value.raw}', { row: 0 }, ['https://x.org/?q=1']],
    ['the value is a script', '${__value.raw}', { row: 1 }, []],
    ['there is no value', '/x?v=${__value.text}&r=${__value.raw}', { value: null, text: '–' }, ['/x?v=&r=']],
    ['half a character', '/${__value.raw}', { value: 'a\ud800' }, ['/a%EF%BF%BD']],
  ])('%s', (_name, url, place, want) => expect(hrefs(url, place, 2)).toEqual(want));

  it('takes the last row for a calculated value, and the value given', () => {
    const { row: _row, ...calculated } = { row: 1 };
    expect(hrefs('/x?v=${__value.raw}&p=${__data.fields[1]}', { ...calculated, value: 3 })).toEqual(['/x?v=3&p=a%26b']);
  });

  it('says what the link is called, and whether it opens a tab', () => {
    const links: JsonObject[] = [
      { title: 'Open ${__value.text} of $env', url: '/x', targetBlank: true },
      { title: '', url: '/y' },
    ];
    const frame: Frame = { refId: 'A', name: '', fields: fields(links), length: 2 };
    const field = frame.fields[3];
    if (field === undefined) throw new Error('no such column');
    expect(dataLinks({ frame, field, row: 0, text: '1 KiB' }, state, 'utc')).toEqual([
      { title: 'Open 1 KiB of a b', href: '/x', newTab: true },
      { title: '/y', href: '/y', newTab: false },
    ]);
  });
});
