import { z } from 'zod';
import '../optionMeta';
import { boxStyleSchema } from '../boxStyle';
import { plainLegend } from '../legendOptions';

const group = 'State timeline';

const shared = {
  showValue: z
    .enum(['auto', 'always', 'never'])
    .catch('auto')
    .default('auto')
    .meta({ title: 'Values', group, labels: { auto: 'Where they fit', always: 'Always', never: 'Never' } }),
  rowHeight: z.number().min(0.1).max(1).catch(0.9).default(0.9).meta({ title: 'Row height', group }),
  legend: plainLegend,
};

/** `fieldConfig.custom` of both. */
export const stateStyle = boxStyleSchema({ fillOpacity: 70, lineWidth: 0 });

const timeline = z.object({
  ...shared,
  mergeValues: z.boolean().catch(true).default(true).meta({ title: 'Merge equal values', group }),
  alignValue: z.enum(['left', 'center', 'right']).catch('left').default('left').meta({ title: 'Align values', group }),
});

/** Options of the state timeline by Grafana's names; wrong values fall back to their defaults. */
export const timelineOptions = timeline.catch(timeline.parse({}));
export type TimelineOptions = z.infer<typeof timeline>;

const history = z.object({
  ...shared,
  colWidth: z.number().min(0.1).max(1).catch(0.9).default(0.9).meta({ title: 'Cell width', group }),
});

/** Options of the status history. */
export const historyOptions = history.catch(history.parse({}));
export type HistoryOptions = z.infer<typeof history>;
