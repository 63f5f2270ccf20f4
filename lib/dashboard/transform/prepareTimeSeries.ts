import { z } from 'zod';
import type { Field, Frame } from '../frame';
import { type Cell, cellAt, takeRows } from './cells';
import { joinFrames } from './joinByField';
import { isTimeSeries, ownNames } from './names';
import { seriesToRows } from './seriesToRows';
import type { TransformationType } from './transformation';

const schema = z.object({ format: z.enum(['wide', 'many', 'multi', 'long']).catch('wide').default('wide') });
const MAX_SERIES = 2000;

/** Series of a table: one for each number field and each combination of its texts. */
function splitFrame(frame: Frame): Frame[] {
  const time = frame.fields.find(({ type }) => type === 'time');
  if (time === undefined) return [];
  const texts = frame.fields.filter(({ type }) => type === 'string');
  return ownNames(frame).flatMap((field) => {
    if (field.type !== 'number') return [];
    return [...rowsByTexts(texts, frame.length).values()].slice(0, MAX_SERIES).map((rows): Frame => {
      const labels = Object.fromEntries(texts.map((text) => [text.name, String(cellAt(text, rows[0] ?? 0) ?? '')]));
      const value: Field = { ...takeRows(field, rows), labels: { ...field.labels, ...labels } };
      const name = texts.length === 0 ? field.name : `${field.name} ${Object.values(labels).join(' ')}`;
      return { ...frame, name, fields: [takeRows(time, rows), value], length: rows.length };
    });
  });
}

function rowsByTexts(texts: readonly Field[], length: number): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  for (let row = 0; row < length; row++) {
    const key = texts.map((field): Cell => cellAt(field, row)).join('\u0000');
    const rows = groups.get(key);
    if (rows === undefined) groups.set(key, [row]);
    else rows.push(row);
  }
  return groups;
}

export const prepareTimeSeries: TransformationType = {
  id: 'prepareTimeSeries',
  name: 'Prepare time series',
  description: 'Turn tables with a time into series, or series into one table.',
  apply: (frames, options, context) => {
    const { format } = schema.parse(options);
    const series = frames.filter(isTimeSeries);
    switch (format) {
      case 'wide':
        return joinFrames(series, undefined);
      case 'long':
        return seriesToRows.apply(series, {}, context);
      case 'many':
      case 'multi':
        return series.flatMap(splitFrame);
      default:
        return format satisfies never;
    }
  },
};
