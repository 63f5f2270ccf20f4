import { displayText } from '@/lib/dashboard/displayValue';
import { formatPattern } from '@/lib/format/dates';
import { type ChartSeries, nearestIndex } from './toColumns';

/** Values of all series at the crosshair, for a legend: texts by series id, and the time as head of their column. */
export function liveLegend(
  series: readonly ChartSeries[],
  timeMs: number,
  context: { readonly timeZone: string; readonly nowMs: number },
): { title: string; texts: ReadonlyMap<string, string> } {
  const texts = new Map<string, string>();
  for (const one of series) {
    const index = nearestIndex(one.times, timeMs);
    const drawn = one.values[index] ?? Number.NaN;
    const value = one.style.transform === 'negative-Y' ? -drawn : drawn;
    texts.set(one.id, displayText(one.field.config, Number.isNaN(value) ? null : value, context));
  }
  return { title: formatPattern('HH:mm', timeMs, context.timeZone), texts };
}
