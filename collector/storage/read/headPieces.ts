import { writeStale } from '@/lib/labels/staleness';
import { presenceOf } from '../chunkenc/presence';
import { CELL_ROWS } from '../head/cells';
import type { Cohort } from '../head/cohort';
import type { Head } from '../head/head';
import { cutPiece, type Piece } from './pieces';

/** Copies samples of open blocks out of the head, all in one turn, so that what follows sees one state. */
export class HeadSnapshot {
  private readonly columns = new Map<Cohort, { order: Uint8Array; times: Float64Array }>();
  private readonly bitmap = new Uint8Array(CELL_ROWS / 8);

  constructor(
    private readonly head: Head,
    private readonly minTimeMs: number,
    private readonly maxTimeMs: number,
  ) {}

  piece(slot: number): Piece | undefined {
    const cohort = this.head.cohortOfSlot(slot);
    const cell = this.head.cellOfSlot(slot);
    if (cohort === undefined || cell < 0 || cohort.rows === 0) return undefined;
    const { order, times } = this.column(cohort);
    const values = new Float64Array(order.length);
    const mayHaveStale = this.head.cells.hasStale(cell);
    const count = this.copy(cell, order, values, mayHaveStale);
    if (count === 0) return undefined;
    const source = { type: 'head', values: values.subarray(0, count), mayHaveStale } as const;
    return cutPiece(times, presenceOf(this.bitmap, order.length), source, this.minTimeMs, this.maxTimeMs);
  }

  private column(cohort: Cohort): { order: Uint8Array; times: Float64Array } {
    let column = this.columns.get(cohort);
    if (column === undefined) {
      const order = cohort.sortedRows();
      column = { order, times: Float64Array.from(order, (row) => cohort.timestamps[row] as number) };
      this.columns.set(cohort, column);
    }
    return column;
  }

  private copy(cell: number, order: Uint8Array, values: Float64Array, hasStale: boolean): number {
    const { cells } = this.head;
    this.bitmap.fill(0);
    let count = 0;
    for (let i = 0; i < order.length; i++) {
      const row = order[i] as number;
      if (!cells.has(cell, row)) continue;
      this.bitmap[i >>> 3] = (this.bitmap[i >>> 3] as number) | (1 << (i & 7));
      if (hasStale && cells.isStale(cell, row)) writeStale(values, count);
      else values[count] = cells.value(cell, row);
      count++;
    }
    return count;
  }
}
