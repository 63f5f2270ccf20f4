import { describe, expect, it } from 'vitest';
import type { FieldConfig } from '@/lib/dashboard/document';
import type { Frame } from '@/lib/dashboard/frame';
import { legendStates, spanAt, timelineRows } from './timelineModel';

const context = { theme: 'dark' as const, timeZone: 'utc', nowMs: 0 };
const config: FieldConfig = {
  mappings: [{ type: 'value', options: { '1': { text: 'Up', color: 'green' }, '0': { text: 'Down', color: 'red' } } }],
};

function frame(values: readonly (number | null)[]): Frame {
  return {
    refId: 'A',
    name: 'api',
    length: values.length,
    stepMs: 10,
    fields: [
      { name: 'Time', type: 'time', values: Float64Array.from(values, (_, i) => i * 10), config: {} },
      {
        name: 'Value',
        type: 'number',
        values: Float64Array.from(values, (value) => value ?? Number.NaN),
        present: Uint8Array.from(values, (value) => (value === null ? 0 : 1)),
        config,
      },
    ],
  };
}

describe('timelineRows', () => {
  it.each([
    ['merged', true, [1, 1, 0], ['Up 0-20', 'Down 20-30']],
    ['each for itself', false, [1, 1, 0], ['Up 0-10', 'Up 10-20', 'Down 20-30']],
    ['a gap parts equal states', true, [1, null, 1], ['Up 0-10', 'Up 20-30']],
    ['nothing', true, [], []],
  ])('%s', (_name, merge, values, want) => {
    const [row] = timelineRows([frame(values)], merge, context);
    expect(row?.spans.map(({ text, fromMs, toMs }) => `${text} ${fromMs}-${toMs}`)).toEqual(want);
  });

  it('finds the span at a time and lists each state once', () => {
    const rows = timelineRows([frame([1, 0, 1])], true, context);
    expect(rows[0] && spanAt(rows[0], 15)?.text).toBe('Down');
    expect(rows[0] && spanAt(rows[0], 99)).toBeUndefined();
    expect(legendStates(rows).map(({ text }) => text)).toEqual(['Up', 'Down']);
  });

  it('has no legend of measured values', () => {
    const values = Array.from({ length: 30 }, (_, i) => i + 2);
    expect(legendStates(timelineRows([frame(values)], true, context))).toEqual([]);
  });

  it('shows texts too', () => {
    const texts: Frame = {
      refId: 'A',
      name: '',
      length: 2,
      fields: [
        { name: 'Time', type: 'time', values: Float64Array.of(0, 10), config: {} },
        { name: 'state', type: 'string', values: ['on', 'off'], config: {} },
      ],
    };
    const [row] = timelineRows([texts], true, context);
    expect(row?.spans.map(({ text }) => text)).toEqual(['on', 'off']);
    expect(new Set(row?.spans.map(({ color }) => color)).size).toBe(2);
  });
});
