import { IconChartPie } from '@tabler/icons-react';
import { reduceFromLegend } from '../convert';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { type PieOptions, pieOptions } from './options';
import { PiePanel } from './PiePanel';

export const piePanel: PanelType<PieOptions> = {
  type: 'piechart',
  name: 'Pie chart',
  description: 'Shares of a whole',
  icon: IconChartPie,
  options: pieOptions,
  component: PiePanel,
  standard: ALL_STANDARD,
  suggest: (frames) => {
    const { numbers } = dataShape(frames);
    return numbers > 1 && numbers <= 12 ? 30 : 0;
  },
  convert: reduceFromLegend,
  queries: true,
};
