import { describe, expect, it } from 'vitest';
import { covers, Deletions, type Tombstone } from './deletions';

function tombstone(id: number, minMs: number, maxMs: readonly number[], refs: readonly number[]): Tombstone {
  return { id, logSequence: id * 10, minMs, refs: Uint32Array.from(refs), maxMs: Float64Array.from(maxMs) };
}

const WHOLE = { fromMs: 0, untilMs: 100 };

describe('deletions', () => {
  const deletions = Deletions.NONE.with(tombstone(5, 10, [20, 30], [1, 7]))
    .with(tombstone(6, 21, [25], [1]))
    .with(tombstone(9, 50, [60, 60], [1, 3]));

  it.each([
    [
      1,
      [
        [0, 9],
        [26, 49],
        [61, 100],
      ],
    ],
    [
      3,
      [
        [0, 49],
        [61, 100],
      ],
    ],
    [
      7,
      [
        [0, 9],
        [31, 100],
      ],
    ],
    [2, [[0, 100]]],
  ])('leave of series %i', (ref, want) => {
    expect(deletions.keptOf(ref, WHOLE).map(({ fromMs, untilMs }) => [fromMs, untilMs])).toEqual(want);
  });

  it('leave nothing where all is deleted, and all where nothing is', () => {
    expect(deletions.keptOf(1, { fromMs: 12, untilMs: 24 })).toEqual([]);
    expect(deletions.keptOf(1, { fromMs: 30, untilMs: 40 })).toEqual([{ fromMs: 30, untilMs: 40 }]);
    expect(Deletions.NONE.keptOf(1, WHOLE)).toEqual([WHOLE]);
  });

  it('speak of pages that are older than they are, and of their time', () => {
    const ids = (number: number, fromMs: number, untilMs: number) =>
      deletions.ofPages(number, { fromMs, untilMs }).all.map(({ id }) => id);
    expect(ids(4, 0, 100)).toEqual([5, 6, 9]);
    expect(ids(5, 0, 100)).toEqual([6, 9]);
    expect(ids(4, 26, 49)).toEqual([5]);
    expect(ids(9, 0, 100)).toEqual([]);
    expect(deletions.newestId).toBe(9);
    expect(deletions.without(new Set([9])).newestId).toBe(6);
  });

  it('speak of log rows that are older than they are', () => {
    expect(deletions.hasLogged(7, 30, 49)).toBe(true);
    expect(deletions.hasLogged(7, 30, 50)).toBe(false);
    expect(deletions.hasLogged(7, 31, 49)).toBe(false);
    expect(deletions.hasLogged(2, 20, 1)).toBe(false);
  });

  it('take the place of earlier ones that they cover', () => {
    expect(covers(tombstone(9, 5, [30, 30, 40], [1, 2, 7]), tombstone(5, 10, [20, 30], [1, 7]))).toBe(true);
    expect(covers(tombstone(9, 5, [19, 30, 40], [1, 2, 7]), tombstone(5, 10, [20, 30], [1, 7]))).toBe(false);
    expect(covers(tombstone(9, 11, [30, 40], [1, 7]), tombstone(5, 10, [20, 30], [1, 7]))).toBe(false);
    expect(covers(tombstone(9, 5, [30, 40], [1, 2]), tombstone(5, 10, [20, 30], [1, 7]))).toBe(false);
  });

  it('agree with asking every sample by itself', () => {
    let seed = 42;
    const random = (below: number) => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
      return seed % below;
    };
    for (let round = 0; round < 200; round++) {
      const all = Array.from({ length: random(5) }, (_, i) => {
        const minMs = random(90);
        return tombstone(i + 1, minMs, [minMs + random(30)], [random(3)]);
      });
      const set = new Deletions(all);
      for (let ref = 0; ref < 3; ref++) {
        const kept = set.keptOf(ref, WHOLE);
        for (let ms = 0; ms <= 100; ms++) {
          const isDeleted = all.some(
            ({ refs, minMs, maxMs }) => refs[0] === ref && ms >= minMs && ms <= (maxMs[0] ?? 0),
          );
          expect(kept.some(({ fromMs, untilMs }) => ms >= fromMs && ms <= untilMs)).toBe(!isDeleted);
        }
      }
    }
  });
});
