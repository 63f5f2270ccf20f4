/** Axes of a laid-out chart as ECharts options. */
import type { XAXisComponentOption, YAXisComponentOption } from 'echarts';
import type { ChartModel } from './chartModel';
import type { Tokens } from './tokens';
import type { ValueAxis } from './valueAxis';

const AXIS_FONT_SIZE = 11;

/** A value axis in axis space: ticks and texts are already chosen, ECharts only places them. */
export function valueAxisOption(axis: ValueAxis, colors: Tokens): YAXisComponentOption {
  const texts = new Map(axis.ticks.map((tick, i) => [tick, axis.texts[i] ?? '']));
  return {
    type: 'value',
    position: axis.side === 'right' ? 'right' : 'left',
    min: axis.min,
    max: axis.max,
    axisLine: { show: false },
    axisTick: { show: false, customValues: [...axis.ticks] },
    axisLabel: {
      show: axis.side !== 'hidden',
      customValues: [...axis.ticks],
      formatter: (value: number) => texts.get(value) ?? nearestText(axis, value),
      margin: 7,
      color: colors.muted,
      fontSize: AXIS_FONT_SIZE,
      showMinLabel: true,
      showMaxLabel: true,
    },
    splitLine: { show: axis.showGrid && axis.side !== 'hidden', lineStyle: { color: colors.grid, width: 1 } },
  };
}

/** ECharts may hand a tick back with rounding noise. */
function nearestText(axis: ValueAxis, value: number): string {
  let best = 0;
  for (let i = 1; i < axis.ticks.length; i++) {
    if (Math.abs((axis.ticks[i] ?? 0) - value) < Math.abs((axis.ticks[best] ?? 0) - value)) best = i;
  }
  return axis.texts[best] ?? '';
}

/** The time axis; the texts of strong ticks (midnight, January) are bold. */
export function timeAxisOption({ x }: ChartModel, colors: Tokens): XAXisComponentOption {
  const values = x.ticks.map((tick) => tick.timeMs);
  const ticks = new Map(x.ticks.map((tick) => [tick.timeMs, tick]));
  return {
    type: 'value',
    min: x.min,
    max: x.max,
    axisLine: { show: false },
    axisTick: { show: false, customValues: values },
    axisLabel: {
      customValues: values,
      formatter: (value: number) => {
        const tick = ticks.get(Math.round(value));
        return tick?.strong ? `{strong|${tick.text}}` : (tick?.text ?? '');
      },
      rich: { strong: { fontWeight: 600, color: colors.text, fontSize: AXIS_FONT_SIZE } },
      margin: 8,
      color: colors.muted,
      fontSize: AXIS_FONT_SIZE,
      showMinLabel: true,
      showMaxLabel: true,
    },
    splitLine: { show: true, lineStyle: { color: colors.grid, width: 1 } },
  };
}
