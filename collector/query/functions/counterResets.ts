/** For each sample how many resets lie at or before it; undefined when there is none at all. */
export function resetCounts(values: Float64Array): Uint32Array | undefined {
  let counts: Uint32Array | undefined;
  for (let i = 1; i < values.length; i++) {
    const reset = (values[i] as number) < (values[i - 1] as number);
    if (reset) counts ??= new Uint32Array(values.length);
    if (counts) counts[i] = (counts[i - 1] as number) + (reset ? 1 : 0);
  }
  return counts;
}

/** What a counter had reached before each reset in `(first, last]`, summed. */
export function lostAtResets(values: Float64Array, first: number, last: number): number {
  let lost = 0;
  for (let i = first + 1; i <= last; i++) {
    const before = values[i - 1] as number;
    if ((values[i] as number) < before) lost += before;
  }
  return lost;
}
