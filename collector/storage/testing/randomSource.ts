/** Random numbers in [0, 1) by xorshift32, so that a failure can be repeated. */
export function randomSource(seed: number): () => number {
  let state = seed * 2654435761 + 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
