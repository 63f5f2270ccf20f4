/** Capacity for `needed` elements when an array of `current` is to grow: doubling, so that pushing is amortised O(1). */
export function grownCapacity(current: number, needed: number): number {
  return Math.max(needed, current * 2, 16);
}

/** An ascending or insertion-ordered list of unsigned integers in a typed array. */
export class UintList {
  private items: Uint32Array<ArrayBuffer>;
  length = 0;

  constructor(capacity = 4) {
    this.items = new Uint32Array(capacity);
  }

  push(value: number): void {
    if (this.length === this.items.length) {
      const larger = new Uint32Array(grownCapacity(this.items.length, this.length + 1));
      larger.set(this.items);
      this.items = larger;
    }
    this.items[this.length++] = value;
  }

  at(index: number): number {
    return this.items[index] as number;
  }

  clear(): void {
    this.length = 0;
  }

  /** The items without a copy: valid until the next push. */
  view(): Uint32Array<ArrayBuffer> {
    return this.items.subarray(0, this.length);
  }
}

export function growUint32(array: Uint32Array<ArrayBuffer>, needed: number): Uint32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Uint32Array(grownCapacity(array.length, needed));
  larger.set(array);
  return larger;
}

export function growInt32(array: Int32Array<ArrayBuffer>, needed: number): Int32Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Int32Array(grownCapacity(array.length, needed));
  larger.set(array);
  return larger;
}

export function growFloat64(array: Float64Array<ArrayBuffer>, needed: number, fill: number): Float64Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Float64Array(grownCapacity(array.length, needed));
  larger.set(array);
  if (fill !== 0) larger.fill(fill, array.length);
  return larger;
}

export function growUint16(array: Uint16Array<ArrayBuffer>, needed: number): Uint16Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Uint16Array(grownCapacity(array.length, needed));
  larger.set(array);
  return larger;
}

export function growUint8(array: Uint8Array<ArrayBuffer>, needed: number): Uint8Array<ArrayBuffer> {
  if (needed <= array.length) return array;
  const larger = new Uint8Array(grownCapacity(array.length, needed));
  larger.set(array);
  return larger;
}
