// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of dashboards look like this
import { describe, expect, it } from 'vitest';
import { contrast, parseColor, readableOn } from './colorMath';
import { fieldColor, resolveColor, schemeColor, seriesColor } from './colors';
import { dashboardRegex } from './dashboardRegex';
import { fieldDisplayName, fillLegend, seriesNames } from './displayName';
import { displayText } from './displayValue';
import type { FieldConfig, FieldOverride, ValueMapping } from './document';
import { applyFieldConfig, fieldBounds } from './fieldConfig';
import type { Frame, NumberField } from './frame';
import { mapValue } from './mappings';
import { calculate, previousValue } from './reduce';
import { absoluteSteps, activeStep } from './thresholds';

const GAP = Number.NaN;
const numberField = (values: number[], config: FieldConfig = {}, present?: number[]): NumberField => ({
  name: 'Value',
  type: 'number',
  values: Float64Array.from(values),
  config,
  labels: { job: 'node', weird: '<b>' },
  ...(present ? { present: Uint8Array.from(present) } : {}),
});
const series = (name: string, field: NumberField, refId = 'A'): Frame => ({
  refId,
  name,
  length: field.values.length,
  fields: [{ name: 'Time', type: 'time', values: field.values.map((_, i) => i), config: {} }, field],
});

const calcCases: [calc: string, values: number[], want: number | null][] = [
  ['last', [1, 2, GAP], GAP],
  ['lastNotNull', [1, 2, GAP], 2],
  ['first', [GAP, 2], GAP],
  ['firstNotNull', [GAP, 2], 2],
  ['min', [3, 1, GAP], 1],
  ['max', [3, 1, 7], 7],
  ['mean', [1, 2, GAP, 3], 2],
  ['sum', [1, 2, 3], 6],
  ['count', [1, GAP, 3], 3],
  ['range', [1, 5], 4],
  ['delta', [1, 4, 2, 3], 6],
  ['step', [1, 4, 5], 1],
  ['diff', [1, 4, 3], 2],
  ['diffperc', [2, 3], 0.5],
  ['logmin', [0, 0.5, 3], 0.5],
  ['allIsZero', [0, 0], 1],
  ['allIsZero', [0, 1], 0],
  ['allIsNull', [GAP], 1],
  ['changeCount', [1, 1, 2, 1], 2],
  ['distinctCount', [1, 1, 2], 2],
  ['median', [5, 1, 3], 3],
  ['p95', [0, 100], 95],
  ['stdDev', [2, 4], 1],
  ['current', [1, 2], 2],
  ['avg', [1, 3], 2],
  ['mean', [], null],
  ['max', [GAP], null],
  ['toString', [1], null],
];

describe('calculate', () => {
  it.each(calcCases)('%s of %j', (calc, values, want) => expect(calculate(numberField(values), calc)).toEqual(want));

  it('leaves absent values out', () => {
    const field = numberField([1, 99, 3], {}, [1, 0, 1]);
    expect(calculate(field, 'max')).toBe(3);
    expect(calculate(numberField([1, 2], {}, [1, 0]), 'last')).toBeNull();
    expect(previousValue(field)).toBe(1);
  });
});

describe('thresholds', () => {
  const steps = [
    { value: 5, color: 'green' },
    { value: 80, color: 'red' },
    { value: 50, color: 'orange' },
  ];
  it('takes the first step as the base and sorts the rest', () => {
    const absolute = absoluteSteps({ mode: 'absolute', steps }, { min: 0, max: 100 });
    expect(absolute.map(({ value }) => value)).toEqual([Number.NEGATIVE_INFINITY, 50, 80]);
  });
  it('turns percentages into values', () => {
    const absolute = absoluteSteps({ mode: 'percentage', steps }, { min: 100, max: 200 });
    expect(absolute.map(({ value }) => value)).toEqual([Number.NEGATIVE_INFINITY, 150, 180]);
  });
  it.each([
    [0, 0],
    [50, 1],
    [79.9, 1],
    [1e9, 2],
    [GAP, 0],
  ])('step of %d', (value, want) => {
    expect(activeStep(absoluteSteps({ mode: 'absolute', steps }, { min: 0, max: 1 }), value)).toBe(want);
  });
  it('knows none', () => expect(activeStep([], 1)).toBe(-1));
});

