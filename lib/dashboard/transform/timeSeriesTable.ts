import { z } from 'zod';
import type { Field, Frame, NumberField } from '../frame';
import { columnOf } from './cells';
import { isTimeSeries } from './names';
import { reduceField } from './reducers';
import type { TransformationType } from './transformation';

const schema = z.record(z.string(), z.object({ stat: z.string().optional().catch(undefined) }).catch({})).catch({});

/** The series of one query as rows: their labels, and a trend that tables draw as a sparkline. */
function tableOf(refId: string, frames: readonly Frame[], stat: string): Frame {
  const series = frames.flatMap(({ fields }) => {
    const time = fields.find(({ type }) => type === 'time');
    const value = fields.find(({ type }) => type === 'number');
    return time?.type === 'time' && value?.type === 'number' ? [{ times: time.values, value }] : [];
  });
  const names = [...new Set(series.flatMap(({ value }) => Object.keys(value.labels ?? {})))].sort();
  const labels = names.map((name) =>
    columnOf(
      { name, type: 'string' },
      series.map(({ value }) => value.labels?.[name] ?? null),
    ),
  );
  const column = columnOf(
    { name: `Trend #${refId}`, type: 'number', config: series[0]?.value.config ?? {} },
    series.map(({ value }) => reduceField(value, stat)),
  );
  const trend: Field =
    column.type === 'number'
      ? {
          ...column,
          sparklines: series.map(({ times, value }): NonNullable<NumberField['sparklines']>[number] => ({
            times,
            field: value,
          })),
        }
      : column;
  return { refId, name: '', fields: [...labels, trend], length: series.length };
}

export const timeSeriesTable: TransformationType = {
  id: 'timeSeriesTable',
  name: 'Time series to table',
  description: 'Make a table with a row and a small line for each series.',
  apply: (frames, options) => {
    const stats = schema.parse(options);
    const refIds = [...new Set(frames.filter(isTimeSeries).map(({ refId }) => refId))];
    const tables = refIds.map((refId) => {
      const stat = Object.hasOwn(stats, refId) ? stats[refId]?.stat : undefined;
      return tableOf(
        refId,
        frames.filter((frame) => frame.refId === refId && isTimeSeries(frame)),
        stat ?? 'lastNotNull',
      );
    });
    return [...frames.filter((frame) => !isTimeSeries(frame)), ...tables];
  },
};
