import type { SealedWindow } from '../postgres/sealedPages';
import type { WindowKey } from '../read/windowSet';
import type { JobProgress } from '../worker/job';
import type { PageAccess } from '../worker/pageAccess';
import { type MergeInput, sealWindow } from './sealWindow';
import type { SeriesOrder } from './seriesOrder';

export interface SealInput {
  readonly key: WindowKey;
  /** The generation to amend, if the window is sealed already. */
  readonly previous: SealedWindow | undefined;
  /** Stored fresh pages to merge, ascending. */
  readonly freshIds: readonly number[];
  /** All series of the fresh pages. */
  readonly series: SeriesOrder;
}

export type SealOutput =
  | { readonly type: 'sealed'; readonly window: SealedWindow }
  /** A page of the earlier generation is damaged; nothing was done. */
  | { readonly type: 'damaged' };

const NO_SOURCES = new Uint8Array(0);
const READ_PAGES = 64;

/** Merges fresh pages of a window, and its earlier generation if it has one, to a new generation, and publishes it. */
export async function sealJob(access: PageAccess, input: SealInput, progress: JobProgress): Promise<SealOutput> {
  const { key, previous, freshIds, series } = input;
  const earlier = previous ? await sealedInputs(access, previous) : [];
  if (earlier === undefined) return { type: 'damaged' };
  const metrics = new Map<number, string>();
  for (const [i, metric] of series.metrics.entries()) {
    for (const ref of series.refs.subarray(series.starts[i], series.starts[i + 1])) metrics.set(ref, metric);
  }
  const sealed = await sealWindow(
    [...earlier, ...(await freshInputs(access, freshIds))],
    (ref) => metrics.get(ref) ?? '',
  );
  await progress.turn();
  const writer = await access.startGeneration(key);
  for (const page of sealed.timestampPages) await writer.addTimestampPage(page);
  for (const [i, page] of sealed.seriesPages.entries()) {
    await writer.addSeriesPage(page, sealed.firstMetrics[i] as string, sealed.firstRefs[i] as number);
  }
  const window = await writer.publish({
    mergedFresh: Math.max(previous?.mergedFresh ?? 0, ...freshIds),
    samples: sealed.samples,
    minTimeMs: sealed.minTimeMs,
    maxTimeMs: sealed.maxTimeMs,
    members: sealed.members,
    sources: NO_SOURCES,
    deletionsUntil: previous?.deletionsUntil ?? 0,
  });
  return { type: 'sealed', window };
}

/** Undefined when a part of it is damaged. */
async function sealedInputs(access: PageAccess, window: SealedWindow): Promise<MergeInput[] | undefined> {
  const columns = await access.columns(window);
  if (columns === undefined) return undefined;
  const numbers = window.directory.firstRefs.map((_, number) => number);
  const pages = await access.seriesPages(window, numbers);
  return pages.size < numbers.length ? undefined : [...pages.values()].map((page) => ({ page, columns }));
}

async function freshInputs(access: PageAccess, ids: readonly number[]): Promise<MergeInput[]> {
  const inputs: MergeInput[] = [];
  for (let from = 0; from < ids.length; from += READ_PAGES) {
    const pages = await access.freshPages(ids.slice(from, from + READ_PAGES));
    for (const page of pages.values()) inputs.push({ page, columns: page.columns });
  }
  return inputs;
}
