import { describe, expect, it } from 'vitest';
import { panelTypes } from '@/components/panels/registry';
import { testPanel } from '@/components/query/testPanel';
import type { Json } from '@/lib/dashboard/document';
import { describeOptions, plainWords } from './describeOptions';
import { getPath, sameJson, setPath } from './jsonPath';
import { fieldKey, type OptionField } from './optionField';
import { panelForm } from './panelForm';
import { isChanged, isShown, optionValue, readOption, withPart, writeOption } from './panelValues';
import { remember, switchType } from './switchType';

const TYPES = Object.values(panelTypes);
const panel = testPanel([]);

/** Values that a control of this kind can give. */
function samples({ control }: OptionField): Json[] {
  switch (control.kind) {
    case 'switch':
      return [true, false];
    case 'choice':
      return control.choices.map(({ value }) => value);
    case 'choices':
      return [control.choices.map(({ value }) => value), []];
    case 'number':
    case 'slider':
      return [control.max ?? 1234, Math.max(control.min ?? 1, 1)];
    case 'text':
    case 'textArea':
    case 'unit':
    case 'repeat':
      return ['words', '<b>'];
    case 'fields':
      return ['', 'Value', '/^cpu/'];
    case 'fieldName':
      return ['Value'];
    case 'fieldNames':
      return [['a', 'b']];
    case 'calcs':
      return [['mean', 'p95'], []];
    case 'calc':
      return [['max']];
    case 'gaps':
      return [true, false, 300_000];
    case 'words':
      return [['prod', 'eu west']];
    case 'dashes':
      return [[10, 5]];
    case 'tableSort':
      return [[{ displayName: 'Value', desc: true }]];
    case 'color':
      return [{ mode: 'fixed', fixedColor: 'red' }, { mode: 'continuous-GrYlRd' }];
    case 'thresholds':
      return [{ mode: 'percentage', steps: [{ value: null, color: 'green' }] }];
    case 'mappings':
      return [[{ type: 'special', options: { match: 'nan', result: { text: 'none', color: 'red' } } }]];
    case 'links':
      return [[{ title: 'Logs', url: 'https://example.org/', targetBlank: true }]];
    case 'composite':
      return [];
  }
}

describe.each(TYPES)('the form of $type', (type) => {
  const { fields, overridable } = panelForm(type);

  it('names and groups every option once', () => {
    for (const field of fields) {
      expect(field.title, fieldKey(field)).not.toBe('');
      expect(field.group, fieldKey(field)).not.toBe('');
    }
    expect(new Set(fields.map(fieldKey)).size).toBe(fields.length);
    const titles = fields.map(({ group, title }) => `${group}: ${title}`);
    expect(new Set(titles).size).toBe(titles.length);
  });

  it('asks conditions of options that exist', () => {
    for (const { showIf, home } of fields) {
      if (showIf) expect(fields.some((one) => one.home === home && one.path.join('.') === showIf.option)).toBe(true);
    }
  });

  it('reads back what each control sets, and resets to the identical panel', () => {
    for (const field of fields) {
      for (const value of samples(field)) {
        const changed = writeOption(panel, field, value);
        expect(readOption(changed, field), fieldKey(field)).toEqual(value);
        expect(optionValue(field, readOption(changed, field)), fieldKey(field)).toEqual(value);
        expect(changed.unknown).toBe(panel.unknown);
        if (field.home === 'options') expect(type.options.safeParse(changed.options).success).toBe(true);
      }
      const set = writeOption(panel, field, samples(field)[0]);
      expect(isChanged(field, readOption(writeOption(set, field, undefined), field)), fieldKey(field)).toBe(false);
    }
  });

  it('takes defaults of the schema itself', () => {
    const defaults = type.options.parse({});
    for (const field of fields.filter(({ home }) => home === 'options')) {
      expect(optionValue(field, undefined), fieldKey(field)).toEqual(
        getPath(JSON.parse(JSON.stringify(defaults)), field.path),
      );
    }
  });

  it('offers top-level keys of custom to overrides, as Grafana names them', () => {
    for (const { home, path } of overridable) expect([home, path.length]).toEqual([home, 1]);
  });

  it('survives wrong values', () => {
    for (const field of fields) {
      for (const wrong of [null, 7, 'x', {}, [], [null], { mode: 5 }]) {
        expect(() => optionValue(field, wrong)).not.toThrow();
      }
    }
  });
});

