import { compensation, isInfinite } from '../operators/kahan';

const BLOCK = 64;

/**
 * Compensated sums of any stretch of a column, in time that grows with its length / 64: whole blocks are summed
 * once, for all windows. Nothing is computed before the first stretch that is longer than two blocks.
 */
export class BlockedSums {
  /** Compensated sum and its compensation of the stretch last asked for. */
  sum = 0;
  rest = 0;
  private blockSums: Float64Array | undefined;
  private blockRests: Float64Array | undefined;

  constructor(private readonly values: Float64Array) {}

  /** Sums `from` (inclusive) to `to` (exclusive) into `sum` and `rest`. */
  over(from: number, to: number): void {
    this.sum = 0;
    this.rest = 0;
    if (to - from <= 2 * BLOCK) {
      this.addEach(from, to);
      return;
    }
    const { blockSums, blockRests } = this.blocks();
    const firstBlock = Math.ceil(from / BLOCK);
    const endBlock = Math.floor(to / BLOCK);
    this.addEach(from, firstBlock * BLOCK);
    for (let block = firstBlock; block < endBlock; block++) {
      this.add(blockSums[block] as number);
      this.add(blockRests[block] as number);
    }
    this.addEach(endBlock * BLOCK, to);
  }

  private addEach(from: number, to: number): void {
    const { values } = this;
    let { sum, rest } = this;
    for (let i = from; i < to; i++) {
      const value = values[i] as number;
      const next = sum + value;
      rest = isInfinite(next) ? 0 : rest + compensation(sum, value, next);
      sum = next;
    }
    this.sum = sum;
    this.rest = rest;
  }

  private add(value: number): void {
    const next = this.sum + value;
    this.rest = isInfinite(next) ? 0 : this.rest + compensation(this.sum, value, next);
    this.sum = next;
  }

  private blocks(): { blockSums: Float64Array; blockRests: Float64Array } {
    if (this.blockSums && this.blockRests) return { blockSums: this.blockSums, blockRests: this.blockRests };
    const count = Math.floor(this.values.length / BLOCK);
    const blockSums = new Float64Array(count);
    const blockRests = new Float64Array(count);
    for (let block = 0; block < count; block++) {
      this.sum = 0;
      this.rest = 0;
      this.addEach(block * BLOCK, (block + 1) * BLOCK);
      blockSums[block] = this.sum;
      blockRests[block] = this.rest;
    }
    this.sum = 0;
    this.rest = 0;
    this.blockSums = blockSums;
    this.blockRests = blockRests;
    return { blockSums, blockRests };
  }
}
