/** Moves series of a sealed raw window to the windows of other retention classes. A job of the store worker. */
import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SeriesPage } from '../chunkenc/seriesPage';
import { findPart } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import { type Piece, pieceOfPage } from '../read/pieces';
import type { WindowKey } from '../read/windowSet';
import { EarlierGeneration, UnreadableWindowError } from '../seal/earlierGeneration';
import { metricAt, type SeriesOrder } from '../seal/seriesOrder';
import { type SeriesSource, WindowMerge } from '../seal/windowMerge';
import type { JobProgress } from '../worker/job';
import type { PageAccess } from '../worker/pageAccess';
import { Deletions, type Tombstone } from './deletions';

export interface RepackInput {
  readonly window: SealedWindow;
  /** At least one. */
  readonly moves: readonly SeriesMove[];
  /** As a seal has them (sealJob.ts), for all windows concerned. */
  readonly deletions: readonly Tombstone[];
  readonly deletionsUntil: number;
  readonly pageBytes: number;
}

/** Series that belong to another class. */
export interface SeriesMove {
  readonly class: number;
  /** The window of that class, if there is one. */
  readonly previous: SealedWindow | undefined;
  readonly series: SeriesOrder;
}

export type RepackOutput =
  /** New generations, all to be read in place of the earlier ones at once; that of `window` is the last. */
  | { readonly type: 'moved'; readonly windows: readonly SealedWindow[] }
  /** Part of it cannot be read: the window stays as it is. */
  | { readonly type: 'unreadable'; readonly reason: string };

const NO_SOURCES = new Uint8Array(0);
const NO_SERIES: SeriesOrder = { metrics: [], starts: Uint32Array.of(0), refs: new Uint32Array(0) };

/**
 * The windows that get series are published before the one that loses them: after a crash in between, the series are in both,
 * which reads the same, and moving them again changes nothing.
 */
export async function repackJob(access: PageAccess, input: RepackInput, progress: JobProgress): Promise<RepackOutput> {
  try {
    const windows: SealedWindow[] = [];
    for (const move of input.moves) windows.push(await moveSeries(access, input, move, progress));
    windows.push(await leaveRest(access, input, progress));
    return { type: 'moved', windows };
  } catch (error) {
    if (!(error instanceof UnreadableWindowError || error instanceof CorruptPageError)) throw error;
    return { type: 'unreadable', reason: error.message };
  }
}

async function moveSeries(
  access: PageAccess,
  input: RepackInput,
  { class: retentionClass, previous, series }: SeriesMove,
  progress: JobProgress,
): Promise<SealedWindow> {
  const deletions = new Deletions(input.deletions);
  const moved = new MovedSeries(await EarlierGeneration.open(access, input.window, deletions), series);
  const earlier = previous && (await EarlierGeneration.open(access, previous, deletions));
  const { tier, windowStartMs } = input.window;
  return write(
    { access, input, progress, series, source: moved, earlier },
    { tier, class: retentionClass, windowStartMs },
  );
}

async function leaveRest(access: PageAccess, input: RepackInput, progress: JobProgress): Promise<SealedWindow> {
  const gone = input.moves.map(({ series }) => allOf(series));
  const earlier = await EarlierGeneration.open(access, input.window, new Deletions([...input.deletions, ...gone]));
  const source = { to: 0, next: async () => undefined, pieces: () => [] };
  return write({ access, input, progress, series: NO_SERIES, source, earlier }, input.window);
}

interface WriteOptions {
  readonly access: PageAccess;
  readonly input: RepackInput;
  readonly progress: JobProgress;
  readonly series: SeriesOrder;
  readonly source: SeriesSource;
  readonly earlier: EarlierGeneration | undefined;
}

async function write(options: WriteOptions, { tier, class: retentionClass, windowStartMs }: WindowKey) {
  const { access, input, progress, series, source, earlier } = options;
  const writer = await access.startGeneration({ tier, class: retentionClass, windowStartMs });
  const { pageBytes } = input;
  const merged = await new WindowMerge({ series, fresh: source, earlier, writer, progress, pageBytes }).run();
  const { conflicts, ...summary } = merged;
  if (conflicts > 0) access.onDamage(`${conflicts} samples of moved series had another value already`);
  return writer.publish({
    ...(summary.samples > 0 ? summary : { ...summary, minTimeMs: windowStartMs, maxTimeMs: windowStartMs }),
    mergedFresh: earlier?.window.mergedFresh ?? 0,
    sources: NO_SOURCES,
    deletionsUntil: Math.max(earlier?.window.deletionsUntil ?? 0, input.deletionsUntil),
  });
}

/** To a window that they leave, series that move are as good as deleted. */
function allOf({ refs }: SeriesOrder): Tombstone {
  const sorted = refs.slice().sort();
  const maxMs = new Float64Array(sorted.length).fill(Infinity);
  return { id: Infinity, logSequence: 0, minMs: -Infinity, refs: sorted, maxMs };
}

/** The samples of some series of a window, page after page. */
class MovedSeries implements SeriesSource {
  /** Positions from here on need `next` first. */
  to = 0;
  private page: SeriesPage | undefined;

  constructor(
    private readonly window: EarlierGeneration,
    private readonly series: SeriesOrder,
  ) {}

  async next(): Promise<void> {
    const number = this.partOf(this.to);
    while (this.to < this.series.refs.length && this.partOf(this.to) === number) this.to++;
    this.page = number < 0 ? undefined : await this.window.page(number);
  }

  pieces(position: number): Piece[] {
    const { page } = this;
    const entry = page?.entryOf.get(this.series.refs[position] as number);
    if (page === undefined || entry === undefined) return [];
    const times = this.window.columns[page.columnOf[entry] as number] ?? new Float64Array(0);
    const piece = pieceOfPage(page, entry, times, -Infinity, Infinity);
    return piece ? [piece] : [];
  }

  private partOf(position: number): number {
    const ref = this.series.refs[position] as number;
    return findPart(this.window.directory, metricAt(this.series, position), ref);
  }
}
