import { getLabel, labelsKey, METRIC_NAME } from '@/lib/labels/labels';
import type { ColdSeries } from '../cold/coldRun';
import type { WantedSeries } from './select';

/**
 * Series in memory and on disk as one list without equal label sets: a series that left memory and came back has several refs,
 * and one that is leaving it is in both under the same.
 */
export function joinCold(inMemory: readonly WantedSeries[], cold: readonly ColdSeries[]): readonly WantedSeries[] {
  if (cold.length === 0) return inMemory;
  const byLabels = new Map<string, { readonly series: WantedSeries; readonly refs: Set<number> }>();
  for (const { ref, labels } of cold) {
    const key = labelsKey(labels);
    const known = byLabels.get(key);
    if (known) known.refs.add(ref);
    else byLabels.set(key, { series: coldOnly(ref, labels), refs: new Set([ref]) });
  }
  for (const series of inMemory) {
    const key = labelsKey(series.labels());
    const refs = byLabels.get(key)?.refs ?? new Set<number>();
    for (const ref of series.refs) refs.add(ref);
    byLabels.set(key, { series, refs });
  }
  return Array.from(byLabels.values(), ({ series, refs }) => ({ ...series, refs: [...refs].sort((a, b) => a - b) }));
}

function coldOnly(ref: number, labels: ColdSeries['labels']): WantedSeries {
  return { labels: () => labels, metric: getLabel(labels, METRIC_NAME), refs: [ref], slot: -1 };
}
