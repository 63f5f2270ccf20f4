/** Joins buckets of tiers and raw samples of a series to one column (SeriesColumns says what is in it). */
import { isStaleAt, wordsOf, writeStale } from '@/lib/labels/staleness';
import { Buckets } from '../chunkenc/buckets';
import { decodeBuckets, MAX_TIER_ROWS } from '../chunkenc/tierPage';
import type { ColumnPart, ResolutionMs, SelectHints } from '../storage';
import { RAW_TIER, TIERS } from '../tiers';
import { stampOf } from '../tiers/grid';
import type { Columns } from './pieces';
import { type Asked, askedOf, type BucketColumn, columnOf, isProduct, wantedColumns } from './tierKinds';
import { firstStamp, type TierPiece } from './tierPieces';
import { type TierColumns, TierRunJoiner } from './tierRunJoiner';

/** Keep one per query: series with buckets at the same times then share one timestamp column. */
export class TierJoiner {
  private readonly asked: Asked;
  private readonly runs: TierRunJoiner;
  private readonly buckets = new Buckets(MAX_TIER_ROWS);
  private readonly shared = new Map<number, { timestamps: Float64Array; parts: readonly ColumnPart[] }[]>();
  private timestamps = new Float64Array(1024);
  private values = new Float64Array(1024);
  private weights = new Float64Array(1024);
  private length = 0;
  private parts: { until: number; resolutionMs: ResolutionMs }[] = [];
  private mayHaveStale = false;
  /** What a counter lost by resets so far, and its last value, when the column is to grow only. */
  private lost = 0;
  private previous = NaN;

  constructor(hints: SelectHints) {
    this.asked = askedOf(hints);
    this.runs = new TierRunJoiner(this.asked);
  }

  /** @param pieces in order of time. Raw samples that lie among their buckets are left out. Throws CorruptPageError. */
  join(pieces: readonly TierPiece[], raw: Columns | undefined): TierColumns {
    return this.runs.join(pieces, raw) ?? this.joinAny(pieces, raw);
  }

  /** As `join`, whatever gaps there are. */
  joinAny(pieces: readonly TierPiece[], raw: Columns | undefined): TierColumns {
    this.start(
      pieces.reduce((sum, piece) => sum + 2 * piece.count, raw?.values.length ?? 0),
      raw,
    );
    let rawAt = 0;
    for (const piece of pieces) {
      const until = raw ? lowerBound(raw.timestamps, firstStamp(piece), rawAt) : 0;
      if (raw) this.addRaw(raw, rawAt, until, true);
      rawAt = until;
      this.addBuckets(piece);
    }
    const growing = this.asked.kind === 'growing' ? this.length : 0;
    if (raw) this.addRaw(raw, rawAt, raw.values.length, false);
    // Such that raw samples at the end stand as they are, and join what comes before without a reset.
    if (this.lost !== 0) for (let i = 0; i < growing; i++) this.values[i] = (this.values[i] as number) - this.lost;
    return this.finish();
  }

  private start(capacity: number, raw: Columns | undefined): void {
    if (this.values.length < capacity) {
      this.timestamps = new Float64Array(capacity * 2);
      this.values = new Float64Array(capacity * 2);
      this.weights = new Float64Array(capacity * 2);
    }
    this.length = 0;
    this.parts = [];
    this.mayHaveStale = raw?.mayHaveStale ?? false;
    this.lost = 0;
    this.previous = NaN;
  }

  private finish(): TierColumns {
    const { length, mayHaveStale } = this;
    const columns = { ...this.share(), values: this.values.slice(0, length), mayHaveStale };
    return this.asked.isWeighted ? { ...columns, weights: this.weights.slice(0, length) } : columns;
  }

  /** @param tiersFollow whether the samples have to grow only, too */
  private addRaw({ timestamps, values }: Columns, from: number, to: number, tiersFollow: boolean): void {
    const lastMs = this.length > 0 ? (this.timestamps[this.length - 1] as number) : -Infinity;
    const start = Math.max(from, lowerBound(timestamps, lastMs + 1, from));
    if (start >= to) return;
    if (this.asked.kind === 'growing' && tiersFollow) this.addGrowing(timestamps, values, start, to);
    else {
      if (this.asked.kind === 'growing') this.noteBorder(values[start] as number);
      this.timestamps.set(timestamps.subarray(start, to), this.length);
      this.values.set(values.subarray(start, to), this.length);
      this.length += to - start;
    }
    if (this.asked.isWeighted) this.weights.fill(1, this.length - (to - start), this.length);
    this.endPart(0);
  }

  private addGrowing(timestamps: Float64Array, values: Float64Array, from: number, to: number): void {
    const words = wordsOf(values);
    for (let i = from; i < to; i++) {
      if (isStaleAt(words, i)) continue;
      const value = values[i] as number;
      this.noteBorder(value);
      this.put(timestamps[i] as number, value + this.lost);
      this.previous = value;
    }
  }

