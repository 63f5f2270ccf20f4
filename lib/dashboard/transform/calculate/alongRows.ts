/** Calculations down a column: running totals and means, and moving windows. */
import type { NumberField } from '../../frame';
import { calculate } from '../../reduce';
import { withPresence } from '../cells';
import { TransformError } from '../transformation';
import type { CalculateOptions } from './options';

/** Totals or means of all values up to a row; absent values count as nothing. */
export function cumulate(field: NumberField, reducer: string): NumberField {
  if (reducer !== 'sum' && reducer !== 'mean')
    throw new TransformError(`a running ${reducer} does not exist, only sum and mean`);
  const values = new Float64Array(field.values.length);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = field.values[i] as number;
    if (field.present?.[i] !== 0 && !Number.isNaN(value)) {
      sum += value;
      count++;
    }
    values[i] = reducer === 'sum' ? sum : count === 0 ? 0 : sum / count;
  }
  return withPresence({ ...field, values }, new Uint8Array(values.length).fill(1));
}

/** A calculation over the rows around each row. */
export function moveWindow(field: NumberField, options: NonNullable<CalculateOptions['window']>): NumberField {
  const length = field.values.length;
  const { reducer, windowSize, windowSizeMode, windowAlignment } = options;
  const size = Math.max(1, Math.round(windowSizeMode === 'percentage' ? windowSize * length : windowSize));
  const before = windowAlignment === 'centered' ? Math.floor(size / 2) : size - 1;
  const values = new Float64Array(length);
  const present = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const from = Math.max(0, i - before);
    const to = Math.min(length, windowAlignment === 'centered' ? i - before + size : i + 1);
    const part: NumberField = {
      ...field,
      // A copy: reductions are remembered by their column.
      values: field.values.slice(from, to),
      ...(field.present === undefined ? {} : { present: field.present.slice(from, to) }),
    };
    const value = calculate(part, reducer);
    present[i] = value === null ? 0 : 1;
    values[i] = value ?? Number.NaN;
  }
  return withPresence({ ...field, values }, present);
}