const mappings: ValueMapping[] = [
  { type: 'value', options: { '1': { text: 'Up', color: 'green' }, down: { text: 'Down' } } },
  { type: 'range', options: { from: 10, to: 20, result: { text: 'ten' } } },
  { type: 'range', options: { from: 100, to: null, result: { text: 'much' } } },
  { type: 'regex', options: { pattern: '/^err/', result: { text: 'error' } } },
  { type: 'special', options: { match: 'null+nan', result: { text: 'N/A' } } },
];

describe('mapValue', () => {
  it.each([
    [1, 'Up'],
    ['down', 'Down'],
    [15, 'ten'],
    [20.1, undefined],
    [Number.POSITIVE_INFINITY, 'much'],
    ['error 5', 'error'],
    [null, 'N/A'],
    [GAP, 'N/A'],
    ['toString', undefined],
  ])('%s', (value, want) => expect(mapValue(mappings, value)?.text).toBe(want));
});

describe('colours', () => {
  it.each([
    ['#abc', '#aabbcc'],
    ['rgb(255, 0, 0)', '#ff0000'],
    ['rgba(237, 129, 40, 0.89)', 'rgba(237,129,40,0.89)'],
    ['transparent', 'transparent'],
    ['red;background:url(//evil)', '#808080'],
    ['expression(alert(1))', '#808080'],
    ['__proto__', '#808080'],
  ])('%s becomes %s', (name, want) => expect(resolveColor(name, 'dark')).toBe(want));

  it('knows every name of Grafana', () => {
    for (const hue of ['red', 'orange', 'yellow', 'green', 'blue', 'purple']) {
      for (const shade of ['super-light-', 'light-', '', 'semi-dark-', 'dark-']) {
        for (const theme of ['dark', 'light'] as const) expect(resolveColor(shade + hue, theme)).not.toBe('#808080');
      }
    }
  });

  it('starts the palette again and mixes schemes', () => {
    expect(seriesColor(16, 'dark')).toBe(seriesColor(0, 'dark'));
    expect(schemeColor('continuous-GrYlRd', 0, 'dark')).toBe(resolveColor('green', 'dark'));
    expect(schemeColor('continuous-GrYlRd', 2, 'dark')).toBe(resolveColor('red', 'dark'));
    expect(parseColor(schemeColor('continuous-BlPu', GAP, 'light'))).toBeDefined();
  });

  it('colours by mode', () => {
    const context = { theme: 'dark', seriesIndex: 1, name: 'x', bounds: { min: 0, max: 100 } } as const;
    expect(fieldColor({}, 1, context)).toBe(seriesColor(1, 'dark'));
    expect(fieldColor({ color: { mode: 'thresholds' } }, 90, context)).toBe(resolveColor('red', 'dark'));
    expect(fieldColor({ color: { mode: 'fixed', fixedColor: 'teal' } }, 1, context)).toBe(resolveColor('teal', 'dark'));
  });

  it('keeps text readable on both panels', () => {
    for (const panel of ['#171b21', '#ffffff']) {
      const ground = parseColor(panel);
      for (const name of ['super-light-yellow', 'dark-blue', 'green', '#000', '#fff']) {
        const text = parseColor(readableOn(resolveColor(name, 'dark'), panel));
        expect(ground && text && contrast(text, ground), `${name} on ${panel}`).toBeGreaterThanOrEqual(4.5);
      }
    }
  });
});

describe('names', () => {
  const node = ['__name__', 'up', 'instance', 'a:9100', 'job', 'node'];
  const other = ['__name__', 'up', 'instance', 'b:9100', 'job', 'node'];
  it.each([
    ['{{instance}}', [node], ['a:9100']],
    ['{{ job }}/{{nope}}', [node], ['node/']],
    ['', [node], ['up{instance="a:9100", job="node"}']],
    ['', [[]], ['sum(up)']],
    ['__auto', [node], ['up']],
    ['__auto', [node, other], ['a:9100', 'b:9100']],
    [
      '__auto',
      [
        ['a', '1', 'b', '2'],
        ['a', '2', 'b', '1'],
      ],
      ['{a="1", b="2"}', '{a="2", b="1"}'],
    ],
    ['__auto', [[]], ['sum(up)']],
  ])('legend %s', (format, labels, want) => expect(seriesNames(labels, format, 'sum(up)')).toEqual(want));

  it('keeps markup as text', () => {
    expect(fillLegend('{{x}}', ['x', '<img src=x onerror=alert(1)>'])).toBe('<img src=x onerror=alert(1)>');
  });

  it.each([
    ['${__field.labels.job}', 'node'],
    ['${__field.labels["weird"]}', '<b>'],
    ['${__field.labels.constructor}', ''],
    ['${__series.name} x', 'cpu x'],
    ['plain', 'plain'],
    ['', 'cpu'],
  ])('display name %s', (displayName, want) => {
    const field = numberField([1], { displayName });
    expect(fieldDisplayName(field, series('cpu', field))).toBe(want);
  });
});

