'use client';

import type { LineSeriesOption } from 'echarts/charts';
import type { GridComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import { useMemo } from 'react';
import { Chart } from '@/components/charts/Chart';
import { flatData, graphic } from '@/components/charts/echarts';
import { withAlpha } from '@/lib/dashboard/colorMath';
import type { NumberField } from '@/lib/dashboard/frame';
import { calculate } from '@/lib/dashboard/reduce';

interface SparklineProps {
  readonly field: NumberField;
  readonly times: Float64Array;
  readonly bounds: { readonly fromMs: number; readonly toMs: number };
  readonly color: string;
  readonly area: boolean;
  readonly width: number;
  readonly height: number;
}

type SparklineOption = ComposeOption<LineSeriesOption | GridComponentOption>;

function sparklineOption(props: Omit<SparklineProps, 'width'> & { readonly width: number }): SparklineOption {
  const { field, times, bounds, color, area, width, height } = props;
  const flat = new Float64Array(times.length * 2);
  for (let i = 0; i < times.length; i++) {
    const value = field.values[i] as number;
    flat[2 * i] = times[i] as number;
    flat[2 * i + 1] = field.present?.[i] === 0 || !Number.isFinite(value) ? Number.NaN : value;
  }
  const fill = new graphic.LinearGradient(0, 0, 0, 1, [
    { offset: 0, color: withAlpha(color, 0.24) },
    { offset: 1, color: withAlpha(color, 0.03) },
  ]);
  return {
    animation: false,
    grid: { left: 0, top: 2, width, height: Math.max(1, height - 2), outerBoundsMode: 'none' },
    xAxis: { type: 'value', show: false, min: bounds.fromMs, max: bounds.toMs },
    yAxis: { type: 'value', show: false, ...valueBounds(field) },
    series: [
      {
        type: 'line',
        dimensions: ['time', 'value'],
        data: flatData(flat),
        showSymbol: false,
        ...(times.length > width * 4 ? { sampling: 'lttb' } : {}),
        lineStyle: { color, width: 1.25, join: 'round' },
        ...(area ? { areaStyle: { color: fill, origin: 'start' } } : {}),
        emphasis: { disabled: true },
        silent: true,
      },
    ],
  };
}

/** Limits of the field bind, so that 70.3 % beside 70.2 % is no swing. Without them the line fills the box. */
function valueBounds(field: NumberField): { min: number; max: number } {
  const least = calculate(field, 'min') ?? 0;
  const most = calculate(field, 'max') ?? 1;
  const { min = least, max = most } = field.config;
  // A flat line belongs in the middle, and the line's own width must not be cut.
  const pad = max > min ? (max - min) * 0.08 : Math.abs(max) || 1;
  return { min: Math.min(min, least) - pad, max: Math.max(max, most) + pad * 0.5 };
}

/** A line without axes. */
export function Sparkline(props: SparklineProps) {
  const { field, times, color, area, width, height } = props;
  const { fromMs, toMs } = props.bounds;
  const option = useMemo(
    () => sparklineOption({ field, times, bounds: { fromMs, toMs }, color, area, width, height }),
    [field, times, fromMs, toMs, color, area, width, height],
  );
  return <Chart option={option} width={width} height={height} />;
}
