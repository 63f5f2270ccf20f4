/** Finds the position of a ref in a list that is not in order of refs. Refs that follow each other are found at once. */
export class RefPositions {
  private readonly sorted: Uint32Array;
  private readonly positions: Uint32Array;
  /** Where the last one was found. */
  private at = 0;

  constructor(refs: Uint32Array) {
    this.sorted = refs.slice().sort();
    this.positions = new Uint32Array(refs.length);
    for (const [position, ref] of refs.entries()) this.positions[this.find(ref)] = position;
  }

  /** −1 when the list does not have it. */
  of(ref: number): number {
    const i = this.find(ref);
    return i < 0 ? -1 : (this.positions[i] as number);
  }

  private find(ref: number): number {
    const { sorted } = this;
    if (sorted[this.at + 1] === ref) return ++this.at;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sorted[middle] as number) < ref) low = middle + 1;
      else high = middle;
    }
    if (sorted[low] !== ref) return -1;
    this.at = low;
    return low;
  }
}
