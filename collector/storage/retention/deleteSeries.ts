import type { Matcher } from '@/lib/labels/matcher';
import type { ColdIndex } from '../cold/coldIndex';
import type { TombstoneTable } from '../postgres/tombstones';
import { StorageLimitError } from '../storage';
import { closeCohorts, closeLateWindows, type StoreState } from '../storeState';
import { covers, type Interval, type Tombstone } from './deletions';

/** Deletions that wait to be carried out, at most: every query asks all of them. */
const MAX_TOMBSTONES = 1_000;

/** Series that one deletion may speak of. */
const MAX_SERIES = 5_000_000;

export interface DeleteRequest extends Interval {
  /** A series counts when it matches all matchers of at least one set. */
  readonly matcherSets: readonly (readonly Matcher[])[];
  readonly signal: AbortSignal;
}

type DeleteState = Pick<
  StoreState,
  'head' | 'cold' | 'fresh' | 'log' | 'limits' | 'deletions' | 'counters' | 'logger' | 'now'
>;

/**
 * Deletes what the matching series have in an interval now. What comes later is new data, whatever its time. Resolves when
 * the deletion is durable, and queries go by it; answers of how many series. Rejects with StorageLimitError, with
 * StorageUnavailableError, and as Prisma does when Postgres cannot be reached.
 *
 * @param storePages stores what waits to be stored
 */
export async function deleteSeries(
  state: DeleteState,
  table: TombstoneTable,
  storePages: () => Promise<void>,
  request: DeleteRequest,
): Promise<number> {
  if (state.deletions.all.length >= MAX_TOMBSTONES) {
    throw new StorageLimitError(
      `${MAX_TOMBSTONES} deletions wait to be carried out; POST /api/v1/admin/tsdb/clean_tombstones does that`,
    );
  }
  const cold = await coldEnds(state.cold, request);
  const ends = endsInMemory(state, request);
  for (const [ref, endMs] of cold) if (!ends.has(ref)) ends.set(ref, endMs);
  if (ends.size > MAX_SERIES) {
    throw new StorageLimitError(`${ends.size} series match, more than ${MAX_SERIES}: delete them in several steps`);
  }
  if (ends.size === 0) return 0;
  const tombstone = takeTombstone(state, request.fromMs, ends);
  await storePages();
  const covered = state.deletions.all.filter((earlier) => covers(tombstone, earlier)).map(({ id }) => id);
  await table.insert(tombstone, covered);
  state.deletions = state.deletions.without(new Set(covered)).with(tombstone);
  return ends.size;
}

/** By ref, where the deletion ends: at the last sample, so that what comes later is not spoken of. */
function endsInMemory({ head }: DeleteState, { matcherSets, fromMs, untilMs }: DeleteRequest): Map<number, number> {
  const ends = new Map<number, number>();
  for (const matchers of matcherSets) {
    for (const slot of head.index.resolve(matchers)) {
      const { firstMs, lastMs } = head.timeRangeOf(slot);
      if (firstMs <= untilMs && lastMs >= fromMs) ends.set(head.index.refOf(slot), Math.min(untilMs, lastMs));
    }
  }
  return ends;
}

async function coldEnds(cold: ColdIndex, request: DeleteRequest): Promise<Map<number, number>> {
  const { matcherSets, fromMs, untilMs, signal } = request;
  const ends = new Map<number, number>();
  if (fromMs > cold.newestMs) return ends;
  const damage: string[] = [];
  const onDamage = (message: string) => damage.push(message);
  const found = await cold.find({ matcherSets, minTimeMs: fromMs, maxTimeMs: untilMs, signal, onDamage }, MAX_SERIES);
  if (damage.length > 0) throw new Error(`stored series are damaged, so that not all can be deleted: ${damage[0]}`);
  for (const { ref, lastMs } of found) ends.set(ref, Math.min(untilMs, lastMs));
  return ends;
}

/** In one turn: what the series have now is in pages with smaller numbers and in earlier log rows, what comes is not. */
function takeTombstone(state: DeleteState, minMs: number, ends: ReadonlyMap<number, number>): Tombstone {
  const { head, fresh, log } = state;
  const cohorts = new Set([...ends.keys()].map((ref) => head.cohortOfSlot(head.index.slotOf(ref))));
  closeCohorts(
    state,
    [...cohorts].filter((cohort) => cohort !== undefined),
  );
  closeLateWindows(state, [...head.late.all()]);
  log.rotate(log.currentSegment);
  const refs = Uint32Array.from(ends.keys()).sort();
  const maxMs = Float64Array.from(refs, (ref) => ends.get(ref) as number);
  // Before time began is as good as its beginning, and has an exact number of milliseconds.
  const from = Math.max(Math.ceil(minMs), Number.MIN_SAFE_INTEGER);
  return { id: fresh.takeId(), logSequence: log.nextSequence, minMs: from, refs, maxMs };
}
