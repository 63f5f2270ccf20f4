'use client';

import { useMemo } from 'react';
import { BarChartPanel } from '../barchart/BarChartPanel';
import { barChartOptions } from '../barchart/options';
import type { PanelProps } from '../panelType';
import { histogramFrames } from './histogramFrames';
import type { HistogramOptions } from './options';

/** How often values fall into each bucket. */
export function HistogramPanel({ options, data, ...rest }: PanelProps<HistogramOptions>) {
  const counted = useMemo(() => ({ ...data, frames: histogramFrames(data.frames, options) }), [data, options]);
  const bars = useMemo(
    () => barChartOptions.parse({ orientation: 'vertical', groupWidth: 1, barWidth: 0.94, legend: options.legend }),
    [options],
  );
  return <BarChartPanel {...rest} options={bars} data={counted} />;
}
