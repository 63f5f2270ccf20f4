import type { PanelType } from '../panelType';
import { GaugePanel } from './GaugePanel';
import { type GaugeOptions, gaugeOptions } from './options';

export const gaugePanel: PanelType<GaugeOptions> = {
  type: 'gauge',
  name: 'Gauge',
  options: gaugeOptions,
  component: GaugePanel,
  queries: true,
};
