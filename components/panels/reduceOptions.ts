import { z } from 'zod';
import './optionMeta';

const schema = z.object({
  /** true: every row is a value of its own; false: one value per field by `calcs`. */
  values: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'All values', description: 'One value per row, instead of one calculated value per field' }),
  calcs: z
    .array(z.string())
    .max(30)
    .catch([])
    .default([])
    .meta({
      title: 'Calculation',
      description: 'Makes one value of all samples of a field',
      control: 'calc',
      placeholder: 'Last *',
      showIf: { option: 'reduceOptions.values', in: [false] },
    }),
  limit: z
    .number()
    .int()
    .min(1)
    .max(10_000)
    .optional()
    .catch(undefined)
    .meta({ title: 'Limit', description: 'At most so many values', placeholder: 'none' }),
  /** '' all number fields, else a name or a regular expression on display names. */
  fields: z.string().catch('').default('').meta({ title: 'Fields', control: 'fields' }),
});

/** `reduceOptions` of stat, gauge and bar gauge. */
export const reduceOptions = schema.catch(schema.parse({})).prefault({}).meta({ group: 'Values' });
export type ReduceOptions = z.infer<typeof schema>;

export const orientation = z
  .enum(['auto', 'horizontal', 'vertical'])
  .catch('auto')
  .default('auto')
  .meta({ title: 'Orientation' });
