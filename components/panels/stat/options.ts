import { z } from 'zod';
import '../optionMeta';
import { orientation, reduceOptions } from '../reduceOptions';

const group = 'Stat styles';

const fontSize = z.number().min(1).max(500).optional().catch(undefined);

const textSizes = z
  .object({
    titleSize: fontSize.meta({ title: 'Name size', unit: 'px' }),
    valueSize: fontSize.meta({ title: 'Value size', unit: 'px' }),
  })
  .catch({})
  .default({})
  .meta({ group: 'Text size' });

const schema = z.object({
  reduceOptions,
  orientation: orientation.meta({ group }),
  textMode: z
    .enum(['auto', 'value', 'value_and_name', 'name', 'none'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Text', group, labels: { value_and_name: 'Value and name' } }),
  colorMode: z
    .enum(['none', 'value', 'background', 'background_solid'])
    .catch('value')
    .default('value')
    .meta({ title: 'Colour', group, labels: { background: 'Background gradient', background_solid: 'Background' } }),
  graphMode: z.enum(['none', 'area', 'line']).catch('area').default('area').meta({ title: 'Graph', group }),
  justifyMode: z
    .enum(['auto', 'center'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Alignment', group, labels: { center: 'Centre' } }),
  wideLayout: z.boolean().catch(true).default(true).meta({ hidden: 'the drawing decides by the room there is' }),
  showPercentChange: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'Change', group, description: 'Change since the sample before, in percent' }),
  percentChangeColorMode: z
    .enum(['standard', 'inverted', 'same_as_value'])
    .catch('standard')
    .default('standard')
    .meta({
      title: 'Change colour',
      group,
      labels: { standard: 'Up is good', inverted: 'Down is good', same_as_value: 'As the value' },
      showIf: { option: 'showPercentChange', in: [true] },
    }),
  text: textSizes,
});

/** Options of the stat panel by Grafana's names; wrong values fall back to their defaults. */
export const statOptions = schema.catch(schema.parse({}));
export type StatOptions = z.infer<typeof schema>;
