import type { CohortKey } from '../storage';
import { CELL_ROWS } from './cells';
import { UintList } from './growable';

/**
 * Series that share their timestamps, and their open block: up to 64 rows, one timestamp each, in order of arrival. The
 * samples lie in the members' cells, in the cell row of the same number.
 */
export class Cohort {
  readonly timestamps = new Float64Array(CELL_ROWS);
  /** Slots with a cell, in no particular order. */
  readonly members = new UintList();
  rows = 0;
  /** Samples in the open block, over all members. */
  samples = 0;
  /** False once a row came late, so that rows must be sorted before use. */
  ascending = true;
  /** When the first row was added, and the log row that first row is in. */
  openedAtMs = 0;
  firstSequence = 0;

  /**
   * @param root the cohort this one was split off, or itself
   */
  constructor(
    readonly id: number,
    readonly key: CohortKey,
    root: Cohort | undefined,
  ) {
    this.root = root ?? this;
  }
  readonly root: Cohort;

  /** The row of a timestamp, or -1. The newest row is tried first: that is the one nearly always. */
  findRow(timestampMs: number): number {
    for (let row = this.rows - 1; row >= 0; row--) if (this.timestamps[row] === timestampMs) return row;
    return -1;
  }

  get isFull(): boolean {
    return this.rows === CELL_ROWS;
  }

  addRow(timestampMs: number): number {
    if (this.rows > 0 && timestampMs < (this.timestamps[this.rows - 1] as number)) this.ascending = false;
    this.timestamps[this.rows] = timestampMs;
    return this.rows++;
  }

  /** Row numbers in order of time. */
  sortedRows(): Uint8Array {
    const order = Uint8Array.from({ length: this.rows }, (_, row) => row);
    if (!this.ascending) order.sort((a, b) => (this.timestamps[a] as number) - (this.timestamps[b] as number));
    return order;
  }

  /** Forgets all rows; cells are the head's business. */
  clearRows(): void {
    this.rows = 0;
    this.samples = 0;
    this.ascending = true;
  }
}

export function cohortName(key: CohortKey): string {
  return `${key.job}\u0000${key.instance}\u0000${key.origin}`;
}
