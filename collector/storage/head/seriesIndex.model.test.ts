import { describe, expect, it } from 'vitest';
import { getLabel, type Labels, labelsFromRecord, labelsKey, METRIC_NAME } from '@/lib/labels/labels';
import { compileMatcher, type Matcher } from '@/lib/labels/matcher';
import { indexStatistics } from './indexStatistics';
import { SeriesIndex } from './seriesIndex';

/** xorshift32, so that a failure can be repeated. */
function randomSource(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * below);
  };
}

const m = (name: string, operator: Matcher['operator'], value: string): Matcher => ({ name, operator, value });

const SELECTORS: readonly (readonly Matcher[])[] = [
  [],
  [m('__name__', '=', 'm1')],
  [m('__name__', '=', 'm1'), m('pod', '=~', 'pod-[0-9]*3')],
  [m('zone', '=', 'é'), m('__name__', '!=', 'm2')],
  [m('pod', '=~', '.*7')],
  [m('zone', '=', '')],
  [m('zone', '!=', ''), m('pod', '!~', '.*[02468]')],
];

/** What an index should do, as plainly as can be. */
class Model {
  /** Labels by ref. */
  readonly live = new Map<number, Labels>();
  private readonly refs = new Map<string, number>();

  find(labels: Labels): number {
    return this.refs.get(labelsKey(labels)) ?? -1;
  }
  add(ref: number, labels: Labels): void {
    this.live.set(ref, labels);
    this.refs.set(labelsKey(labels), ref);
  }
  drop(ref: number): void {
    this.refs.delete(labelsKey(this.live.get(ref) ?? []));
    this.live.delete(ref);
  }
  select(matchers: readonly Matcher[]): number[] {
    const tests = matchers.map((matcher) => [matcher.name, compileMatcher(matcher)] as const);
    const found = [...this.live].filter(([, labels]) => tests.every(([name, test]) => test(getLabel(labels, name))));
    return found.map(([ref]) => ref).sort((a, b) => a - b);
  }
  counts(name: string): Map<string, number> {
    const counts = new Map<string, number>();
    for (const labels of this.live.values()) {
      const value = getLabel(labels, name);
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return counts;
  }
}

function expectSame(index: SeriesIndex, model: Model): void {
  expect(index.count).toBe(model.live.size);
  for (const matchers of SELECTORS) {
    expect(Array.from(index.resolve(matchers), (slot) => index.refOf(slot))).toEqual(model.select(matchers));
  }
  for (const [ref, labels] of model.live) {
    const slot = index.slotOf(ref);
    expect(index.find(labels)).toBe(slot);
    expect(index.labels(slot)).toEqual(labels);
  }
  const { symbols } = index.table;
  for (const name of [METRIC_NAME, 'pod', 'zone']) {
    const symbol = symbols.find(name);
    const counted = Array.from(index.postings.values(symbol), (value) => [value, index.postings.count(symbol, value)]);
    const known = counted.filter(([, count]) => count !== 0);
    expect(new Map(known.map(([value, count]) => [symbols.text(value as number), count]))).toEqual(model.counts(name));
  }
}

describe('SeriesIndex while series come and go', () => {
  it.each([1, 2, 3, 4])('agrees with a plain map (seed %i)', (seed) => {
    const random = randomSource(seed);
    const index = new SeriesIndex();
    const model = new Model();
    const hidden: { slot: number; labels: Labels }[] = [];
    let pods = 0;
    for (let turn = 0; turn < 4_000; turn++) {
      const dice = random(100);
      if (dice < 55) {
        if (random(4) === 0) pods++;
        const labels = labelsFromRecord({
          __name__: `m${random(4)}`,
          pod: `pod-${Math.max(0, pods - random(60))}`,
          zone: ['', 'a', 'é', 'long'.repeat(90)][random(4)] ?? '',
        });
        const known = model.find(labels);
        expect(index.refOf(index.find(labels)) ?? -1).toBe(known);
        if (known < 0) model.add(index.refOf(index.add(labels)), labels);
      } else if (dice < 95) {
        // Mostly old ones.
        const refs = [...model.live.keys()];
        const ref = refs[Math.min(random(refs.length + 1), random(refs.length + 1))];
        if (ref === undefined) continue;
        const slot = index.slotOf(ref);
        hidden.push({ slot, labels: model.live.get(ref) ?? [] });
        index.hide(slot);
        model.drop(ref);
        expect(index.slotOf(ref)).toBe(-1);
      } else if (dice < 97) {
        for (const { slot, labels } of hidden) expect(index.labels(slot)).toEqual(labels);
        for (const { slot } of hidden.splice(0)) index.reclaim(slot);
      } else if (dice < 98) {
        const [ref, labels] = [...model.live][random(model.live.size)] ?? [];
        if (ref === undefined || labels === undefined) continue;
        index.rename(index.slotOf(ref), index.highestRef + 1 + random(300));
        model.drop(ref);
        model.add(index.highestRef, labels);
      } else {
        expectSame(index, model);
      }
    }
    expectSame(index, model);
    const { seriesCount, labelPairCount } = indexStatistics(index, 3);
    expect(seriesCount).toBe(model.live.size);
    expect(labelPairCount).toBeGreaterThan(0);
  });

  it('answers in turns as it does at once, whatever comes and goes meanwhile', async () => {
    const index = new SeriesIndex();
    const add = (i: number) => index.add(['__name__', `m${i % 4}`, 'pod', `pod-${i}`]);
    const slots = Array.from({ length: 60_000 }, (_, i) => add(i));
    let added = slots.length;
    for (const selector of [[m('pod', '=~', '.*7')], [m('__name__', '=', 'm1'), m('pod', '=~', '.*[13]')]]) {
      const want = index.resolve(selector).slice();
      const abort = new AbortController();
      const searches = [1, 2].map(() => index.resolveInTurns(selector, abort.signal));
      // Some leave, but keep their slots; others come, which were not there when the search began.
      const hidden = new Set(slots.splice(0, 20_000));
      for (const slot of hidden) index.hide(slot);
      for (let i = 0; i < 5_000; i++) slots.push(add(added++));
      const [found = new Uint32Array(0)] = await Promise.all(searches);
      for (const slot of found) expect(index.labels(slot)[3]).toMatch(/[137]$/);
      const all = new Set(found);
      expect(all.size).toBe(found.length);
      expect([...want].filter((slot) => !all.has(slot) && !hidden.has(slot))).toEqual([]);
      expect(all.size).toBeGreaterThan(1_000);
    }
    const abort = new AbortController();
    const aborted = index.resolveInTurns([m('pod', '=~', '.*(a|b|c|1).*[0-9]x')], abort.signal);
    abort.abort();
    await expect(aborted).rejects.toThrow('aborted');
  });

  it('keeps nothing of series that are gone', () => {
    const index = new SeriesIndex();
    const { symbols, pairs } = index.table;
    const symbolsBefore = symbols.count;
    let reserved = 0;
    for (let round = 0; round < 8; round++) {
      const slots = Array.from({ length: 3_000 }, (_, i) =>
        index.add(['__name__', `m${i % 7}`, 'id', `unique-${round}-${i}`, 'round', String(round)]),
      );
      expect(index.slotLimit).toBe(3_000);
      for (const slot of slots) index.hide(slot);
      for (const slot of slots) index.reclaim(slot);
      expect([index.count, pairs.count, symbols.count]).toEqual([0, 0, symbolsBefore]);
      if (round === 1) reserved = index.bytes;
    }
    // The table of refs has four bytes for each 256 that were ever given.
    expect(index.bytes).toBeLessThan(reserved * 1.01);
  });
});