describe('parts', () => {
  const timeSeries = panelTypes['timeseries'];
  const form = panelForm(timeSeries);
  const find = (title: string) => {
    const field = form.fields.find((one) => one.title === title);
    if (!field) throw new Error(`no option ${title}`);
    return field;
  };

  it('writes composites whole', () => {
    const stacking = find('Stack series');
    const mode = stacking.control.kind === 'composite' ? stacking.control.fields[0] : undefined;
    expect(mode && withPart(stacking, undefined, mode, 'normal')).toEqual({ group: 'A', mode: 'normal' });
    expect(mode && withPart(stacking, { group: 'B', extra: 1 }, mode, 'percent')).toEqual({
      group: 'B',
      extra: 1,
      mode: 'percent',
    });
  });

  it('shows what depends on another option only then', () => {
    const interpolation = find('Interpolation');
    const shown = (drawStyle: string) => {
      const styled = writeOption(panel, find('Style'), drawStyle);
      return isShown(interpolation, form.fields, (field) => readOption(styled, field));
    };
    expect([shown('line'), shown('bars')]).toEqual([true, false]);
  });

  it('orders groups as Grafana does', () => {
    expect(form.groups.map(({ title }) => title)).toEqual([
      'Panel options',
      'Tooltip',
      'Legend',
      'Graph styles',
      'Axis',
      'Standard options',
      'Thresholds',
      'Value mappings',
      'Data links',
    ]);
  });

  it.each([
    ['value_and_name', 'Value and name'],
    ['stepBefore', 'Step before'],
    ['negative-Y', 'Negative y'],
  ])('%s in plain words', (name, want) => expect(plainWords(name)).toBe(want));

  it('has no more than the panel options for an unknown type', () => {
    expect(panelForm(undefined).groups.map(({ title }) => title)).toEqual(['Panel options']);
  });

  it('describes nothing of a hidden option', () => {
    const stat = panelTypes['stat'];
    expect(stat && describeOptions(stat.options, 'options').some(({ path }) => path[0] === 'wideLayout')).toBe(false);
  });
});

describe('paths', () => {
  it.each<[object, string[], Json | undefined, object]>([
    [{ a: 1 }, ['b', 'c'], 2, { a: 1, b: { c: 2 } }],
    [{ a: { b: 1 } }, ['a', 'b'], undefined, {}],
    [{ a: { b: 1, c: 2 } }, ['a', 'b'], undefined, { a: { c: 2 } }],
    [{ a: [1] }, ['a', 'b'], 1, { a: { b: 1 } }],
    [{ a: 1 }, ['x', 'y'], undefined, { a: 1 }],
  ])('%j at %j: %j', (root, path, value, want) => {
    expect(setPath(JSON.parse(JSON.stringify(root)), path, value)).toEqual(want);
  });

  it('compares JSON whatever the order of keys', () => {
    expect(sameJson({ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 })).toBe(true);
    expect(sameJson([1, 2], { 0: 1, 1: 2 })).toBe(false);
  });
});

describe('switching the type', () => {
  const stat = panelTypes['stat'];
  const gauge = panelTypes['gauge'];
  const timeSeries = panelTypes['timeseries'];
  const table = panelTypes['table'];
  if (!stat || !gauge || !timeSeries || !table) throw new Error('types are missing');
  const drawn = testPanel([], {
    options: { legend: { displayMode: 'table', calcs: ['max'] }, tooltip: { mode: 'multi' }, notOurs: { kept: 1 } },
    fieldConfig: {
      defaults: { unit: 'bytes', thresholds: { mode: 'absolute', steps: [] }, custom: { lineWidth: 3, odd: true } },
      overrides: [{ matcher: { id: 'byName', options: 'a' }, properties: [{ id: 'custom.lineWidth', value: 9 }] }],
    },
  });

  it('keeps unit, thresholds and overrides, and comes back identical', () => {
    const memory = remember({}, drawn);
    const asStat = switchType(drawn, stat, memory);
    expect(asStat.type).toBe('stat');
    expect(asStat.fieldConfig.defaults).toEqual({ unit: 'bytes', thresholds: { mode: 'absolute', steps: [] } });
    expect(asStat.fieldConfig.overrides).toBe(drawn.fieldConfig.overrides);
    const back = switchType(asStat, timeSeries, remember(memory, asStat));
    expect(back).toEqual(drawn);
  });

  it('carries over what both types have', () => {
    const options = { reduceOptions: { calcs: ['max'] }, orientation: 'vertical', graphMode: 'none' };
    const asGauge = switchType({ ...panel, type: 'stat', options }, gauge, {});
    expect(asGauge.options).toEqual({ reduceOptions: { calcs: ['max'] }, orientation: 'vertical' });
  });

  it('takes the calculation of a legend for big numbers, and back', () => {
    expect(switchType(drawn, stat, {}).options).toEqual({
      reduceOptions: { calcs: ['max'], fields: '', values: false },
    });
    const asStat = testPanel([], { type: 'stat', options: { reduceOptions: { calcs: ['mean'] } } });
    expect(switchType(asStat, timeSeries, {}).options).toEqual({
      legend: { calcs: ['mean'], displayMode: 'list', placement: 'bottom', showLegend: true },
    });
  });

  it('leaves a panel of the same type alone', () => expect(switchType(drawn, timeSeries, {})).toBe(drawn));
});
