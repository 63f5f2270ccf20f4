import { growUint32 } from './growable';

/** Longer runs have one of four sizes between two powers of two, so that the lists of free runs stay few. */
const EXACT_WORDS = 64;
const LONG_SIZES = 4 * 32;

/**
 * Runs of words in one typed array, so that millions of small lists and strings cost no object each. Freed runs are used
 * again for runs of the same size: a free one holds the offset of the next free one in its first word.
 */
export class RunPool {
  /** Replaced when the pool grows: read it again after each `allocate`. */
  words: Uint32Array<ArrayBuffer> = new Uint32Array(1 << 12);
  /** Offset 0 is never given out, so that 0 says "none". */
  private used = 1;
  private readonly freeBySize = new Uint32Array(EXACT_WORDS + 1 + LONG_SIZES);
  private freeWords = 0;

  /** Bytes of the runs in use, and of those that wait for use. */
  get bytes(): number {
    return (this.used - this.freeWords) * 4;
  }

  get reservedBytes(): number {
    return this.words.byteLength;
  }

  /** Words that a run of at least `size` words really has. */
  static capacity(size: number): number {
    if (size <= EXACT_WORDS) return Math.max(size, 1);
    const step = stepOf(size);
    return Math.ceil(size / step) * step;
  }

  /** A run of at least `size` words, with anything in it. */
  allocate(size: number): number {
    const capacity = RunPool.capacity(size);
    const list = listOf(capacity);
    const free = this.freeBySize[list] as number;
    if (free !== 0) {
      this.freeBySize[list] = this.words[free] as number;
      this.freeWords -= capacity;
      return free;
    }
    const offset = this.used;
    this.used += capacity;
    this.words = growUint32(this.words, this.used);
    return offset;
  }

  /** Takes back a run that `allocate(size)` gave. */
  free(offset: number, size: number): void {
    const capacity = RunPool.capacity(size);
    const list = listOf(capacity);
    this.words[offset] = this.freeBySize[list] as number;
    this.freeBySize[list] = offset;
    this.freeWords += capacity;
  }
}

/** A quarter of the power of two at or below `size`. */
function stepOf(size: number): number {
  return 1 << (29 - Math.clz32(size));
}

function listOf(capacity: number): number {
  if (capacity <= EXACT_WORDS) return capacity;
  return EXACT_WORDS + 1 + (31 - Math.clz32(capacity)) * 4 + (capacity / stepOf(capacity) - 4);
}
