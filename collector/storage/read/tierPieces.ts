/** Buckets of one series in one window of a downsampled tier, as a query wants them. */
import { hasRow } from '../chunkenc/presence';
import { isCounterEntry, type TierPage } from '../chunkenc/tierPage';
import type { Interval } from '../tiers/coverage';
import { type BucketGrid, gridOf, stampOf } from '../tiers/grid';
import type { WindowKey } from './windowSet';

/** Rows `[rowFrom, rowTo)` of an entry; both border rows have a bucket. */
export interface TierPiece {
  readonly page: TierPage;
  readonly entry: number;
  readonly grid: BucketGrid;
  readonly rowFrom: number;
  readonly rowTo: number;
  /** At most so many samples come of it. */
  readonly count: number;
  readonly counter: boolean;
}

/**
 * The buckets of a series of a page that are stamped in an interval, without those that have something deleted.
 *
 * @param deleted in order and apart
 */
export function tierPiecesOf(
  page: TierPage,
  entry: number,
  key: WindowKey,
  { fromMs, untilMs }: Interval,
  deleted: readonly Interval[],
): TierPiece[] {
  const grid = gridOf(key.tier, key.windowStartMs);
  const pieces: TierPiece[] = [];
  let nextMs = fromMs;
  for (const gone of [...deleted, { fromMs: untilMs + 1, untilMs: Infinity }]) {
    const piece = cutPiece(page, entry, grid, nextMs, gone.fromMs - 1);
    if (piece) pieces.push(piece);
    nextMs = gone.untilMs + grid.resolutionMs;
  }
  return pieces;
}

function cutPiece(
  page: TierPage,
  entry: number,
  grid: BucketGrid,
  fromMs: number,
  untilMs: number,
): TierPiece | undefined {
  const presence = page.presences[entry];
  const { resolutionMs, windowStartMs } = grid;
  let rowFrom = Math.max(Math.ceil((fromMs - windowStartMs) / resolutionMs), presence?.from ?? 0);
  let rowTo = Math.min(Math.floor((untilMs - windowStartMs) / resolutionMs) + 1, presence?.to ?? page.rows);
  const bitmap = presence?.bitmap;
  if (bitmap) {
    while (rowFrom < rowTo && !hasRow(bitmap, rowFrom)) rowFrom++;
    while (rowTo > rowFrom && !hasRow(bitmap, rowTo - 1)) rowTo--;
  }
  if (rowFrom >= rowTo) return undefined;
  return { page, entry, grid, rowFrom, rowTo, count: rowTo - rowFrom, counter: isCounterEntry(page, entry) };
}

export function firstStamp({ grid, rowFrom }: TierPiece): number {
  return stampOf(grid, rowFrom);
}
