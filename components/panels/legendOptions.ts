import { z } from 'zod';
import './optionMeta';

const showIf = { option: 'legend.showLegend', in: [true] };

const schema = z.object({
  showLegend: z.boolean().catch(true).default(true).meta({ title: 'Visible' }),
  displayMode: z.enum(['list', 'table', 'hidden']).catch('list').default('list').meta({ title: 'Mode', showIf }),
  placement: z.enum(['bottom', 'right']).catch('bottom').default('bottom').meta({ title: 'Placement', showIf }),
});

/** Legend of panels that are no time series. */
export const plainLegend = schema.catch(schema.parse({})).prefault({}).meta({ group: 'Legend' });
