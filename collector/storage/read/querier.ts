import { type Labels, labelsKey } from '@/lib/labels/labels';
import { InvalidRegexError, type Matcher } from '@/lib/labels/matcher';
import type { ColdIndex, ColdSelection } from '../cold/coldIndex';
import {
  type LabelQuery,
  type Names,
  type Querier,
  QueryAbortedError,
  type SelectHints,
  type SeriesSet,
  TooManySamplesError,
} from '../storage';
import { joinCold } from './joinCold';
import { type ReadState, Select, type WantedSeries } from './select';

const SERIES_PER_TURN = 2048;

/** Series on disk that one question may find; as many as may be in memory. */
const MAX_COLD_SERIES = 2_000_000;

export interface QuerierState extends ReadState {
  readonly cold: Pick<ColdIndex, 'newestMs' | 'find' | 'labelNames' | 'labelValues'>;
}

/** What the cold index answered, and what it could not. */
interface ColdAnswer<T> {
  readonly found: T;
  readonly warnings: readonly string[];
}

/**
 * Reads head and pages. Series and labels come from the index in memory; when the interval reaches back to series that left
 * memory, from the cold index, too. Both are asked in the same step, so that no series is missed on its way.
 */
export class StoreQuerier implements Querier {
  constructor(
    private readonly state: QuerierState,
    private readonly minTimeMs: number,
    private readonly maxTimeMs: number,
    readonly close: () => void,
  ) {}

  async select(matchers: readonly Matcher[], hints: SelectHints, signal: AbortSignal): Promise<SeriesSet> {
    checkSignal(signal);
    // Memory first: what leaves it meanwhile is in the cold index by the time that is asked.
    const slots = this.inInterval(await this.state.head.index.resolveInTurns(matchers, signal));
    const { maxSamples = Infinity } = hints;
    const maxSeries = Math.min(maxSamples, MAX_COLD_SERIES);
    const { found, warnings } = await this.ask([matchers], [], signal, (selection) =>
      this.state.cold.find(selection, maxSeries),
    );
    // Each has a sample at least.
    if (found.length > maxSeries) throw new TooManySamplesError(found.length);
    const wanted = joinCold(
      Array.from(slots, (slot) => this.wanted(slot)),
      found,
    );
    // Copying open blocks is done in one turn; of many queries that come together each gets a turn of its own.
    if (slots.length > SERIES_PER_TURN) await this.state.turns.next();
    const select = new Select(this.state, wanted, this.minTimeMs, this.maxTimeMs, hints, signal);
    const set = await select.run();
    return warnings.length === 0 ? set : { ...set, warnings: [...warnings, ...set.warnings] };
  }

  async seriesLabels(
    query: LabelQuery,
    signal: AbortSignal,
  ): Promise<{ series: readonly Labels[]; warnings: readonly string[] }> {
    checkSignal(signal);
    const { index } = this.state.head;
    const limit = query.limit > 0 ? query.limit : Infinity;
    const inMemory = (await this.slotsOf(query, signal)).filter((slot) => !this.isDeleted(slot));
    const series = Array.from(inMemory.subarray(0, Math.min(limit, inMemory.length)), (slot) => index.labels(slot));
    if (series.length === limit) return { series, warnings: [] };
    const maxSeries = Math.min(limit, MAX_COLD_SERIES);
    const { found, warnings } = await this.ask(query.matcherSets, [], signal, (selection) =>
      this.state.cold.find(selection, maxSeries),
    );
    const known = found.length > 0 ? new Map(series.map((labels) => [labelsKey(labels), labels])) : undefined;
    for (const { ref, labels, firstMs, lastMs } of found) {
      if (!this.isAllDeleted(ref, firstMs, lastMs)) known?.set(labelsKey(labels), labels);
    }
    const all = known ? [...known.values()] : series;
    const cut =
      found.length > maxSeries && maxSeries < limit ? [`only the first ${maxSeries} older series are shown`] : [];
    return { series: all.length > limit ? all.slice(0, limit) : all, warnings: [...warnings, ...cut] };
  }

  async labelNames(query: LabelQuery, signal: AbortSignal): Promise<Names> {
    checkSignal(signal);
    const { table } = this.state.head.index;
    const symbols = new Set<number>();
    for (const slot of await this.slotsOf(query, signal)) table.forEachPair(slot, (name) => symbols.add(name));
    const names = new Set(Array.from(symbols, (name) => table.symbols.text(name)));
    const cold = await this.ask(query.matcherSets, NOTHING, signal, (selection) =>
      this.state.cold.labelNames(selection),
    );
    for (const name of cold.found) names.add(name);
    return toNames(names, query.limit, cold.warnings);
  }

