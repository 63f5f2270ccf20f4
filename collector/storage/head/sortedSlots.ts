/** Lists of refs in ascending order: postings, members of pages, what a query wants. */

/** Slots in both lists; both ascending. Costs the shorter list times the logarithm of the longer one at most. */
export function intersectSorted(a: Uint32Array, b: Uint32Array): Uint32Array {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const out = new Uint32Array(short.length);
  let found = 0;
  let from = 0;
  for (let i = 0; i < short.length && from < long.length; i++) {
    const slot = short[i] as number;
    from = firstAtLeast(long, from, slot);
    if (long[from] === slot) out[found++] = slot;
  }
  return out.subarray(0, found);
}

/** The first index from `from` on whose slot is at least `slot`; gallops, since the next one is mostly near. */
export function firstAtLeast(slots: Uint32Array, from: number, slot: number): number {
  let step = 1;
  let low = from;
  while (low + step < slots.length && (slots[low + step] as number) < slot) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, slots.length);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle] as number) < slot) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether two ascending lists have a slot in common. */
export function sharesSlot(a: Uint32Array, b: Uint32Array): boolean {
  let at = 0;
  for (const slot of a.length <= b.length ? a : b) {
    const other = a.length <= b.length ? b : a;
    at = firstAtLeast(other, at, slot);
    if (at === other.length) return false;
    if (other[at] === slot) return true;
  }
  return false;
}

/** Calls `visit` with the index in `wanted` of each slot that both ascending lists have. */
export function forEachShared(slots: Uint32Array, wanted: Uint32Array, visit: (index: number) => void): void {
  const first = slots[0] ?? Infinity;
  const last = slots[slots.length - 1] ?? -1;
  let at = 0;
  for (let i = 0; i < wanted.length; i++) {
    const slot = wanted[i] as number;
    if (slot < first) continue;
    if (slot > last) return;
    at = firstAtLeast(slots, at, slot);
    if (slots[at] === slot) visit(i);
  }
}
