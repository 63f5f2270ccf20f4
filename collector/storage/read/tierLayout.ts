/**
 * Where the samples of a series without gaps lie in its joined column: known before anything is decoded, and the same for all
 * series whose pages hold the same rows.
 */
import type { ColumnPart, ResolutionMs } from '../storage';
import { stampOf } from '../tiers/grid';
import { firstStamp, type TierPiece } from './tierPieces';

export interface TierLayout {
  readonly timestamps: Float64Array;
  readonly parts: readonly ColumnPart[];
  /** For each piece the index of its first bucket. */
  readonly starts: readonly number[];
  /** For each piece whether a sample at the left border of its first bucket stands before it. */
  readonly opened: readonly boolean[];
  /** Index after the last bucket: there raw samples begin. */
  readonly bucketsEnd: number;
}

/** Rows of the entry before the piece. */
export function rowsBefore({ page, entry, rowFrom }: TierPiece): number {
  return rowFrom - (page.presences[entry]?.from ?? 0);
}

/**
 * Undefined when some row of a piece may have no bucket, or pieces and raw samples are not one after the other.
 *
 * @param raw timestamps of samples, at least one
 * @param growing whether a sample goes before a counter's buckets where it had none before
 */
export function layOut(
  pieces: readonly TierPiece[],
  raw: Float64Array | undefined,
  growing: boolean,
): TierLayout | undefined {
  const starts: number[] = [];
  const opened: boolean[] = [];
  let length = 0;
  let lastMs = -Infinity;
  for (const piece of pieces) {
    const { page, entry, grid } = piece;
    const firstMs = firstStamp(piece);
    if (page.presences[entry]?.bitmap || firstMs <= lastMs) return undefined;
    const opens = growing && piece.counter && rowsBefore(piece) === 0 && lastMs < firstMs - grid.resolutionMs;
    opened.push(opens);
    if (opens) length++;
    starts.push(length);
    length += piece.count;
    lastMs = stampOf(grid, piece.rowTo - 1);
  }
  if (raw && (raw[0] as number) <= lastMs) return undefined;
  const timestamps = new Float64Array(length + (raw?.length ?? 0));
  for (const [i, piece] of pieces.entries()) fillStamps(timestamps, starts[i] as number, opened[i] as boolean, piece);
  if (raw) timestamps.set(raw, length);
  return { timestamps, parts: partsOf(pieces, starts, raw?.length ?? 0), starts, opened, bucketsEnd: length };
}

function fillStamps(timestamps: Float64Array, start: number, opened: boolean, piece: TierPiece): void {
  const { grid, rowFrom, count } = piece;
  for (let i = 0; i < count; i++) timestamps[start + i] = stampOf(grid, rowFrom + i);
  if (opened) timestamps[start - 1] = firstStamp(piece) - grid.resolutionMs;
}

function partsOf(pieces: readonly TierPiece[], starts: readonly number[], rawCount: number): ColumnPart[] {
  const parts: { until: number; resolutionMs: ResolutionMs }[] = [];
  const add = (until: number, resolutionMs: ResolutionMs) => {
    const last = parts.at(-1);
    if (last?.resolutionMs === resolutionMs) last.until = until;
    else parts.push({ until, resolutionMs });
  };
  let until = 0;
  for (const [i, { grid, count }] of pieces.entries()) {
    until = (starts[i] as number) + count;
    add(until, grid.resolutionMs);
  }
  if (rawCount > 0) add(until + rawCount, 0);
  return parts;
}

/** Layouts used last: series come cohort by cohort, and those of a cohort share the timestamps of their raw samples. */
const KEPT = 16;

interface Known {
  readonly pieces: readonly TierPiece[];
  readonly raw: Float64Array | undefined;
  readonly layout: TierLayout;
}

/** Finds the layout of an earlier series with the same rows. Keep one per query. */
export class TierLayouts {
  private known: readonly Known[] = [];

  constructor(private readonly growing: boolean) {}

  of(pieces: readonly TierPiece[], raw: Float64Array | undefined): TierLayout | undefined {
    for (const each of this.known) if (each.raw === raw && haveSameRows(each.pieces, pieces)) return each.layout;
    const layout = layOut(pieces, raw, this.growing);
    if (layout) this.known = [{ pieces, raw, layout }, ...this.known].slice(0, KEPT);
    return layout;
  }
}

function haveSameRows(a: readonly TierPiece[], b: readonly TierPiece[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!isSamePlace(a[i] as TierPiece, b[i] as TierPiece)) return false;
  return true;
}

function isSamePlace(a: TierPiece, b: TierPiece): boolean {
  return (
    a.rowFrom === b.rowFrom &&
    a.rowTo === b.rowTo &&
    a.counter === b.counter &&
    a.grid.windowStartMs === b.grid.windowStartMs &&
    a.grid.resolutionMs === b.grid.resolutionMs &&
    (rowsBefore(a) === 0) === (rowsBefore(b) === 0) &&
    b.page.presences[b.entry]?.bitmap === undefined
  );
}