describe('applyFieldConfig', () => {
  const apply = (matcher: FieldOverride['matcher'], properties: FieldOverride['properties']) =>
    applyFieldConfig([series('eth0 rx', numberField([1, 9])), series('eth0 tx', numberField([5, 5]), 'B')], {
      defaults: { unit: 'short' },
      overrides: [{ matcher, properties }],
    }).map((frame) => frame.fields[1]?.config.unit);
  const unit = [{ id: 'unit', value: 'Bps' }];

  it.each([
    [{ id: 'byName', options: 'eth0 rx' }, ['Bps', 'short']],
    [{ id: 'byRegexp', options: '/ tx$/' }, ['short', 'Bps']],
    [{ id: 'byRegexp', options: 'eth0' }, ['short', 'short']],
    [{ id: 'byRegexp', options: 'eth0.*' }, ['Bps', 'Bps']],
    [{ id: 'byRegexp', options: '/(/' }, ['short', 'short']],
    [{ id: 'byFrameRefID', options: 'B' }, ['short', 'Bps']],
    [{ id: 'byType', options: 'number' }, ['Bps', 'Bps']],
    [{ id: 'byNames', options: { mode: 'exclude', names: ['eth0 rx'] } }, ['short', 'Bps']],
    [{ id: 'byNames', options: { mode: 'include', names: ['eth0 rx'] } }, ['Bps', 'short']],
    [{ id: 'byValue', options: { reducer: 'max', op: 'gt', value: 7 } }, ['Bps', 'short']],
    [{ id: 'nonsense' }, ['short', 'short']],
  ])('%j', (matcher, want) => expect(apply(matcher, unit)).toEqual(want));

  it('sets nested options and refuses hostile ones', () => {
    const [frame] = applyFieldConfig([series('a', numberField([1]))], {
      defaults: { custom: { hideFrom: { legend: true } } },
      overrides: [
        {
          matcher: { id: 'byType', options: 'number' },
          properties: [
            { id: 'custom.hideFrom.viz', value: true },
            { id: 'custom.__proto__.polluted', value: true },
            { id: 'unit', value: { toString: 'x' } },
            { id: 'decimals', value: 'many' },
            { id: 'thresholds', value: { steps: [{ color: 'red' }, { value: 'x', color: 7 }] } },
            { id: 'constructor', value: 1 },
          ],
        },
      ],
    });
    const config = frame?.fields[1]?.config;
    expect(config?.custom).toEqual({ hideFrom: { legend: true, viz: true } });
    expect(config).not.toHaveProperty('unit');
    expect(config).not.toHaveProperty('decimals');
    expect(config?.thresholds).toEqual({
      mode: 'absolute',
      steps: [
        { value: null, color: 'red' },
        { value: null, color: 'text' },
      ],
    });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  it('measures bounds over all fields unless told', () => {
    const fields = [numberField([1, 9]), numberField([-5, GAP])];
    expect(fieldBounds({}, fields)).toEqual({ min: -5, max: 9 });
    expect(fieldBounds({ min: 0, max: 100 }, fields)).toEqual({ min: 0, max: 100 });
    expect(fieldBounds({}, [])).toEqual({ min: 0, max: 100 });
  });
});

describe('texts', () => {
  const context = { timeZone: 'utc', nowMs: 0 };
  it.each([
    [{ unit: 'bytes' }, 2048, '2 KiB'],
    [{ mappings }, 1, 'Up'],
    [{ noValue: 'none yet' }, null, 'none yet'],
    [{}, null, '–'],
    [{ unit: 's', decimals: 3 }, 1.5, '1.500 s'],
  ] as [FieldConfig, number | null, string][])('%j of %s', (config, value, want) => {
    expect(displayText(config, value, context)).toBe(want);
  });

  it('runs hostile patterns in linear time', () => {
    const started = performance.now();
    dashboardRegex('/(a+)+$/')?.(`${'a'.repeat(5000)}!`);
    expect(performance.now() - started).toBeLessThan(500);
  });
});