  async labelValues(name: string, query: LabelQuery, signal: AbortSignal): Promise<Names> {
    checkSignal(signal);
    const { table } = this.state.head.index;
    const inMemory = await this.valuesInMemory(name, query, signal);
    const values = new Set(Array.from(inMemory, (value) => table.symbols.text(value)));
    const cold = await this.ask(query.matcherSets, NOTHING, signal, (selection) =>
      this.state.cold.labelValues(name, selection),
    );
    for (const value of cold.found) values.add(value);
    return toNames(values, query.limit, cold.warnings);
  }

  /** Symbols of a label's values. */
  private async valuesInMemory(name: string, query: LabelQuery, signal: AbortSignal): Promise<Set<number>> {
    const { index } = this.state.head;
    const { table } = index;
    const values = new Set<number>();
    if (query.matcherSets.length === 0) {
      const symbol = table.symbols.find(name);
      for (const value of index.postings.values(symbol)) {
        if (index.postings.slots(symbol, value).some((slot) => this.isInInterval(slot))) values.add(value);
      }
    } else {
      const slots = await this.slotsOf(query, signal);
      const symbol = table.symbols.find(name);
      for (const slot of slots) values.add(table.valueOf(slot, symbol));
      values.delete(0);
    }
    return values;
  }

  /** Asks the cold index, unless the interval begins after all that is in it. */
  private async ask<T>(
    matcherSets: readonly (readonly Matcher[])[],
    nothing: T,
    signal: AbortSignal,
    question: (selection: ColdSelection) => Promise<T>,
  ): Promise<ColdAnswer<T>> {
    const { minTimeMs, maxTimeMs } = this;
    if (minTimeMs > this.state.cold.newestMs) return { found: nothing, warnings: [] };
    const warnings = new Set<string>();
    const onDamage = (message: string) => warnings.add(`stored series are damaged and left out: ${message}`);
    try {
      const found = await question({ matcherSets, minTimeMs, maxTimeMs, signal, onDamage });
      return { found, warnings: [...warnings] };
    } catch (error) {
      if (error instanceof QueryAbortedError || error instanceof InvalidRegexError) throw error;
      return { found: nothing, warnings: ['Postgres cannot be reached: the answer has only the series in memory'] };
    }
  }

  private wanted(slot: number): WantedSeries {
    const { index } = this.state.head;
    return { labels: () => index.labels(slot), metric: index.metric(slot), refs: [index.refOf(slot)], slot };
  }

  /** Whether all that a series has in the interval was deleted, as far as the times of its first and last sample tell. */
  private isDeleted(slot: number): boolean {
    const { head, deletions } = this.state;
    if (deletions.isEmpty) return false;
    const cell = head.cellOfSlot(slot);
    const ref = head.index.refOf(slot);
    // What came after a deletion is new.
    const isOpen = cell >= 0 && (head.cells.presentLow(cell) !== 0 || head.cells.presentHigh(cell) !== 0);
    if (isOpen || head.late.has(ref)) return false;
    const { firstMs, lastMs } = head.timeRangeOf(slot);
    return this.isAllDeleted(ref, firstMs, lastMs);
  }

  private isAllDeleted(ref: number, firstMs: number, lastMs: number): boolean {
    const { deletions } = this.state;
    if (deletions.isEmpty) return false;
    const interval = { fromMs: Math.max(firstMs, this.minTimeMs), untilMs: Math.min(lastMs, this.maxTimeMs) };
    return deletions.keptOf(ref, interval).length === 0;
  }

  private async slotsOf(query: LabelQuery, signal: AbortSignal): Promise<Uint32Array> {
    const { index } = this.state.head;
    const [first = [], ...others] = query.matcherSets;
    const slots = await index.resolveInTurns(first, signal);
    if (others.length === 0) return this.inInterval(slots);
    const union = new Set(slots);
    for (const matchers of others) for (const slot of await index.resolveInTurns(matchers, signal)) union.add(slot);
    return this.inInterval(Uint32Array.from(union).sort());
  }

  private inInterval(slots: Uint32Array): Uint32Array {
    return slots.filter((slot) => this.isInInterval(slot));
  }

  private isInInterval(slot: number): boolean {
    return this.state.head.mayHaveSamples(slot, this.minTimeMs, this.maxTimeMs);
  }
}

const NOTHING: ReadonlySet<string> = new Set();

function toNames(found: ReadonlySet<string>, limit: number, warnings: readonly string[]): Names {
  const names = [...found].sort();
  return { names: limit > 0 ? names.slice(0, limit) : names, warnings };
}

function checkSignal(signal: AbortSignal): void {
  if (signal.aborted) throw new QueryAbortedError('the query was aborted', { cause: signal.reason });
}
