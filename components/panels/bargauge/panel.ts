import { IconChartBar } from '@tabler/icons-react';
import { reduceFromLegend } from '../convert';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { BarGaugePanel } from './BarGaugePanel';
import { type BarGaugeOptions, barGaugeOptions } from './options';

export const barGaugePanel: PanelType<BarGaugeOptions> = {
  type: 'bargauge',
  name: 'Bar gauge',
  description: 'Values as bars between their bounds',
  icon: IconChartBar,
  options: barGaugeOptions,
  component: BarGaugePanel,
  standard: ALL_STANDARD,
  suggest: (frames) => {
    const { numbers } = dataShape(frames);
    return numbers > 1 && numbers <= 40 ? 50 : numbers === 1 ? 20 : 0;
  },
  convert: reduceFromLegend,
  queries: true,
};
