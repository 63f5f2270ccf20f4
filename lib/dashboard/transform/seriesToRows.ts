import type { Field, Frame } from '../frame';
import { columnOf } from './cells';
import { isTimeSeries, ownNames } from './names';
import { sortFrame } from './sortBy';
import type { TransformationType } from './transformation';

interface Series {
  readonly name: string;
  readonly times: Float64Array;
  readonly value: Field & { readonly type: 'number' };
}

function seriesOf(frame: Frame): Series[] {
  const time = frame.fields.find(({ type }) => type === 'time');
  if (time?.type !== 'time') return [];
  return ownNames(frame).flatMap((field, i) => {
    const value = frame.fields[i];
    return value?.type === 'number'
      ? [{ name: field.name, times: time.values, value: { ...value, type: 'number' } }]
      : [];
  });
}

/** All series below each other, newest rows first. Absent samples make no row. */
function stack(series: readonly Series[], refId: string): Frame {
  const length = series.reduce((sum, { times }) => sum + times.length, 0);
  const times = new Float64Array(length);
  const values = new Float64Array(length);
  const names: string[] = [];
  for (const one of series) {
    for (let i = 0; i < one.times.length; i++) {
      if (one.value.present?.[i] === 0) continue;
      times[names.length] = one.times[i] as number;
      values[names.length] = one.value.values[i] as number;
      names.push(one.name);
    }
  }
  const time: Field = { name: 'Time', type: 'time', values: times.slice(0, names.length), config: {} };
  const value: Field = {
    name: 'Value',
    type: 'number',
    values: values.slice(0, names.length),
    config: series[0]?.value.config ?? {},
  };
  const fields = [time, columnOf({ name: 'Metric', type: 'string' }, names), value];
  return sortFrame({ refId, name: '', fields, length: names.length }, time, true);
}

export const seriesToRows: TransformationType = {
  id: 'seriesToRows',
  name: 'Series to rows',
  description: 'Make one table of time, metric and value of all series.',
  apply: (frames) => {
    const series = frames.filter(isTimeSeries).flatMap(seriesOf);
    return series.length === 0 ? frames : [stack(series, frames[0]?.refId ?? '')];
  },
};
