import { describe, expect, it } from 'vitest';
import type { ReducedValue } from '../reducedValues';
import { percentText, slicePath, slices, sliceValues } from './slices';

function value(id: string, number: number | null): ReducedValue {
  const field = { name: id, type: 'number' as const, values: new Float64Array(0), config: {} };
  const display = {
    value: number,
    text: String(number),
    prefix: '',
    suffix: '',
    color: '#fff',
    colorByMapping: false,
    thresholdStep: 0,
  };
  const place = { frame: { refId: 'A', name: id, fields: [field], length: 0 }, field, text: display.text };
  return { id, name: id, display, bounds: { min: 0, max: 1 }, field, place };
}

describe('slices', () => {
  it('leaves out what a pie cannot show, largest first', () => {
    const values = [value('a', 1), value('b', -2), value('c', null), value('d', Number.NaN), value('e', 3)];
    expect(sliceValues(values, 'desc').map(({ id }) => id)).toEqual(['e', 'a']);
    expect(sliceValues(values, 'asc').map(({ id }) => id)).toEqual(['a', 'e']);
  });

  it('fills the circle', () => {
    const parts = slices([value('a', 1), value('b', 3)]);
    expect(parts.map(({ share }) => share)).toEqual([0.25, 0.75]);
    expect(parts.at(-1)?.end).toBeCloseTo(2 * Math.PI);
  });

  it('draws a single slice as a whole ring', () => {
    const [only] = slices([value('a', 5)]);
    expect(only && slicePath(only, 10, 5).match(/M/g)).toHaveLength(2);
  });

  it.each([
    [0.5, '50%'],
    [0.0123, '1.2%'],
    [0, '0%'],
  ])('%d reads %s', (share, text) => expect(percentText(share)).toBe(text));
});
