import { describe, expect, it } from 'vitest';
import type { Frame } from '@/lib/dashboard/frame';
import { reducedValues } from './reducedValues';
import { reduceOptions } from './reduceOptions';

const context = { theme: 'dark' as const, timeZone: 'utc', nowMs: 0 };
const frame: Frame = {
  refId: 'A',
  name: '',
  length: 2,
  fields: [
    { name: 'Time', type: 'time', values: Float64Array.of(0, 1), config: {} },
    { name: 'version', type: 'string', values: ['1.2', null], config: {} },
    { name: 'Value', type: 'number', values: Float64Array.of(1, 2), config: {} },
  ],
};

describe('texts among reduced values', () => {
  it.each([
    ['numbers only by default', {}, ['2']],
    ['a text field by its name', { fields: 'version' }, ['1.2']],
    ['all fields', { fields: '/.*/' }, ['2', '1.2']],
    ['every row', { fields: '/^version$/', values: true }, ['1.2', '–']],
  ])('%s', (_name, options, want) => {
    const values = reducedValues([frame], reduceOptions.parse({ calcs: ['lastNotNull'], ...options }), context);
    expect(values.map(({ display }) => display.text)).toEqual(want);
  });
});
