import { IconGridDots } from '@tabler/icons-react';
import { dataShape } from '../dataShape';
import type { PanelType } from '../panelType';
import { HeatmapPanel } from './HeatmapPanel';
import { type HeatmapOptions, heatmapOptions } from './options';

export const heatmapPanel: PanelType<HeatmapOptions> = {
  type: 'heatmap',
  name: 'Heatmap',
  description: 'Counts in buckets over time, as colours',
  icon: IconGridDots,
  options: heatmapOptions,
  component: HeatmapPanel,
  standard: ['unit'],
  suggest: (frames) => {
    const buckets = frames.filter(({ fields }) => fields.some(({ labels }) => labels?.['le'] !== undefined));
    return buckets.length > 2 && dataShape(frames).overTime ? 80 : 0;
  },
  queries: true,
};