  /** A value after a lower one than before: the counter was reset in between. */
  private noteBorder(value: number): void {
    if (value < this.previous) this.lost += this.previous;
  }

  private addBuckets(piece: TierPiece): void {
    const { buckets } = this;
    const column = columnOf(this.asked.kind, piece.counter);
    decodeBuckets(piece.page, piece.entry, wantedColumns(this.asked, piece.counter), buckets);
    const from = this.indexAfterLast(indexOfRow(buckets, piece.rowFrom), piece);
    const to = Math.max(from, indexOfRow(buckets, piece.rowTo));
    if (this.asked.kind === 'growing') this.addGrowingBuckets(piece, from, to);
    else this.addPlainBuckets(piece, column, from, to);
    this.endPart(piece.grid.resolutionMs);
  }

  /** Two windows have the same bucket when a series changed its retention class in it: the first one counts. */
  private indexAfterLast(from: number, { grid }: TierPiece): number {
    const lastMs = this.length > 0 ? (this.timestamps[this.length - 1] as number) : -Infinity;
    let i = from;
    while (i < this.buckets.length && stampOf(grid, this.buckets.row[i] as number) <= lastMs) i++;
    return i;
  }

  private addPlainBuckets({ grid, counter }: TierPiece, name: BucketColumn, from: number, to: number): void {
    const { buckets, length: at } = this;
    const column = buckets[name];
    for (let i = from; i < to; i++) this.timestamps[at + i - from] = stampOf(grid, buckets.row[i] as number);
    this.values.set(column.subarray(from, to), at);
    if (this.asked.isWeighted) this.weights.set(buckets.counts.subarray(from, to), at);
    if (isProduct(this.asked, counter)) {
      for (let i = from; i < to; i++)
        this.values[at + i - from] = (column[i] as number) * (buckets.counts[i] as number);
    }
    this.length += to - from;
    if (this.asked.isInstant) this.markEnded(from, to, at);
  }

  private markEnded(from: number, to: number, at: number): void {
    const { ended } = this.buckets;
    for (let i = from; i < to; i++) {
      if (ended[i] !== 1) continue;
      writeStale(this.values, at + i - from);
      this.mayHaveStale = true;
    }
  }

  private addGrowingBuckets({ grid, counter }: TierPiece, from: number, to: number): void {
    const { buckets } = this;
    for (let i = from; i < to; i++) {
      const stampMs = stampOf(grid, buckets.row[i] as number);
      const last = buckets.last[i] as number;
      if (!counter) {
        this.noteBorder(last);
      } else if (buckets.beginsRun(i)) {
        const first = buckets.first[i] as number;
        this.noteBorder(first);
        const beginsMs = stampMs - grid.resolutionMs;
        const isAfterGap = this.length === 0 || (this.timestamps[this.length - 1] as number) < beginsMs;
        if (isAfterGap) this.put(beginsMs, first + this.lost);
      }
      if (counter) this.lost += buckets.lost[i] as number;
      this.put(stampMs, last + this.lost);
      this.previous = last;
    }
  }

  private put(timeMs: number, value: number): void {
    this.timestamps[this.length] = timeMs;
    this.values[this.length++] = value;
  }

  private endPart(resolutionMs: number): void {
    const last = this.parts.at(-1);
    const tier = TIERS.find((each) => each.resolutionMs === resolutionMs) ?? TIERS[RAW_TIER];
    if (tier === undefined) throw new Error(`BUG: no tier of ${resolutionMs} ms`);
    if (last && last.resolutionMs === tier.resolutionMs) last.until = this.length;
    else this.parts.push({ until: this.length, resolutionMs: tier.resolutionMs });
  }

  /** Equal timestamps with equal parts, of an earlier series if there are such. */
  private share(): { timestamps: Float64Array; parts: readonly ColumnPart[] } {
    const { length } = this;
    const candidates = this.shared.get(length) ?? [];
    const known = candidates.find(
      ({ timestamps, parts }) => areEqual(timestamps, this.timestamps, length) && areSame(parts, this.parts),
    );
    if (known) return known;
    const made = { timestamps: this.timestamps.slice(0, length), parts: this.parts };
    // Few at a time: series of one query have the same buckets, or each its own gaps.
    this.shared.set(length, [made, ...candidates].slice(0, 4));
    return made;
  }
}

function indexOfRow({ row, length }: Buckets, wanted: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((row[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The first index from `from` on with a time of at least `timeMs`. */
function lowerBound(times: Float64Array, timeMs: number, from: number): number {
  let low = from;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

function areEqual(known: Float64Array, times: Float64Array, length: number): boolean {
  for (let i = 0; i < length; i++) if (known[i] !== times[i]) return false;
  return true;
}

function areSame(a: readonly ColumnPart[], b: readonly ColumnPart[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ until, resolutionMs }, i) => b[i]?.until === until && b[i].resolutionMs === resolutionMs)
  );
}
