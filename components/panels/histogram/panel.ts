import { IconChartHistogram } from '@tabler/icons-react';
import { barStyle } from '../barchart/options';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { HistogramPanel } from './HistogramPanel';
import { type HistogramOptions, histogramOptions } from './options';

export const histogramPanel: PanelType<HistogramOptions> = {
  type: 'histogram',
  name: 'Histogram',
  description: 'How often values fall into buckets',
  icon: IconChartHistogram,
  options: histogramOptions,
  custom: barStyle,
  component: HistogramPanel,
  standard: ALL_STANDARD,
  queries: true,
};
