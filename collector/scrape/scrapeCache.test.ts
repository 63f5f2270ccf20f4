import { describe, expect, it } from 'vitest';
import { DROPPED_REF, ScrapeCache } from './scrapeCache';
import { NOT_FOUND } from './seriesTexts';

/** Runs one scrape of these lines; gives what was new and what went stale. Refs are the numbers in the texts. */
function scrape(cache: ScrapeCache, lines: readonly string[], options: { fail?: boolean; untracked?: boolean } = {}) {
  const body = Buffer.from(lines.join('\n'));
  const added: string[] = [];
  const repeated: string[] = [];
  const stale: number[] = [];
  cache.begin(body);
  let start = 0;
  for (const line of lines) {
    const end = start + Buffer.byteLength(line);
    let entry = cache.find(start, end);
    if (entry === NOT_FOUND) {
      added.push(line);
      entry = cache.add(start, end, Number(/\d+/.exec(line)?.[0] ?? DROPPED_REF));
    }
    if (!cache.seen(entry, !options.untracked)) repeated.push(line);
    start = end + 1;
  }
  if (options.fail) cache.fail((ref) => stale.push(ref));
  else cache.succeed((ref) => stale.push(ref));
  return { added, repeated, stale: stale.sort((a, b) => a - b) };
}

describe('ScrapeCache', () => {
  it('knows lines again in any order', () => {
    const cache = new ScrapeCache();
    expect(scrape(cache, ['a1', 'b2', 'c3']).added).toEqual(['a1', 'b2', 'c3']);
    expect(scrape(cache, ['a1', 'b2', 'c3'])).toEqual({ added: [], repeated: [], stale: [] });
    expect(scrape(cache, ['c3', 'a1', 'b2'])).toEqual({ added: [], repeated: [], stale: [] });
    expect(scrape(cache, ['c3', 'new4', 'a1', 'b2'])).toEqual({ added: ['new4'], repeated: [], stale: [] });
  });

  it('marks a vanished line once, and knows it when it comes back', () => {
    const cache = new ScrapeCache();
    scrape(cache, ['a1', 'b2', 'c3']);
    expect(scrape(cache, ['a1', 'c3']).stale).toEqual([2]);
    expect(scrape(cache, ['a1', 'c3']).stale).toEqual([]);
    expect(scrape(cache, ['a1', 'b2', 'c3'])).toEqual({ added: [], repeated: [], stale: [] });
  });

  it('marks everything once when a scrape fails, and again after it was back', () => {
    const cache = new ScrapeCache();
    scrape(cache, ['a1', 'b2']);
    expect(scrape(cache, ['a1'], { fail: true }).stale).toEqual([1, 2]);
    expect(scrape(cache, [], { fail: true }).stale).toEqual([]);
    expect(scrape(cache, ['b2'])).toEqual({ added: [], repeated: [], stale: [] });
    expect(scrape(cache, [], { fail: true }).stale).toEqual([2]);
  });

  it('does not mark samples with own timestamps, nor dropped lines', () => {
    const cache = new ScrapeCache();
    scrape(cache, ['a1'], { untracked: true });
    expect(scrape(cache, []).stale).toEqual([]);
    scrape(cache, ['dropped']);
    expect(scrape(cache, []).stale).toEqual([]);
  });

  it('tells a repeated line', () => {
    const cache = new ScrapeCache();
    expect(scrape(cache, ['a1', 'a1']).repeated).toEqual(['a1']);
    expect(scrape(cache, ['a1', 'b2', 'a1'])).toEqual({ added: ['b2'], repeated: ['a1'], stale: [] });
  });

  it('keeps a series alive while one of its two texts remains', () => {
    const cache = new ScrapeCache();
    scrape(cache, ['a1', 'A1']);
    expect(scrape(cache, ['A1']).stale).toEqual([]);
    expect(scrape(cache, []).stale).toEqual([1]);
  });

  it('takes over the series of the cache it replaces', () => {
    const older = new ScrapeCache();
    scrape(older, ['a1', 'b2', 'c3']);
    const cache = new ScrapeCache();
    cache.inherit(older);
    expect(scrape(cache, ['x1', 'y4'])).toEqual({ added: ['x1', 'y4'], repeated: [], stale: [2, 3] });
    const failed = new ScrapeCache();
    failed.inherit(older);
    expect(scrape(failed, [], { fail: true }).stale).toEqual([1, 2, 3]);
  });

  it('forgets old lines under churn, and stays right', () => {
    const cache = new ScrapeCache();
    const steady = Array.from({ length: 50 }, (_, i) => `steady${i + 1}`);
    for (let round = 0; round < 100; round++) {
      const churning = Array.from({ length: 50 }, (_, i) =>
        `pod_${round}_${i}{}`.replace(/\d+/, String(1000 + round * 50 + i)),
      );
      const { added, stale } = scrape(cache, [...steady.slice(0, 25), ...churning, ...steady.slice(25)]);
      expect(added).toEqual(round === 0 ? [...steady.slice(0, 25), ...churning, ...steady.slice(25)] : churning);
      expect(stale).toHaveLength(round === 0 ? 0 : 50);
    }
    expect(cache.size).toBeLessThanOrEqual(250);
  });

  it('stays bounded when every scrape fails half-way', () => {
    const cache = new ScrapeCache();
    for (let round = 0; round < 100; round++) {
      scrape(
        cache,
        Array.from({ length: 100 }, (_, i) => `m${round * 100 + i + 1}`),
        { fail: true },
      );
    }
    expect(cache.size).toBeLessThanOrEqual(300);
  });

  it('agrees with a simple model on random bodies', () => {
    let seed = 1;
    const random = (n: number) => {
      seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
      return (seed >>> 8) % n;
    };
    const cache = new ScrapeCache();
    let live = new Set<number>();
    for (let round = 0; round < 300; round++) {
      const lines = Array.from({ length: random(120) }, () => `series_${1 + random(150)}`);
      const seen = new Set(lines.map((line) => Number(line.slice(7))));
      const fail = random(5) === 0;
      const { repeated, stale } = scrape(cache, lines, { fail });
      expect(repeated.length).toBe(lines.length - seen.size);
      const gone = [...live].filter((ref) => fail || !seen.has(ref));
      expect(stale).toEqual(gone.sort((a, b) => a - b));
      live = fail ? new Set() : seen;
    }
  });
});
