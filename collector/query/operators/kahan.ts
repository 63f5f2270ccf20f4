/**
 * Compensated summation (Kahan, in Neumaier's form), as Prometheus sums: the sum of 1e100, 1 and -1e100 is 1.
 * The compensation for adding `value` to `sum` is added to the running compensation; the result is sum + compensation.
 */
export function compensation(sum: number, value: number, next: number): number {
  return Math.abs(sum) >= Math.abs(value) ? sum - next + value : value - next + sum;
}

export function isInfinite(value: number): boolean {
  return value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY;
}

/** A running sum. */
export class KahanSum {
  sum = 0;
  rest = 0;

  add(value: number): void {
    const next = this.sum + value;
    // Infinity less infinity would spoil the compensation.
    if (isInfinite(next)) this.rest = 0;
    else this.rest += compensation(this.sum, value, next);
    this.sum = next;
  }

  get total(): number {
    return this.sum + this.rest;
  }

  reset(sum = 0, rest = 0): void {
    this.sum = sum;
    this.rest = rest;
  }
}
