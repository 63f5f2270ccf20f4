import { z } from 'zod';
import type { Field, Frame } from '../frame';
import { type Cell, columnOf } from './cells';
import { merge } from './merge';
import { ownNames } from './names';
import type { TransformationType } from './transformation';

const schema = z.object({
  mode: z.enum(['columns', 'rows']).catch('columns').default('columns'),
  keepLabels: z.array(z.string()).max(1000).optional().catch(undefined),
  valueLabel: z.string().optional().catch(undefined),
});
type Options = z.infer<typeof schema>;

function keptLabels({ labels = {} }: Field, keepLabels: readonly string[] | undefined): [string, string][] {
  return Object.entries(labels).filter(([name]) => keepLabels === undefined || keepLabels.includes(name));
}

/** Each label as a column of its one value beside the values, which lose their labels. */
function asColumns(frame: Frame, { keepLabels, valueLabel }: Options): Frame {
  const columns = new Map<string, string>();
  const others: Field[] = [];
  for (const field of frame.fields) {
    const valueName = valueLabel === undefined ? undefined : field.labels?.[valueLabel];
    for (const [name, value] of keptLabels(field, keepLabels)) if (name !== valueLabel) columns.set(name, value);
    if (field.type === 'time') continue;
    const { labels: _labels, ...rest } = field;
    others.push({ ...rest, name: valueName ?? field.name });
  }
  const times = frame.fields.filter(({ type }) => type === 'time');
  const constant = (value: string): Cell[] => new Array<Cell>(frame.length).fill(value);
  const labelFields = [...columns].map(([name, value]) => columnOf({ name, type: 'string' }, constant(value)));
  return { refId: frame.refId, name: '', fields: [...times, ...labelFields, ...others], length: frame.length };
}

/** A list of labels and their values for each field. */
function asRows(frame: Frame, { keepLabels }: Options): Frame[] {
  return ownNames(frame).flatMap((field) => {
    if (field.labels === undefined) return [];
    const pairs = keptLabels(field, keepLabels);
    const fields = [
      columnOf(
        { name: 'label', type: 'string' },
        pairs.map(([name]) => name),
      ),
      columnOf(
        { name: 'value', type: 'string' },
        pairs.map(([, value]) => value),
      ),
    ];
    return [{ refId: frame.refId, name: field.name, fields, length: pairs.length }];
  });
}

export const labelsToFields: TransformationType = {
  id: 'labelsToFields',
  name: 'Labels to fields',
  description: 'Turn labels of series into columns of one table, or into rows.',
  apply: (frames, options, context) => {
    const parsed = schema.parse(options);
    if (parsed.mode === 'rows') return frames.flatMap((frame) => asRows(frame, parsed));
    return merge.apply(
      frames.map((frame) => asColumns(frame, parsed)),
      {},
      context,
    );
  },
};
