import type { Labels } from '@/lib/labels/labels';
import type { Matcher } from '@/lib/labels/matcher';
import {
  type LabelQuery,
  type Names,
  type Querier,
  QueryAbortedError,
  type SelectHints,
  type SeriesSet,
} from '../storage';
import { type ReadState, Select, type WantedSeries } from './select';

const SERIES_PER_TURN = 2048;

/** Reads head and pages. Labels come from the index alone, so those methods never wait. */
export class StoreQuerier implements Querier {
  constructor(
    private readonly state: ReadState,
    private readonly minTimeMs: number,
    private readonly maxTimeMs: number,
    readonly close: () => void,
  ) {}

  async select(matchers: readonly Matcher[], hints: SelectHints, signal: AbortSignal): Promise<SeriesSet> {
    checkSignal(signal);
    const slots = this.inInterval(this.state.head.index.resolve(matchers));
    // Copying open blocks is done in one turn; of many queries that come together each gets a turn of its own.
    if (slots.length > SERIES_PER_TURN) await this.state.turns.next();
    return new Select(
      this.state,
      Array.from(slots, (slot) => this.wanted(slot)),
      this.minTimeMs,
      this.maxTimeMs,
      signal,
    ).run(hints.maxSamples);
  }

  async seriesLabels(
    query: LabelQuery,
    signal: AbortSignal,
  ): Promise<{ series: readonly Labels[]; warnings: readonly string[] }> {
    checkSignal(signal);
    const slots = this.slotsOf(query);
    const wanted = query.limit > 0 ? slots.subarray(0, query.limit) : slots;
    return { series: Array.from(wanted, (slot) => this.state.head.index.labels(slot)), warnings: [] };
  }

  async labelNames(query: LabelQuery, signal: AbortSignal): Promise<Names> {
    checkSignal(signal);
    const { table } = this.state.head.index;
    const names = new Set<number>();
    for (const slot of this.slotsOf(query)) table.forEachPair(slot, (name) => names.add(name));
    return toNames(
      [...names].map((name) => table.symbols.text(name)),
      query.limit,
    );
  }

  async labelValues(name: string, query: LabelQuery, signal: AbortSignal): Promise<Names> {
    checkSignal(signal);
    const { table, postings } = this.state.head.index;
    const symbol = table.symbols.find(name);
    const values = new Set<number>();
    if (query.matcherSets.length === 0) {
      for (const value of postings.values(symbol)) {
        if (postings.slots(symbol, value).some((slot) => this.isInInterval(slot))) values.add(value);
      }
    } else {
      for (const slot of this.slotsOf(query)) values.add(table.valueOf(slot, symbol));
      values.delete(0);
    }
    return toNames(
      [...values].map((value) => table.symbols.text(value)),
      query.limit,
    );
  }

  private wanted(slot: number): WantedSeries {
    const { index } = this.state.head;
    return { labels: () => index.labels(slot), metric: index.metric(slot), refs: [index.refOf(slot)], slot };
  }

  private slotsOf(query: LabelQuery): Uint32Array {
    const { index } = this.state.head;
    const sets = query.matcherSets.length === 0 ? [[]] : query.matcherSets;
    const [first = [], ...others] = sets;
    if (others.length === 0) return this.inInterval(index.resolve(first));
    const union = new Set(sets.flatMap((matchers) => [...index.resolve(matchers)]));
    return this.inInterval(Uint32Array.from(union).sort());
  }

  private inInterval(slots: Uint32Array): Uint32Array {
    return slots.filter((slot) => this.isInInterval(slot));
  }

  private isInInterval(slot: number): boolean {
    return this.state.head.mayHaveSamples(slot, this.minTimeMs, this.maxTimeMs);
  }
}

function toNames(names: string[], limit: number): Names {
  names.sort();
  return { names: limit > 0 ? names.slice(0, limit) : names, warnings: [] };
}

function checkSignal(signal: AbortSignal): void {
  if (signal.aborted) throw new QueryAbortedError('the query was aborted', { cause: signal.reason });
}
