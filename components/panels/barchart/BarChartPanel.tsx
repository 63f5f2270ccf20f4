'use client';

import { useMemo } from 'react';
import { SwatchLegend } from '@/components/charts/SwatchLegend';
import { LegendFrame } from '../LegendFrame';
import { insidePadding, TEXT_PADDING_PX } from '../padding';
import type { PanelProps } from '../panelType';
import { splitLegend } from '../splitLegend';
import { BarDrawing } from './BarDrawing';
import { barModel } from './barModel';
import type { BarChartOptions } from './options';

const NONE: ReadonlySet<string> = new Set();
/** Names longer than this on average read better lying. */
const LONG_NAME = 14;

/** Values of categories, side by side. */
export function BarChartPanel({ panel, options, data, size, host }: PanelProps<BarChartOptions>) {
  const { theme, timeZone } = host;
  const { xField, stacking, legend, orientation } = options;
  const nowMs = data.bounds.toMs;
  const model = useMemo(
    () => barModel(data.frames, xField, stacking, { theme, timeZone, nowMs }),
    [data.frames, xField, stacking, theme, timeZone, nowMs],
  );
  const table = legend.displayMode === 'table';
  const split = splitLegend(insidePadding(size, TEXT_PADDING_PX), {
    show: legend.showLegend && legend.displayMode !== 'hidden' && model.series.length > 1,
    placement: legend.placement,
    table,
    names: model.series.map(({ name }) => name),
    values: 0,
  });
  const letters = model.groups.reduce((sum, { name }) => sum + name.length, 0) / Math.max(1, model.groups.length);
  const crowded = letters > LONG_NAME && model.groups.length > 3;
  const unit = stacking === 'percent' ? 'percentunit' : model.series[0]?.field.config.unit;
  return (
    <LegendFrame
      split={split}
      legend={
        <SwatchLegend
          items={model.series.map(({ id, name, color }) => ({ id, name, color, texts: [] }))}
          columns={[]}
          table={table}
          hidden={NONE}
        />
      }
    >
      <BarDrawing
        model={model}
        size={split.drawing}
        horizontal={orientation === 'horizontal' || (orientation === 'auto' && crowded)}
        stacked={stacking !== 'none'}
        unit={unit}
        showValue={options.showValue}
        groupWidth={options.groupWidth}
        barWidth={options.barWidth}
        title={`${panel.title || 'Bar chart'}: ${model.groups.length} groups`}
      />
    </LegendFrame>
  );
}
