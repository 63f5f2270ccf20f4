import { IconGauge } from '@tabler/icons-react';
import { reduceFromLegend } from '../convert';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { GaugePanel } from './GaugePanel';
import { type GaugeOptions, gaugeOptions } from './options';

export const gaugePanel: PanelType<GaugeOptions> = {
  type: 'gauge',
  name: 'Gauge',
  description: 'Values on arcs between their bounds',
  icon: IconGauge,
  options: gaugeOptions,
  component: GaugePanel,
  standard: ALL_STANDARD,
  suggest: (frames) => {
    const { numbers } = dataShape(frames);
    return numbers === 0 || numbers > 12 ? 0 : numbers <= 4 ? 45 : 15;
  },
  convert: reduceFromLegend,
  queries: true,
};
