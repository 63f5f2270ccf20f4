/** Builds one window of a downsampled tier from published windows of the finer one. A job of the store worker. */
import { Buckets } from '../chunkenc/buckets';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { decodeBuckets, isCounterEntry } from '../chunkenc/tierPage';
import type { SealedWindow } from '../postgres/sealedPages';
import { PieceJoiner } from '../read/pieces';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import { RAW_TIER } from '../tiers';
import type { JobProgress } from '../worker/job';
import type { PageAccess } from '../worker/pageAccess';
import { BucketMerger } from './bucketBuckets';
import { bucketSamples } from './bucketSamples';
import { type BucketGrid, gridOf } from './grid';
import { isCounterName } from './isCounter';
import { atLeastSeries } from './pageCursor';
import { RawCursor, UnreadableSourceError } from './rawCursor';
import { encodeSources } from './sources';
import { TierCursor } from './tierCursor';
import { TierWindowWriter } from './tierWindowWriter';

export interface BuildTierInput {
  readonly key: WindowKey;
  /** Windows of the finer tier, in order of time, that have samples of the window; at least one. */
  readonly sources: readonly SealedWindow[];
  /** Buckets stamped later are left out: not all their samples are in the sources. */
  readonly completeUntilMs: number;
  /** Metrics whose metadata say otherwise than `isCounterName`. */
  readonly misnamed: readonly string[];
  /** Deletions up to this number are carried out in the sources, as far as they speak of them. */
  readonly deletionsUntil: number;
}

export type BuildTierOutput =
  | { readonly type: 'built'; readonly window: SealedWindow; readonly series: number }
  /** A source has a newer generation by now; nothing was published. */
  | { readonly type: 'outdated' }
  /** A source lacks what is needed to read any of it; nothing was published. */
  | { readonly type: 'unreadable'; readonly reason: string };

/** Series of one joiner: it remembers the timestamps that they share. */
const JOINER_SERIES = 1024;
const ALL_COLUMNS = { last: true, counts: true, max: true, min: true, sum: true, lost: true };

/** Damaged pages of the sources are reported and left out. */
export async function buildTierJob(
  access: PageAccess,
  input: BuildTierInput,
  progress: JobProgress,
): Promise<BuildTierOutput> {
  try {
    return await build(access, input, progress);
  } catch (error) {
    if (!(error instanceof UnreadableSourceError)) throw error;
    return { type: 'unreadable', reason: error.message };
  }
}

async function build(access: PageAccess, input: BuildTierInput, progress: JobProgress): Promise<BuildTierOutput> {
  const { key, sources, completeUntilMs } = input;
  const writer = new TierWindowWriter(key, await access.startGeneration(key));
  const build = new Build(access, input, writer, progress);
  if (key.tier === RAW_TIER + 1) await build.fromRaw();
  else await build.fromTier();
  // Pages of a source that was replaced may have been gone before they were read.
  if (!(await access.tables.sealed.arePublished(sources))) return { type: 'outdated' };
  const { deletionsUntil } = input;
  const window = await writer.publish(encodeSources(sources, completeUntilMs), deletionsUntil);
  return { type: 'built', window, series: writer.series };
}

class Build {
  private readonly grid: BucketGrid;
  private readonly out: Buckets;
  private joiner = new PieceJoiner();
  private joined = 0;

  constructor(
    private readonly access: PageAccess,
    private readonly input: BuildTierInput,
    private readonly writer: TierWindowWriter,
    private readonly progress: JobProgress,
  ) {
    const { key, completeUntilMs } = input;
    const whole = gridOf(key.tier, key.windowStartMs);
    const complete = Math.floor((completeUntilMs - key.windowStartMs) / whole.resolutionMs) + 1;
    this.grid = { ...whole, rows: Math.min(whole.rows, Math.max(0, complete)) };
    this.out = new Buckets(whole.rows);
  }

  async fromRaw(): Promise<void> {
    const cursors: RawCursor[] = [];
    for (const source of this.input.sources) cursors.push(await RawCursor.open(this.access, source));
    const misnamed = new Set(this.input.misnamed);
    await this.eachSeries(cursors, (same, metric) => {
      this.bucket(same, isCounterName(metric) !== misnamed.has(metric));
    });
  }

  async fromTier(): Promise<void> {
    const cursors: TierCursor[] = [];
    for (const source of this.input.sources) cursors.push(await TierCursor.open(this.access, source));
    const finer = new Buckets(gridOf(this.input.key.tier - 1, 0).rows);
    const merger = new BucketMerger(this.grid, this.out);
    await this.eachSeries(cursors, (same) => this.merge(same, merger, finer));
  }

  /** Pages of all windows are in one order, so the next series is the least of those that the cursors are at. */
  private async eachSeries<C extends RawCursor | TierCursor>(
    cursors: readonly C[],
    fill: (same: readonly C[], metric: string) => void,
  ): Promise<void> {
    for (;;) {
      const same = atLeastSeries(cursors);
      const [first] = same;
      if (first === undefined) return;
      const { metric, ref } = first;
      if (this.isFilled(() => fill(same, metric), ref)) await this.writer.add(metric, ref, this.out);
      for (const cursor of same) {
        const moved = cursor.next();
        if (moved) await moved;
      }
      const turn = this.progress.turn();
      if (turn) await turn;
    }
  }

  /** False when what the series has in the sources is damaged. */
  private isFilled(fill: () => void, ref: number): boolean {
    try {
      fill();
      return true;
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      this.access.onDamage(`series ${ref} is left out of ${windowKeyName(this.input.key)}: ${error.message}`);
      return false;
    }
  }

  private bucket(cursors: readonly RawCursor[], counter: boolean): void {
    if (this.joined++ % JOINER_SERIES === 0) this.joiner = new PieceJoiner();
    const pieces = cursors.flatMap((cursor) => cursor.piece() ?? []);
    if (pieces.length === 0) {
      this.out.clear(counter);
      return;
    }
    const { timestamps, values } = this.joiner.join(pieces);
    bucketSamples(timestamps, values, this.grid, counter, this.out);
  }

  private merge(cursors: readonly TierCursor[], merger: BucketMerger, finer: Buckets): void {
    merger.start(cursors.some(({ page, entry }) => page !== undefined && isCounterEntry(page, entry)));
    for (const { page, entry, window } of cursors) {
      if (page === undefined) continue;
      decodeBuckets(page, entry, ALL_COLUMNS, finer);
      merger.add(finer, gridOf(window.tier, window.windowStartMs));
    }
    merger.finish();
  }
}
