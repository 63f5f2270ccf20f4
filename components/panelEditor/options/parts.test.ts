import { describe, expect, it } from 'vitest';
import { panelTypes } from '@/components/panels/registry';
import { testPanel } from '@/components/query/testPanel';
import { readNumber } from '@/components/ui/controls/NumberInput';
import type { Frame } from '@/lib/dashboard/frame';
import { readDashes } from './controls/DashesControl';
import { matchedNames, namedFields } from './fieldMatches';
import { emptyRow, fromRows, toRows } from './mappingRows';
import { moveItem } from './moveItem';
import { groupText } from './optionText';
import {
  addOverride,
  addProperty,
  moveOverride,
  propertyId,
  removeOverride,
  setPropertyValue,
} from './overrides/overrideEdits';
import { changedFields, filterGroups } from './paneFilter';
import { panelForm } from './panelForm';
import { readOption } from './panelValues';
import { typeEntries } from './picker/pickerTypes';
import { addStep, changeStep, readSteps, removeStep, stepsToJson } from './thresholdSteps';

function frame(name: string, length = 3): Frame {
  const values = Float64Array.from({ length }, (_, i) => i);
  return {
    refId: 'A',
    name,
    length,
    fields: [
      { name: 'Time', type: 'time', values, config: {} },
      { name: 'Value', type: 'number', values, config: { displayName: 'by an override' } },
    ],
  };
}

describe('value mappings as rows', () => {
  it.each([
    [
      'values, in the order of their index',
      [
        {
          type: 'value',
          options: { '10': { text: 'b', index: 1 }, '2': { text: 'c', index: 2 }, x: { color: 'red', index: 0 } },
        },
      ],
    ],
    ['ranges without an end', [{ type: 'range', options: { from: 5, to: null, result: { text: 'many', index: 0 } } }]],
    ['expressions', [{ type: 'regex', options: { pattern: '/a/', result: { text: 'a', index: 0 } } }]],
    ['special values', [{ type: 'special', options: { match: 'null+nan', result: { icon: 'x', index: 0 } } }]],
  ])('keeps %s', (_, stored) => expect(fromRows(toRows(stored))).toEqual(stored));

  it('puts all single values into one object, as Grafana does', () => {
    const rows = [emptyRow('value', { text: 'a' }), emptyRow('special'), { ...emptyRow('value'), value: '1' } as const];
    expect(fromRows(rows)).toEqual([
      { type: 'value', options: { '': { text: 'a', index: 0 }, '1': { index: 2 } } },
      { type: 'special', options: { match: 'null', result: { index: 1 } } },
    ]);
  });

  it.each([[null], ['x'], [[{ type: 'value' }, 3, null]], [{ 0: 1 }]])('reads %j as none', (value) => {
    expect(toRows(value)).toEqual([]);
  });
});

describe('thresholds', () => {
  const start = readSteps({
    mode: 'absolute',
    steps: [
      { value: null, color: 'green' },
      { value: 60, color: 'red' },
      { value: 45, color: 'orange' },
    ],
  });

  it('come in rising order', () => expect(start.steps.map(({ value }) => value)).toEqual([null, 45, 60]));
  it('move with their value', () => {
    expect(changeStep(start, 1, { value: 99 }).steps).toEqual([
      { value: null, color: 'green' },
      { value: 60, color: 'red' },
      { value: 99, color: 'orange' },
    ]);
  });
  it('get one more above the highest', () => {
    expect(addStep(start).steps.at(-1)).toEqual({ value: 70, color: 'yellow' });
  });
  it('keep their base', () => {
    expect(removeStep(start, 0).steps).toEqual(start.steps);
    expect(changeStep(start, 0, { value: 7, color: 'blue' }).steps[0]).toEqual({ value: null, color: 'blue' });
  });
  it('are stored as Grafana writes them', () => {
    expect(stepsToJson(removeStep(start, 2))).toEqual({
      mode: 'absolute',
      steps: [
        { color: 'green', value: null },
        { color: 'orange', value: 45 },
      ],
    });
  });
  it.each([[undefined], [7], [{ steps: 'x' }]])('fall back to the default for %j', (value) => {
    expect(readSteps(value).steps).toHaveLength(2);
  });
});

describe('typed numbers', () => {
  it.each([
    ['', {}, { ok: true }],
    ['1e3', {}, { ok: true, value: 1000 }],
    ['0,5', {}, { ok: true, value: 0.5 }],
    ['-', {}, { ok: false }],
    ['Infinity', {}, { ok: false }],
    ['21', { max: 20 }, { ok: false }],
    ['1.5', { integer: true }, { ok: false }],
  ])('%j within %j', (text, limits, want) => expect(readNumber(text, limits)).toEqual(want));

  it.each<[string, number[] | undefined]>([
    ['10, 5', [10, 5]],
    ['', []],
    ['10 x', undefined],
    ['-1', undefined],
  ])('dashes %j', (text, want) => expect(readDashes(text)).toEqual(want));
});

