import { IconNumber123 } from '@tabler/icons-react';
import { reduceFromLegend } from '../convert';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { type StatOptions, statOptions } from './options';
import { StatPanel } from './StatPanel';

export const statPanel: PanelType<StatOptions> = {
  type: 'stat',
  name: 'Stat',
  description: 'Big numbers with a sparkline',
  icon: IconNumber123,
  options: statOptions,
  component: StatPanel,
  standard: ALL_STANDARD,
  suggest: (frames) => {
    const { numbers, rows } = dataShape(frames);
    return numbers === 0 || numbers > 24 ? 0 : rows === 1 || numbers === 1 ? 70 : 40;
  },
  convert: reduceFromLegend,
  queries: true,
};
