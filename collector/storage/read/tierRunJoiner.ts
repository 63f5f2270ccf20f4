/**
 * Joins buckets of a series without gaps, which nearly every series is: each page is decoded to its place in the column.
 * Says the same as TierJoiner, to the bit.
 */
import { writeStale } from '@/lib/labels/staleness';
import { Buckets } from '../chunkenc/buckets';
import { decodeRun, hasEnded, MAX_TIER_ROWS, type WantedColumns } from '../chunkenc/tierPage';
import type { ColumnPart } from '../storage';
import type { Columns } from './pieces';
import { type Asked, type BucketColumn, columnOf, isProduct, wantedColumns } from './tierKinds';
import { rowsBefore, type TierLayout, TierLayouts } from './tierLayout';
import type { TierPiece } from './tierPieces';

export interface TierColumns extends Columns {
  readonly parts: readonly ColumnPart[];
  readonly weights?: Float64Array;
}

/** Columns that are made at their full length and filled piece by piece. */
interface Target {
  readonly values: Float64Array;
  readonly weights: Float64Array | undefined;
}

/** Keep one per query: series with buckets at the same times then share one timestamp column. */
export class TierRunJoiner {
  private readonly layouts: TierLayouts;
  private readonly buckets = new Buckets(MAX_TIER_ROWS);
  /** Has columns of the target in place of its own. */
  private readonly direct = new Buckets(MAX_TIER_ROWS);
  private readonly counts = this.direct.counts;
  private readonly last = this.direct.last;
  private readonly wantedOfCounters: WantedColumns;
  private readonly wantedOfOthers: WantedColumns;
  private mayHaveStale = false;
  /** What a counter lost by resets so far, and its last value, when the column is to grow only. */
  private lost = 0;
  private previous = NaN;

  constructor(private readonly asked: Asked) {
    this.layouts = new TierLayouts(asked.kind === 'growing');
    this.wantedOfCounters = wantedColumns(asked, true);
    this.wantedOfOthers = wantedColumns(asked, false);
  }

  /** Undefined when there may be gaps, or raw samples before or among the buckets. Throws CorruptPageError. */
  join(pieces: readonly TierPiece[], raw: Columns | undefined): TierColumns | undefined {
    const samples = raw && raw.values.length > 0 ? raw : undefined;
    const layout = this.layouts.of(pieces, samples?.timestamps);
    if (layout === undefined) return undefined;
    const { timestamps, parts } = layout;
    const { length } = timestamps;
    const values = new Float64Array(length);
    const weights = this.asked.isWeighted ? new Float64Array(length) : undefined;
    this.mayHaveStale = raw?.mayHaveStale ?? false;
    this.lost = 0;
    this.previous = NaN;
    for (let i = 0; i < pieces.length; i++) this.add(pieces[i] as TierPiece, layout, i, { values, weights });
    if (samples) this.addRaw(samples, layout.bucketsEnd, { values, weights });
    // Such that raw samples at the end stand as they are, and join what comes before without a reset.
    const { lost } = this;
    if (lost !== 0) for (let i = 0; i < layout.bucketsEnd; i++) values[i] = (values[i] as number) - lost;
    const columns = { timestamps, parts, values, mayHaveStale: this.mayHaveStale };
    return weights ? { ...columns, weights } : columns;
  }

  private add(piece: TierPiece, layout: TierLayout, i: number, target: Target): void {
    const at = layout.starts[i] as number;
    const buckets = this.decode(piece, at, target);
    if (this.asked.kind === 'growing') {
      if (piece.counter) this.grow(piece, buckets, layout.opened[i] as boolean, at, target.values);
      else this.growOther(at, piece.count, target.values);
    } else if (this.asked.isInstant && hasEnded(piece.page, piece.entry))
      this.markEnded(piece, buckets, at, target.values);
  }

  /** Writes the buckets' column to the target as it is. The buckets hold all of the entry, also those before the piece. */
  private decode(piece: TierPiece, at: number, target: Target): Buckets {
    const { page, entry, count, counter } = piece;
    const isWhole = count === (page.presences[entry]?.count ?? page.rows);
    const column = columnOf(this.asked.kind, counter);
    const out = isWhole ? this.aim(column, at, count, target) : this.buckets;
    decodeRun(page, entry, counter ? this.wantedOfCounters : this.wantedOfOthers, out);
    if (!isWhole) copyRows(out, column, piece, at, target);
    if (isProduct(this.asked, counter)) {
      const skip = isWhole ? 0 : rowsBefore(piece);
      for (let i = 0; i < count; i++) {
        target.values[at + i] = (target.values[at + i] as number) * (out.counts[skip + i] as number);
      }
    }
    return out;
  }

  private aim(column: BucketColumn, at: number, count: number, { values, weights }: Target): Buckets {
    const { direct } = this;
    const place = values.subarray(at, at + count);
    // Where max or min is the last value, that is decoded to their place.
    direct.last = column === 'sum' ? this.last : place;
    direct.max = place;
    direct.min = place;
    direct.sum = place;
    direct.counts = weights ? weights.subarray(at, at + count) : this.counts;
    return direct;
  }

  private markEnded(piece: TierPiece, { ended }: Buckets, at: number, values: Float64Array): void {
    const skip = rowsBefore(piece);
    for (let i = 0; i < piece.count; i++) {
      if (ended[skip + i] !== 1) continue;
      writeStale(values, at + i);
      this.mayHaveStale = true;
    }
  }

  /** Adds what a counter lost by resets to the last values that are there. */
  private grow(piece: TierPiece, buckets: Buckets, opened: boolean, at: number, values: Float64Array): void {
    const skip = rowsBefore(piece);
    if (skip === 0) {
      const first = buckets.first[0] as number;
      this.noteBorder(first);
      if (opened) values[at - 1] = first + this.lost;
    }
    this.previous = values[at + piece.count - 1] as number;
    let { lost } = this;
    for (let i = 0; i < piece.count; i++) {
      lost += buckets.lost[skip + i] as number;
      values[at + i] = (values[at + i] as number) + lost;
    }
    this.lost = lost;
  }

  private growOther(at: number, count: number, values: Float64Array): void {
    for (let i = at; i < at + count; i++) {
      const last = values[i] as number;
      this.noteBorder(last);
      values[i] = last + this.lost;
      this.previous = last;
    }
  }

  /** A value after a lower one than before: the counter was reset in between. */
  private noteBorder(value: number): void {
    if (value < this.previous) this.lost += this.previous;
  }

  private addRaw(raw: Columns, at: number, { values, weights }: Target): void {
    if (this.asked.kind === 'growing') this.noteBorder(raw.values[0] as number);
    values.set(raw.values, at);
    weights?.fill(1, at);
  }
}

function copyRows(from: Buckets, column: BucketColumn, piece: TierPiece, at: number, target: Target): void {
  const skip = rowsBefore(piece);
  target.values.set(from[column].subarray(skip, skip + piece.count), at);
  target.weights?.set(from.counts.subarray(skip, skip + piece.count), at);
}
