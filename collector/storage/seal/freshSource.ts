import type { SeriesPage } from '../chunkenc/seriesPage';
import type { Piece } from '../read/pieces';
import { cutPage } from '../retention/cutPage';
import { type Deletions, EVER } from '../retention/deletions';
import type { JobProgress } from '../worker/job';
import type { PageAccess } from '../worker/pageAccess';
import { ENTRY_BYTES, Gathered } from './gathered';
import { RefPositions } from './refPositions';
import type { SeriesOrder } from './seriesOrder';

/** Fresh pages read at once: about 4 MB. */
const READ_PAGES = 64;

export interface FreshSourceOptions {
  readonly ids: readonly number[];
  readonly series: SeriesOrder;
  /** Encoded samples held at once, about. What is more is merged in several passes, each of which reads all pages. */
  readonly maxBytes: number;
  /** What was deleted since the pages were made is left out. */
  readonly deletions: Deletions;
}

/** Series up to position `to`, and what they take together. */
interface Range {
  readonly to: number;
  readonly bytes: number;
}

/**
 * The samples of fresh pages, series by series. Fresh pages have the series of one target together, sealed ones those of one
 * metric: so all pages are read before the first series is whole.
 */
export class FreshSource {
  private gathered = new Gathered(0, 0, 0);
  /** Those still to come. */
  private readonly ranges: Range[] = [];

  private constructor(
    private readonly access: PageAccess,
    private readonly ids: readonly number[],
    private readonly positions: RefPositions,
    private readonly deletions: Deletions,
    private readonly progress: JobProgress,
  ) {}

  static async open(access: PageAccess, options: FreshSourceOptions, progress: JobProgress): Promise<FreshSource> {
    const { ids, series, maxBytes, deletions } = options;
    const count = series.refs.length;
    const source = new FreshSource(access, ids, new RefPositions(series.refs), deletions, progress);
    const bytes = await access.tables.fresh.totalBytes(ids);
    if (bytes <= maxBytes) source.ranges.push({ to: count, bytes });
    else source.ranges.push(...cutRanges(await source.sizes(count), maxBytes));
    return source;
  }

  /** Positions from here on need `next` first. */
  get to(): number {
    return this.gathered.to;
  }

  /** Goes on to the next range of series. */
  async next(): Promise<void> {
    const from = this.gathered.to;
    const range = this.ranges.shift();
    if (range === undefined) throw new Error(`BUG: there is no series after position ${from}`);
    // What was gathered before is let go before the room for more is taken.
    this.gathered = new Gathered(from, from, 0);
    this.gathered = new Gathered(from, range.to, range.bytes);
    await this.forEachPage((page) => this.gathered.add(page, (ref) => this.positions.of(ref)));
  }

  /** Samples of the series at a position of the present range, those of earlier pages first. Throws CorruptPageError. */
  pieces(position: number): Piece[] {
    return this.gathered.pieces(position);
  }

  /** Bytes of each series, by position. */
  private async sizes(count: number): Promise<Float64Array> {
    const sizes = new Float64Array(count);
    await this.forEachPage(({ entryOf, chunkAt }) => {
      for (const [ref, entry] of entryOf) {
        const position = this.positions.of(ref);
        const bytes = (chunkAt[entry + 1] as number) - (chunkAt[entry] as number) + ENTRY_BYTES;
        if (position >= 0) sizes[position] = (sizes[position] as number) + bytes;
      }
    });
    return sizes;
  }

  private async forEachPage(visit: (page: SeriesPage) => void): Promise<void> {
    for (let from = 0; from < this.ids.length; from += READ_PAGES) {
      const pages = await this.access.freshPages(this.ids.slice(from, from + READ_PAGES));
      for (const [id, page] of pages) {
        visit(cutPage(page, page.columns, this.deletions.ofPages(id, EVER)).page);
        await this.progress.turn();
      }
    }
  }
}

/** Cuts series into ranges of at most so many bytes, but one series at least. */
export function cutRanges(sizes: Float64Array, maxBytes: number): Range[] {
  const ranges: Range[] = [];
  let bytes = 0;
  for (const [position, size] of sizes.entries()) {
    if (bytes > 0 && bytes + size > maxBytes) {
      ranges.push({ to: position, bytes });
      bytes = 0;
    }
    bytes += size;
  }
  ranges.push({ to: sizes.length, bytes });
  return ranges;
}
