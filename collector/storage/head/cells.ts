/** Samples a cell holds: the rows of one open block. */
export const CELL_ROWS = 64;

/** 8 MB of values each: small enough for a small host, large enough that the list of slabs stays short. */
const CELLS_PER_SLAB = 1 << 14;
const CELL_SHIFT = 14;
const CELL_MASK = CELLS_PER_SLAB - 1;

/** Fixed shared memory (growable shared buffers are 27 times slower), so that a query worker can read cells in place. */
interface Slab {
  readonly values: Float64Array<SharedArrayBuffer>;
  /** Two words per cell, one bit per row. */
  readonly present: Uint32Array<SharedArrayBuffer>;
  readonly stale: Uint32Array<SharedArrayBuffer>;
}

function newSlab(): Slab {
  const values = new SharedArrayBuffer(CELLS_PER_SLAB * CELL_ROWS * 8);
  return {
    values: new Float64Array(values),
    present: new Uint32Array(new SharedArrayBuffer(CELLS_PER_SLAB * 8)),
    stale: new Uint32Array(new SharedArrayBuffer(CELLS_PER_SLAB * 8)),
  };
}

/** The 64 newest samples of each series with an open block, by cell number. */
export class Cells {
  private readonly slabs: Slab[] = [];
  private readonly free: number[] = [];
  private used = 0;

  get inUse(): number {
    return this.used - this.free.length;
  }

  get bytes(): number {
    return this.slabs.length * CELLS_PER_SLAB * (CELL_ROWS * 8 + 16);
  }

  /** An empty cell. */
  allocate(): number {
    const recycled = this.free.pop();
    if (recycled !== undefined) return recycled;
    if (this.used >>> CELL_SHIFT === this.slabs.length) this.slabs.push(newSlab());
    return this.used++;
  }

  release(cell: number): void {
    this.clear(cell);
    this.free.push(cell);
  }

  /** Removes all samples of a cell. */
  clear(cell: number): void {
    const slab = this.slab(cell);
    const bits = (cell & CELL_MASK) * 2;
    slab.present.fill(0, bits, bits + 2);
    slab.stale.fill(0, bits, bits + 2);
  }

  has(cell: number, row: number): boolean {
    const bits = (cell & CELL_MASK) * 2 + (row >>> 5);
    return ((this.slab(cell).present[bits] as number) & (1 << (row & 31))) !== 0;
  }

  isStale(cell: number, row: number): boolean {
    const bits = (cell & CELL_MASK) * 2 + (row >>> 5);
    return ((this.slab(cell).stale[bits] as number) & (1 << (row & 31))) !== 0;
  }

  value(cell: number, row: number): number {
    return this.slab(cell).values[(cell & CELL_MASK) * CELL_ROWS + row] as number;
  }

  put(cell: number, row: number, value: number, stale: boolean): void {
    const slab = this.slab(cell);
    const index = cell & CELL_MASK;
    const bits = index * 2 + (row >>> 5);
    const bit = 1 << (row & 31);
    slab.values[index * CELL_ROWS + row] = value;
    slab.present[bits] = (slab.present[bits] as number) | bit;
    if (stale) slab.stale[bits] = (slab.stale[bits] as number) | bit;
  }

  /** The presence words of a cell: rows 0–31 and 32–63. */
  presentLow(cell: number): number {
    return this.slab(cell).present[(cell & CELL_MASK) * 2] as number;
  }

  presentHigh(cell: number): number {
    return this.slab(cell).present[(cell & CELL_MASK) * 2 + 1] as number;
  }

  hasStale(cell: number): boolean {
    const { stale } = this.slab(cell);
    const bits = (cell & CELL_MASK) * 2;
    return ((stale[bits] as number) | (stale[bits + 1] as number)) !== 0;
  }

  private slab(cell: number): Slab {
    const slab = this.slabs[cell >>> CELL_SHIFT];
    if (slab === undefined) throw new Error(`BUG: cell ${cell} of ${this.used}`);
    return slab;
  }
}
