/** Series in the order of sealed pages: by metric name (UTF-16 order), then ref. */
import { UintList } from '../head/growable';

/** Series of `metrics[i]` are `refs[starts[i] .. starts[i + 1])`. */
export interface SeriesOrder {
  readonly metrics: readonly string[];
  /** One longer than `metrics`. */
  readonly starts: Uint32Array<ArrayBuffer>;
  readonly refs: Uint32Array<ArrayBuffer>;
}

/**
 * Sorts the union of some lists of refs.
 * @param metricOf name of a series' metric, by ref
 * @param turn lets others have the thread from time to time
 */
export async function orderSeries(
  lists: readonly Uint32Array[],
  metricOf: (ref: number) => string,
  turn: () => Promise<void> | undefined,
): Promise<SeriesOrder> {
  const marked = new Uint8Array((highest(lists) >>> 3) + 1);
  for (const list of lists) {
    for (const ref of list) marked[ref >>> 3] = (marked[ref >>> 3] as number) | (1 << (ref & 7));
    await turn();
  }
  const byMetric = new Map<string, UintList>();
  let count = 0;
  for (let byte = 0; byte < marked.length; byte++) {
    if ((byte & 255) === 255) await turn();
    if (marked[byte] === 0) continue;
    for (let ref = byte * 8; ref < byte * 8 + 8; ref++) {
      if (((marked[byte] as number) & (1 << (ref & 7))) === 0) continue;
      addTo(byMetric, metricOf(ref), ref);
      count++;
    }
  }
  return flatten(byMetric, count);
}

/** Metric of the series at a position of `refs`. */
export function metricAt({ metrics, starts }: SeriesOrder, position: number): string {
  let low = 0;
  let high = metrics.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle + 1] as number) <= position) low = middle + 1;
    else high = middle;
  }
  return metrics[low] as string;
}

function highest(lists: readonly Uint32Array[]): number {
  let ref = 0;
  // Each list ascends.
  for (const list of lists) ref = Math.max(ref, list[list.length - 1] ?? 0);
  return ref;
}

function addTo(byMetric: Map<string, UintList>, metric: string, ref: number): void {
  let list = byMetric.get(metric);
  if (list === undefined) {
    list = new UintList(16);
    byMetric.set(metric, list);
  }
  list.push(ref);
}

function flatten(byMetric: ReadonlyMap<string, UintList>, count: number): SeriesOrder {
  const metrics = [...byMetric.keys()].sort();
  const starts = new Uint32Array(metrics.length + 1);
  const refs = new Uint32Array(count);
  let at = 0;
  for (const [i, metric] of metrics.entries()) {
    const list = byMetric.get(metric)?.view() ?? new Uint32Array(0);
    starts[i] = at;
    refs.set(list, at);
    at += list.length;
  }
  starts[metrics.length] = at;
  return { metrics, starts, refs };
}
