import type { Matcher } from '@/lib/labels/matcher';
import { growUint32 } from './growable';
import type { MatcherFilters, ValueFilter } from './matcherFilter';
import type { Postings } from './postings';
import type { SeriesTable } from './seriesTable';
import { intersectSorted } from './sortedSlots';

/** Values or series that are tested before others may get a turn: well below a millisecond. */
const STEP = 2_048;

/** What a search reads. */
export interface SearchedIndex {
  readonly table: SeriesTable;
  readonly postings: Postings;
  readonly filters: MatcherFilters;
  /** Refs of all series in memory, ascending. */
  allRefs(): Uint32Array;
}

/**
 * Finds the slots of the series that match all matchers, in order of ref, in steps, between any of which series may come and
 * be hidden: these are found or not. Slots must be kept from going to others meanwhile. Throws InvalidRegexError.
 */
export function* searchMatchers(index: SearchedIndex, matchers: readonly Matcher[]): Generator<undefined, Uint32Array> {
  // Those that do not compile are refused, also where nothing would be tested.
  for (const matcher of matchers) index.filters.filter(matcher);
  const rest = matchers.filter((matcher) => !isEquality(matcher));
  const refs = byEquality(index, matchers.filter(isEquality)) ?? (yield* byValues(index, rest));
  return yield* narrow(index, index.postings.slotsOf(refs), rest);
}

/** Whether the series of one label pair are all that can match. */
function isEquality({ operator, value }: Matcher): boolean {
  return operator === '=' && value !== '';
}

function byEquality({ table, postings }: SearchedIndex, matchers: readonly Matcher[]): Uint32Array | undefined {
  let refs: Uint32Array | undefined;
  for (const { name, value } of matchers) {
    const found = postings.refs(table.symbols.find(name), table.symbols.find(value));
    refs = refs === undefined ? found : intersectSorted(refs, found);
  }
  return refs;
}

/** Without an equality the values of one label that must be present are tested; else every series is a candidate. */
function* byValues(index: SearchedIndex, matchers: readonly Matcher[]): Generator<undefined, Uint32Array> {
  const { table, postings, filters } = index;
  const demanding = matchers.find((matcher) => !filters.filter(matcher).matches(0));
  if (demanding === undefined) return index.allRefs();
  const pairs = Uint32Array.from(table.pairs.ofName(table.symbols.find(demanding.name)));
  let refs = new Uint32Array(64);
  let count = 0;
  for (let from = 0; from < pairs.length; from += STEP) {
    const filter = filters.filter(demanding);
    for (const pair of pairs.subarray(from, from + STEP)) {
      // It may be another pair by now; then `narrow` takes its series out again.
      if (!table.pairs.isUsed(pair) || !filter.matches(table.pairs.valueOf(pair))) continue;
      const found = postings.refsOf(pair);
      refs = growUint32(refs, count + found.length);
      refs.set(found, count);
      count += found.length;
    }
    yield;
  }
  return refs.subarray(0, count).sort();
}

/** Keeps, in place, the slots that match. */
function* narrow(
  { table, filters }: SearchedIndex,
  slots: Uint32Array,
  matchers: readonly Matcher[],
): Generator<undefined, Uint32Array> {
  if (matchers.length === 0) return slots;
  let count = 0;
  for (let from = 0; from < slots.length; from += STEP) {
    const tests = matchers.map((matcher) => ({
      name: table.symbols.find(matcher.name),
      filter: filters.filter(matcher),
    }));
    const to = Math.min(from + STEP, slots.length);
    for (let i = from; i < to; i++) {
      const slot = slots[i] as number;
      if (areMet(tests, table, slot)) slots[count++] = slot;
    }
    yield;
  }
  return slots.subarray(0, count);
}

function areMet(
  tests: readonly { readonly name: number; readonly filter: ValueFilter }[],
  table: SeriesTable,
  slot: number,
): boolean {
  for (const { name, filter } of tests) if (!filter.matches(table.valueOf(slot, name))) return false;
  return true;
}