describe('overrides', () => {
  const frames = [frame('user'), frame('system')];
  const fields = namedFields(frames, {});

  it('see the names that the defaults give', () => {
    expect(matchedNames({ id: 'byName', options: 'user' }, fields)).toEqual(['user']);
    expect(matchedNames({ id: 'byRegexp', options: '/^s/' }, fields)).toEqual(['system']);
    expect(matchedNames({ id: 'byType', options: 'number' }, fields)).toEqual(['user', 'system']);
    expect(matchedNames({ id: 'byOwl', options: 1 }, fields)).toEqual([]);
  });

  it('are added, filled, moved and removed', () => {
    const form = panelForm(panelTypes['timeseries']);
    const find = (id: string) => form.overridable.find((field) => propertyId(field) === id);
    const [unit, stacking] = [find('unit'), find('custom.stacking')];
    if (!unit || !stacking) throw new Error('options are missing');
    const two = addOverride(addOverride(testPanel([]), { id: 'byName', options: 'a' }), {
      id: 'byType',
      options: 'time',
    });
    const [first] = two.fieldConfig.overrides;
    const filled = first && setPropertyValue(addProperty(addProperty(first, unit), stacking), 0, 'bytes');
    expect(filled?.properties).toEqual([
      { id: 'unit', value: 'bytes' },
      { id: 'custom.stacking', value: { mode: 'none', group: 'A' } },
    ]);
    expect(moveOverride(two, 0, 1).fieldConfig.overrides.map(({ matcher }) => matcher.id)).toEqual([
      'byType',
      'byName',
    ]);
    expect(removeOverride(two, 0).fieldConfig.overrides.map(({ matcher }) => matcher.id)).toEqual(['byType']);
  });

  it('stay where they cannot move', () => {
    const list = ['a', 'b'];
    expect(moveItem(list, 0, -1)).toBe(list);
    expect(moveItem(list, 0, 1)).toEqual(['b', 'a']);
  });
});

describe('what the form shows', () => {
  const form = panelForm(panelTypes['timeseries']);
  const panel = testPanel([], {
    title: 'CPU',
    options: { tooltip: { mode: 'multi', sort: 'desc' } },
    fieldConfig: {
      defaults: { unit: 'percent', custom: { drawStyle: 'bars', lineInterpolation: 'smooth' } },
      overrides: [],
    },
  });
  const read = (field: Parameters<typeof readOption>[1]) => readOption(panel, field);
  const titles = (search: string, view: 'all' | 'changed') =>
    filterGroups(form.groups, { view, search }, read).flatMap(({ fields }) => fields.map(({ title }) => title));

  it('counts what differs from the defaults', () => {
    expect(changedFields(form.fields, read).map(({ title }) => title)).toEqual([
      'Series',
      'Order',
      'Style',
      'Interpolation',
      'Unit',
    ]);
  });
  it('shows changed options even where they mean nothing at present', () => {
    expect(titles('', 'changed')).toContain('Interpolation');
    expect(titles('', 'all')).not.toContain('Interpolation');
  });
  it('finds by title, group and description', () => {
    expect(titles('soft min', 'all')).toEqual(['Soft min']);
    expect(titles('thresholds show', 'all')).toEqual(['Show as']);
    expect(titles('nothing like it', 'all')).toEqual([]);
  });
  it.each([
    ['Panel options', 'CPU'],
    ['Tooltip', 'All, descending'],
    ['Legend', 'List, bottom'],
    ['Standard options', 'Percent (0-100)'],
    ['Thresholds', '80, off'],
    ['Data links', 'none'],
  ])('says of the closed group %s: %s', (title, want) => {
    const group = form.groups.find((one) => one.title === title);
    expect(groupText(group?.fields ?? [], read)).toBe(want);
  });
});

describe('the picker of visualisations', () => {
  const first = (frames: readonly Frame[]) => typeEntries(frames, '')[0];
  const table: Frame = {
    refId: 'A',
    name: '',
    length: 1,
    fields: [
      { name: 'job', type: 'string', values: ['node'], config: {} },
      { name: 'Value', type: 'number', values: Float64Array.of(1), config: {} },
    ],
  };

  it('suggests by the shape of the data', () => {
    expect(first([frame('a'), frame('b')])?.type.type).toBe('timeseries');
    expect(first([table])?.type.type).toBe('table');
    expect(first([])?.suggested).toBe(false);
  });
  it('lists every type once', () => {
    const all = typeEntries([frame('a')], '').map(({ type }) => type.type);
    expect([...all].sort()).toEqual(Object.keys(panelTypes).sort());
  });
  it('finds by name and description', () => {
    expect(typeEntries([], 'markdown').map(({ type }) => type.type)).toEqual(['text']);
  });
});
