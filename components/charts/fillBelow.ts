/** Bands between two series (`fillBelowTo`): an invisible base with the difference filled on top of it. */
import type { LineSeriesOption } from 'echarts/charts';
import { withAlpha } from '@/lib/dashboard/colorMath';
import type { ChartModel } from './chartModel';
import { flatData } from './echarts';
import { nearestIndex } from './toColumns';
import { toAxisSpace } from './valueAxis';

const INVISIBLE: LineSeriesOption = {
  type: 'line',
  dimensions: ['time', 'value'],
  showSymbol: false,
  lineStyle: { width: 0, opacity: 0 },
  emphasis: { disabled: true },
  silent: true,
  stackStrategy: 'all',
};

/** Two helper series for each band of the model. Stacking goes by index, so both use the upper series' times. */
export function bandSeries(model: ChartModel): LineSeriesOption[] {
  return model.series.flatMap((upper, index) => {
    const lower = model.series.find((candidate) => candidate.name === upper.style.fillBelowTo);
    const yAxisIndex = model.axisOf[index] ?? 0;
    const axis = model.axes[yAxisIndex];
    if (!lower || !axis) return [];
    const base = new Float64Array(upper.times.length * 2);
    const rise = new Float64Array(upper.times.length * 2);
    for (let i = 0; i < upper.times.length; i++) {
      const time = upper.times[i] as number;
      const at = nearestIndex(lower.times, time);
      const bottom = toAxisSpace(axis, lower.tops[at] ?? Number.NaN);
      base.set([time, bottom], 2 * i);
      rise.set([time, toAxisSpace(axis, upper.tops[i] as number) - bottom], 2 * i);
    }
    const stack = `band:${upper.id}`;
    const opacity = Math.max(0.05, upper.style.fillOpacity / 100);
    return [
      { ...INVISIBLE, id: `${stack}:base`, stack, yAxisIndex, data: flatData(base) },
      {
        ...INVISIBLE,
        id: `${stack}:rise`,
        stack,
        yAxisIndex,
        data: flatData(rise),
        areaStyle: { color: withAlpha(upper.color, opacity) },
      },
    ];
  });
}
