import { type Labels, METRIC_NAME } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import { QueryAbortedError } from '../storage';
import { growUint32 } from './growable';
import { MatcherFilters } from './matcherFilter';
import { searchMatchers } from './matcherSearch';
import { PairPostings } from './pairPostings';
import { Postings } from './postings';
import { MAX_REF, RefTable } from './refTable';
import { SeriesTable } from './seriesTable';

/** How long a search goes on before others get a turn. */
const TURN_MS = 4;

/**
 * Series by their labels: creation, lookup, and the slots that matchers select. A series has two names: its **ref**, which
 * everything stored knows it by, ascending in order of creation and never reused; and its **slot**, its place in memory.
 */
export class SeriesIndex {
  readonly table = new SeriesTable();
  private readonly slotByRef = new RefTable();
  private readonly lists = new PairPostings((ref) => this.slotByRef.slotOf(ref) >= 0);
  readonly postings = new Postings(this.table.pairs, this.lists, this.slotByRef);
  private refs = new Uint32Array(256);
  private newestRef = 0;
  private readonly filters = new MatcherFilters(this.table.symbols);
  private readonly metricName = this.table.symbols.intern(METRIC_NAME);

  constructor() {
    this.table.symbols.retain(this.metricName);
  }

  /** Series in memory. */
  get count(): number {
    return this.table.count;
  }

  /** Bytes of everything that is kept per series, per label and per text. */
  get bytes(): number {
    const { symbols, pairs } = this.table;
    const refs = this.refs.byteLength + this.slotByRef.bytes;
    return this.table.bytes + pairs.bytes + symbols.bytes + this.lists.bytes + refs;
  }

  /** Slots are below this. */
  get slotLimit(): number {
    return this.table.slotLimit;
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
  refsBetween(first: number, last: number): Uint32Array {
    return this.slotByRef.between(first, last);
  }

  /** Adds a series that `find` did not know, and answers its slot. Its ref is the next one, unless it had one before. */
  add(labels: Labels, ref = this.newestRef + 1): number {
    const slot = this.table.add(labels);
    this.refs = growUint32(this.refs, slot + 1);
    this.enter(slot, ref);
    return slot;
  }

  /**
   * Takes a series out: nothing finds or selects it any more. Who holds its slot can read its labels until `reclaim`, which
   * must wait for them.
   */
  hide(slot: number): void {
    this.leave(slot);
    this.table.hide(slot);
  }

  /** Lets slot, labels and symbols of a hidden series go to others. */
  reclaim(slot: number): void {
    this.table.reclaim(slot);
    this.refs[slot] = 0;
  }

  /** Whether a slot holds a series that was neither hidden nor reclaimed. */
  holds(slot: number): boolean {
    return slot >= 0 && this.slotByRef.slotOf(this.refs[slot] as number) === slot;
  }

  /** Gives a series another, later ref: it was dropped and came back. */
  rename(slot: number, ref: number): void {
    this.leave(slot);
    this.enter(slot, ref);
  }

  private enter(slot: number, ref: number): void {
    this.slotByRef.set(ref, slot);
    this.refs[slot] = ref;
    this.reserveRefs(ref);
    this.table.forEachPair(slot, (_name, _value, pair) => this.lists.add(pair, ref));
  }

  private leave(slot: number): void {
    this.slotByRef.delete(this.refs[slot] as number);
    this.table.forEachPair(slot, (_name, _value, pair) => this.lists.remove(pair));
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

  /** Slots of the series that match all matchers, in order of ref. The array is the caller's. Throws InvalidRegexError. */
  resolve(matchers: readonly Matcher[]): Uint32Array {
    const search = this.search(matchers);
    for (;;) {
      const step = search.next();
      if (step.done) return step.value;
    }
  }

  /**
   * The same, while others get a turn every few milliseconds: for expressions over many values. The caller must keep slots
   * from being reclaimed. A series that is hidden meanwhile may be told or not: ask the cold index, where it is by then,
   * afterwards. Rejects with InvalidRegexError and QueryAbortedError.
   */
  async resolveInTurns(matchers: readonly Matcher[], signal: AbortSignal): Promise<Uint32Array> {
    const search = this.search(matchers);
    let turnEndsMs = performance.now() + TURN_MS;
    for (;;) {
      const step = search.next();
      if (step.done) return step.value;
      if (performance.now() < turnEndsMs) continue;
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new QueryAbortedError('the query was aborted', { cause: signal.reason });
      turnEndsMs = performance.now() + TURN_MS;
    }
  }

  private search(matchers: readonly Matcher[]): Generator<undefined, Uint32Array> {
    const { table, postings, filters } = this;
    const allRefs = () => this.refsBetween(1, this.newestRef);
    return searchMatchers({ table, postings, filters, allRefs }, matchers);
  }
}
