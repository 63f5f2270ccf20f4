import { describe, expect, it } from 'vitest';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { BLOCK_SERIES, type ColdSeriesRow, decodeBlock, encodeBlock, pairsOf, valueIn } from './block';
import { randomSource } from './testing/podSeries';

function randomRows(seed: number, count: number): ColdSeriesRow[] {
  const random = randomSource(seed);
  return Array.from({ length: count }, (_, i) => {
    const names = [3, 5, 8, 13, 21].filter(() => random(3) > 0);
    const firstSec = random(2 ** 31);
    return {
      ref: 2 ** 40 + i * (1 + random(5)),
      firstSec,
      lastSec: firstSec + random(90_000),
      metric: random(100),
      pairs: [1, random(100), ...names.flatMap((name) => [name, random(100_000)])],
    };
  });
}

describe('a block of cold series', () => {
  it.each([1, 2, 100, BLOCK_SERIES])('brings back %i series', (count) => {
    const rows = randomRows(count * 31 + 1, count);
    const block = decodeBlock(encodeBlock(rows));
    expect(block.count).toBe(count);
    for (const [i, row] of rows.entries()) {
      expect([block.refs[i], block.firstSecs[i], block.lastSecs[i]]).toEqual([row.ref, row.firstSec, row.lastSec]);
      expect(pairsOf(block, i)).toEqual(row.pairs);
    }
  });

  it('gives the value of one label', () => {
    const row = { ref: 1, firstSec: 0, lastSec: 1, metric: 9, pairs: [1, 9, 4, 7] };
    const block = decodeBlock(encodeBlock([row]));
    expect([valueIn(block, 0, 1), valueIn(block, 0, 4), valueIn(block, 0, 5)]).toEqual([9, 7, undefined]);
  });

  it('tells damage in any byte', () => {
    const page = encodeBlock(randomRows(77, 50));
    for (let at = 0; at < page.length; at++) {
      // The reserved bytes of the envelope mean nothing yet.
      if (at === 2 || at === 3) continue;
      const damaged = page.slice();
      damaged[at] = (damaged[at] as number) ^ (1 << (at % 8));
      expect(() => decodeBlock(damaged)).toThrow(CorruptPageError);
    }
  });
});
