import type { PanelType } from '../panelType';
import { type TimeSeriesOptions, timeSeriesOptions } from './options';
import { TimeSeriesPanel } from './TimeSeriesPanel';

export const timeSeriesPanel: PanelType<TimeSeriesOptions> = {
  type: 'timeseries',
  name: 'Time series',
  options: timeSeriesOptions,
  component: TimeSeriesPanel,
  queries: true,
};
