import { IconChartBar } from '@tabler/icons-react';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { BarChartPanel } from './BarChartPanel';
import { type BarChartOptions, barChartOptions, barStyle } from './options';

export const barChartPanel: PanelType<BarChartOptions> = {
  type: 'barchart',
  name: 'Bar chart',
  description: 'Values of categories, side by side',
  icon: IconChartBar,
  options: barChartOptions,
  custom: barStyle,
  component: BarChartPanel,
  standard: ALL_STANDARD,
  suggest: (frames) => {
    const { texts, numbers, rows } = dataShape(frames);
    return texts > 0 && numbers > 0 && rows > 1 && rows <= 50 ? 45 : 0;
  },
  queries: true,
};
