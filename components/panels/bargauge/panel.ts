import type { PanelType } from '../panelType';
import { BarGaugePanel } from './BarGaugePanel';
import { type BarGaugeOptions, barGaugeOptions } from './options';

export const barGaugePanel: PanelType<BarGaugeOptions> = {
  type: 'bargauge',
  name: 'Bar gauge',
  options: barGaugeOptions,
  component: BarGaugePanel,
  queries: true,
};
