/**
 * The staleness marker: a NaN with the bits 7ff0000000000002 (prometheus: model/value/value.go).
 * The bits survive in typed arrays only; arithmetic, plain arrays, structuredClone of a number and
 * JSON change them. So a marker is written and tested through a Float64Array, never as a number.
 */
const STALE_HIGH = 0x7ff00000;
const STALE_LOW = 0x00000002;

/** Writes a staleness marker to `values[index]`. */
export function writeStale(values: Float64Array, index: number): void {
  const words = new Uint32Array(values.buffer, values.byteOffset + index * 8, 2);
  words[0] = STALE_LOW;
  words[1] = STALE_HIGH;
}

/**
 * A tester over one column, for loops: `wordsOf(values)` once, then `isStaleAt(words, i)`.
 * `values` must lie on an 8-byte border, as every Float64Array does.
 */
export function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2);
}

export function isStaleAt(words: Uint32Array, index: number): boolean {
  return words[index * 2] === STALE_LOW && words[index * 2 + 1] === STALE_HIGH;
}
