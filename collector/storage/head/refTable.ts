import { growUint16, growUint32 } from './growable';

/** Refs are kept in 32 bits: some eleven years of a million new series a day. */
export const MAX_REF = 2 ** 32 - 1;

const BLOCK_SHIFT = 8;
const BLOCK_REFS = 1 << BLOCK_SHIFT;
const BLOCK_MASK = BLOCK_REFS - 1;

/**
 * Where the series with a ref is in memory. Refs ascend for ever while slots are reused, so the table has two levels: blocks
 * of 256 refs in one pooled array, given back when none of their series is left, and a directory of blocks.
 */
export class RefTable {
  /** By ref / 256, the number of the block in `slots`; 0: none. */
  private directory = new Uint32Array(64);
  /** Slot + 1, 0 where the ref is unknown. Block 0 is never used. */
  private slots = new Uint32Array(2 * BLOCK_REFS);
  private live = new Uint16Array(2);
  private readonly freeBlocks: number[] = [];
  private blocks = 1;
  private refs = 0;

  get count(): number {
    return this.refs;
  }

  get bytes(): number {
    return this.directory.byteLength + this.slots.byteLength + this.live.byteLength;
  }

  /** -1 when there is no series of this ref. */
  slotOf(ref: number): number {
    if (!(ref >= 1 && ref <= MAX_REF)) return -1;
    const block = this.directory[ref >>> BLOCK_SHIFT] ?? 0;
    return (this.slots[(block << BLOCK_SHIFT) + (ref & BLOCK_MASK)] as number) - 1;
  }

  set(ref: number, slot: number): void {
    if (!(ref >= 1 && ref <= MAX_REF)) throw new Error(`BUG: ref ${ref} is not in 1 .. ${MAX_REF}`);
    const number = ref >>> BLOCK_SHIFT;
    this.directory = growUint32(this.directory, number + 1);
    const block = this.directory[number] || this.newBlock(number);
    const at = (block << BLOCK_SHIFT) + (ref & BLOCK_MASK);
    if (this.slots[at] === 0) {
      this.live[block] = (this.live[block] as number) + 1;
      this.refs++;
    }
    this.slots[at] = slot + 1;
  }

  delete(ref: number): void {
    if (this.slotOf(ref) < 0) return;
    const number = ref >>> BLOCK_SHIFT;
    const block = this.directory[number] as number;
    this.slots[(block << BLOCK_SHIFT) + (ref & BLOCK_MASK)] = 0;
    this.live[block] = (this.live[block] as number) - 1;
    this.refs--;
    if (this.live[block] !== 0) return;
    this.directory[number] = 0;
    this.freeBlocks.push(block);
  }

  /** Known refs from `first` to `last`, both included, ascending. */
  between(first: number, last: number): Uint32Array {
    const end = Math.min(last, this.directory.length * BLOCK_REFS - 1);
    const found = new Uint32Array(Math.max(0, Math.min(this.refs, end - first + 1)));
    let count = 0;
    for (let ref = Math.max(first, 1); ref <= end; ref++) {
      const block = this.directory[ref >>> BLOCK_SHIFT] as number;
      if (block === 0) ref |= BLOCK_MASK;
      else if (this.slots[(block << BLOCK_SHIFT) + (ref & BLOCK_MASK)] !== 0) found[count++] = ref;
    }
    return found.subarray(0, count);
  }

  clear(): void {
    this.directory.fill(0);
    this.slots.fill(0);
    this.live.fill(0);
    this.freeBlocks.length = 0;
    this.blocks = 1;
    this.refs = 0;
  }

  private newBlock(number: number): number {
    const block = this.freeBlocks.pop() ?? this.blocks++;
    this.slots = growUint32(this.slots, (block + 1) << BLOCK_SHIFT);
    this.live = growUint16(this.live, block + 1);
    this.directory[number] = block;
    return block;
  }
}
