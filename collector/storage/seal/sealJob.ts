import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SealedWindow } from '../postgres/sealedPages';
import type { WindowKey } from '../read/windowSet';
import { Deletions, type Tombstone } from '../retention/deletions';
import type { JobProgress } from '../worker/job';
import type { PageAccess } from '../worker/pageAccess';
import { EarlierGeneration, UnreadableWindowError } from './earlierGeneration';
import { FreshSource } from './freshSource';
import type { SeriesOrder } from './seriesOrder';
import { WindowMerge } from './windowMerge';

export interface SealInput {
  readonly key: WindowKey;
  /** The generation to amend, if the window is sealed already. */
  readonly previous: SealedWindow | undefined;
  /** Stored fresh pages to merge, ascending. */
  readonly freshIds: readonly number[];
  /** Deletions that speak of the window's time; all up to `deletionsUntil` that are not listed have nothing in it. */
  readonly deletions: readonly Tombstone[];
  readonly deletionsUntil: number;
  /** All series of the fresh pages. */
  readonly series: SeriesOrder;
  /** Encoded samples held in memory at once; a window with more is merged in several passes. */
  readonly maxBytes: number;
  /** Series pages are cut at this size. */
  readonly pageBytes: number;
}

export type SealOutput =
  /** `conflicts`: samples left out because their series had another value at that time. */
  | { readonly type: 'sealed'; readonly window: SealedWindow; readonly conflicts: number }
  /** Part of it cannot be read; nothing was published. */
  | { readonly type: 'unreadable'; readonly reason: string };

const NO_SOURCES = new Uint8Array(0);

/** Merges fresh pages of a window, and its earlier generation if it has one, to a new generation, and publishes it. */
export async function sealJob(access: PageAccess, input: SealInput, progress: JobProgress): Promise<SealOutput> {
  try {
    return await seal(access, input, progress);
  } catch (error) {
    if (!(error instanceof UnreadableWindowError || error instanceof CorruptPageError)) throw error;
    return { type: 'unreadable', reason: error.message };
  }
}

async function seal(access: PageAccess, input: SealInput, progress: JobProgress): Promise<SealOutput> {
  const { key, previous, freshIds, series, maxBytes, pageBytes } = input;
  const deletions = new Deletions(input.deletions);
  const earlier = previous && (await EarlierGeneration.open(access, previous, deletions));
  const fresh = await FreshSource.open(access, { ids: freshIds, series, maxBytes, deletions }, progress);
  const writer = await access.startGeneration(key);
  const merged = await new WindowMerge({ series, fresh, earlier, writer, progress, pageBytes }).run();
  const { conflicts, ...summary } = merged;
  if (summary.samples === 0 && deletions.isEmpty && previous?.samples !== 0) {
    throw new UnreadableWindowError('all its pages are damaged');
  }
  const window = await writer.publish({
    ...(summary.samples > 0 ? summary : { ...summary, minTimeMs: key.windowStartMs, maxTimeMs: key.windowStartMs }),
    mergedFresh: freshIds.reduce((newest, id) => Math.max(newest, id), previous?.mergedFresh ?? 0),
    sources: NO_SOURCES,
    deletionsUntil: Math.max(previous?.deletionsUntil ?? 0, input.deletionsUntil),
  });
  return { type: 'sealed', window, conflicts };
}
