import { getLabel, METRIC_NAME } from '@/lib/labels/labels';
import type { ColdSeriesRow } from './block';
import type { ColdPart, ColdSeries } from './coldRun';
import { pauses } from './pauses';
import { RunWriter, type WrittenRun } from './runWriter';

/** Writes series as one run: their strings sorted and numbered, then they themselves by (metric, ref). */
export async function writeRun(
  series: readonly ColdSeries[],
  insert: (parts: readonly ColdPart[]) => Promise<void>,
): Promise<WrittenRun> {
  const pause = pauses();
  const writer = new RunWriter(insert);
  const texts = new Set<string>();
  for (const { labels } of series) {
    for (const text of labels) texts.add(wellFormed(text));
    await pause();
  }
  const symbols = new Map<string, number>();
  for (const text of [...texts].sort()) {
    symbols.set(text, symbols.size);
    await writer.text(text);
  }
  const symbolOf = (text: string) => symbols.get(wellFormed(text)) as number;
  const rows: ColdSeriesRow[] = [];
  for (const one of series) {
    rows.push(rowOf(one, symbolOf));
    await pause();
  }
  rows.sort((a, b) => a.metric - b.metric || a.ref - b.ref);
  for (const row of rows) {
    await writer.series(row);
    await pause();
  }
  return writer.finish();
}

function rowOf({ ref, labels, firstMs, lastMs }: ColdSeries, symbolOf: (text: string) => number): ColdSeriesRow {
  return {
    ref,
    firstSec: Math.floor(firstMs / 1000),
    lastSec: Math.ceil(lastMs / 1000),
    metric: symbolOf(getLabel(labels, METRIC_NAME)),
    pairs: labels.map(symbolOf),
  };
}

/** What UTF-8 keeps of a string: symbols must have the order of what is read back. */
function wellFormed(text: string): string {
  return text.isWellFormed() ? text : text.toWellFormed();
}
