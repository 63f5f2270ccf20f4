import { z } from 'zod';
import '../optionMeta';
import { orientation, reduceOptions } from '../reduceOptions';

const group = 'Gauge';

const schema = z.object({
  reduceOptions,
  orientation: orientation.meta({ group }),
  showThresholdLabels: z
    .boolean()
    .catch(false)
    .default(false)
    .meta({ title: 'Threshold labels', group, description: 'Writes the thresholds beside the arc' }),
  showThresholdMarkers: z
    .boolean()
    .catch(true)
    .default(true)
    .meta({ title: 'Threshold markers', group, description: 'Draws the thresholds as a ring around the arc' }),
  minVizWidth: z.number().min(0).max(1000).catch(75).default(75).meta({ hidden: 'the tiles share the width equally' }),
  minVizHeight: z.number().min(0).max(1000).catch(75).default(75).meta({ title: 'Min height', group, unit: 'px' }),
});

/** Options of the gauge panel by Grafana's names; wrong values fall back to their defaults. */
export const gaugeOptions = schema.catch(schema.parse({}));
export type GaugeOptions = z.infer<typeof schema>;
