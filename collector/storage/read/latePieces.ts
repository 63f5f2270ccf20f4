import type { LateSamples, LateWindow } from '../head/lateSamples';
import { cutPiece, type Piece } from './pieces';
import type { WantedSeries } from './select';

/**
 * Copies late samples of the wanted series in an interval, by the number of the series: later ones are inserted between
 * those that are there.
 */
export function latePieces(
  late: LateSamples,
  wanted: readonly Pick<WantedSeries, 'refs'>[],
  minTimeMs: number,
  maxTimeMs: number,
): ReadonlyMap<number, readonly Piece[]> {
  const found = new Map<number, Piece[]>();
  const windows = [...late.all()].filter((window) => window.minTimeMs <= maxTimeMs && window.maxTimeMs >= minTimeMs);
  if (windows.length === 0) return found;
  for (const [number, { refs }] of wanted.entries()) {
    const pieces = windows.flatMap((window) => refs.flatMap((ref) => pieceOf(window, ref, minTimeMs, maxTimeMs) ?? []));
    if (pieces.length > 0) found.set(number, pieces);
  }
  return found;
}

function pieceOf(window: LateWindow, ref: number, minTimeMs: number, maxTimeMs: number): Piece | undefined {
  const column = window.columns.get(ref);
  if (column === undefined) return undefined;
  const source = { type: 'head', values: column.samples.slice(), mayHaveStale: column.mayHaveStale } as const;
  return cutPiece(column.timestamps.slice(), undefined, source, minTimeMs, maxTimeMs);
}
