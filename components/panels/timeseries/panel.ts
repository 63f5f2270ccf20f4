import { IconChartLine } from '@tabler/icons-react';
import { seriesStyleSchema } from '@/components/charts/seriesStyle';
import { legendFromReduce } from '../convert';
import { dataShape } from '../dataShape';
import { ALL_STANDARD, type PanelType } from '../panelType';
import { type TimeSeriesOptions, timeSeriesOptions } from './options';
import { TimeSeriesPanel } from './TimeSeriesPanel';

export const timeSeriesPanel: PanelType<TimeSeriesOptions> = {
  type: 'timeseries',
  name: 'Time series',
  description: 'Lines, areas, bars or points over time',
  icon: IconChartLine,
  options: timeSeriesOptions,
  custom: seriesStyleSchema,
  component: TimeSeriesPanel,
  standard: ALL_STANDARD,
  suggest: (frames) => (dataShape(frames).overTime ? 100 : 0),
  convert: legendFromReduce,
  queries: true,
};
