import { z } from 'zod';
import { dashboardReplace } from '../dashboardRegex';
import { fieldDisplayName } from '../displayName';
import { type TransformationType, TransformError } from './transformation';

const schema = z.object({
  regex: z.string().catch('(.*)').default('(.*)'),
  renamePattern: z.string().catch('$1').default('$1'),
});

export const renameByRegex: TransformationType = {
  id: 'renameByRegex',
  name: 'Rename by regex',
  description: 'Change names of fields by a regular expression and a replacement with $1.',
  apply: (frames, options) => {
    const { regex, renamePattern } = schema.parse(options);
    const rename = dashboardReplace(regex, renamePattern);
    if (rename === undefined) throw new TransformError(`${regex} is not a regular expression`);
    return frames.map((frame) => ({
      ...frame,
      fields: frame.fields.map((field) => {
        if (field.type === 'time') return field;
        const name = fieldDisplayName(field, frame);
        const displayName = rename(name);
        return displayName === name ? field : { ...field, config: { ...field.config, displayName } };
      }),
    }));
  },
};
