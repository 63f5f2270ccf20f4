import { type Labels, METRIC_NAME } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import { growUint32, UintList } from './growable';
import { MatcherFilters, type ValueFilter } from './matcherFilter';
import { Postings } from './postings';
import { MAX_REF, RefTable } from './refTable';
import { SeriesTable } from './seriesTable';
import { intersectSlots } from './sortedSlots';

/**
 * Series by their labels: creation, lookup, and the slots that matchers select. A series has two names: its **ref**, which
 * everything stored knows it by, ascending in order of creation and never reused; and its **slot**, its place in memory.
 */
export class SeriesIndex {
  readonly table = new SeriesTable();
  readonly postings = new Postings();
  private readonly slotByRef = new RefTable();
  private refs = new Uint32Array(256);
  private newestRef = 0;
  private readonly filters = new MatcherFilters(this.table.symbols);
  private readonly metricName = this.table.symbols.intern(METRIC_NAME);

  get count(): number {
    return this.table.count;
  }

  /** The highest ref given out so far, 0 before the first. */
  get highestRef(): number {
    return this.newestRef;
  }

  /** Whether a further series can have a ref. */
  get hasRefs(): boolean {
    return this.newestRef < MAX_REF;
  }

  /** The slot of the series with these labels, or -1. */
  find(labels: Labels): number {
    return this.table.find(labels);
  }

  /** -1 when the series is not in memory: it was dropped, or never was. */
  slotOf(ref: number): number {
    return this.slotByRef.slotOf(ref);
  }

  refOf(slot: number): number {
    return this.refs[slot] as number;
  }

  /** Refs from `first` to `last`, both included, of series in memory, ascending. */
  refsBetween(first: number, last: number): IterableIterator<number> {
    return this.slotByRef.between(first, last);
  }

  /** Adds a series that `find` did not know, and answers its slot. Its ref is the next one, unless it had one before. */
  add(labels: Labels, ref = this.newestRef + 1): number {
    const slot = this.table.add(labels);
    this.slotByRef.set(ref, slot);
    this.refs = growUint32(this.refs, slot + 1);
    this.refs[slot] = ref;
    this.reserveRefs(ref);
    this.table.forEachPair(slot, (name, value) => this.postings.add(name, value, slot));
    return slot;
  }

  /** Refs up to this one are taken, perhaps by series whose labels are lost: giving them again would give their samples, too. */
  reserveRefs(untilRef: number): void {
    this.newestRef = Math.max(this.newestRef, untilRef);
  }

  labels(slot: number): Labels {
    return this.table.labels(slot);
  }

  metric(slot: number): string {
    return this.table.symbols.text(this.table.valueOf(slot, this.metricName));
  }

  /** Slots of the series that match all matchers, ascending. The array is the caller's. Throws InvalidRegexError. */
  resolve(matchers: readonly Matcher[]): Uint32Array {
    const filters = matchers.map((matcher) => this.filters.filter(matcher));
    let candidates: Uint32Array | undefined;
    const rest: { name: number; filter: ValueFilter }[] = [];
    for (const [i, matcher] of matchers.entries()) {
      const name = this.table.symbols.find(matcher.name);
      const filter = filters[i] as ValueFilter;
      if (matcher.operator !== '=' || matcher.value === '') {
        rest.push({ name, filter });
        continue;
      }
      const slots = this.postings.slots(name, this.table.symbols.find(matcher.value));
      candidates = candidates === undefined ? slots : intersectSlots(candidates, slots);
    }
    candidates ??= this.candidatesWithoutEquality(rest);
    return this.narrow(candidates, rest);
  }

  /** Without an equality the values of one label that must be present are tested; else every series is a candidate. */
  private candidatesWithoutEquality(filters: readonly { name: number; filter: ValueFilter }[]): Uint32Array {
    const demanding = filters.find(({ filter }) => !filter.matches(0));
    if (demanding === undefined) return Uint32Array.from({ length: this.count }, (_, slot) => slot);
    const union = new UintList();
    for (const value of this.postings.values(demanding.name)) {
      if (!demanding.filter.matches(value)) continue;
      for (const slot of this.postings.slots(demanding.name, value)) union.push(slot);
    }
    return union.view().sort();
  }

  private narrow(candidates: Uint32Array, filters: readonly { name: number; filter: ValueFilter }[]): Uint32Array {
    const kept = candidates.slice();
    let count = 0;
    for (const slot of candidates) {
      if (filters.every(({ name, filter }) => filter.matches(this.table.valueOf(slot, name)))) kept[count++] = slot;
    }
    return kept.subarray(0, count);
  }
}
