import { QueryAbortedError } from '../storage';
import type { ColdBlock } from './block';
import type { ColdRun } from './coldRun';
import { lastAtMost } from './dictionary';
import { pauses } from './pauses';
import type { RunDirectory } from './runDirectory';
import { type CompiledMatcher, RunFilter } from './runFilter';
import type { OnDamage, RunReader } from './runReader';
import { RunStrings } from './runStrings';

/** What a query looks for: series that match all matchers of one of the sets and may have samples in the interval. */
export interface ColdQuery {
  readonly matcherSets: readonly (readonly CompiledMatcher[])[];
  /** Inclusive. */
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly signal: AbortSignal;
  readonly onDamage: OnDamage;
}

/** Series of one block that a query looks for. */
export interface ScannedBlock {
  readonly block: ColdBlock;
  /** Indexes in the block, ascending; at least one. */
  readonly rows: readonly number[];
  readonly strings: RunStrings;
}

/** Blocks read ahead. */
const BATCH = 16;

/**
 * Gives the matching series of a run block by block; it holds one batch of blocks at a time, and lets others have a turn.
 * Rejects with QueryAbortedError, and as Prisma does.
 */
export async function* scanRun(reader: RunReader, run: ColdRun, query: ColdQuery): AsyncGenerator<ScannedBlock> {
  if (run.firstMs > query.maxTimeMs || run.lastMs < query.minTimeMs) return;
  checkSignal(query.signal);
  const directory = await reader.directory(run, query.onDamage);
  if (directory === undefined) return;
  const strings = new RunStrings(reader, run, directory, query.onDamage);
  const filters: RunFilter[] = [];
  for (const matchers of query.matcherSets) {
    const filter = await RunFilter.create(strings, matchers);
    if (filter) filters.push(filter);
  }
  const pause = pauses();
  const parts = wantedParts(directory, filters, query);
  for (let from = 0; from < parts.length; from += BATCH) {
    const blocks = await reader.blocks(run, parts.slice(from, from + BATCH), query.onDamage);
    for (const block of blocks.values()) {
      checkSignal(query.signal);
      const rows = await matchingRows(block, filters, query);
      if (rows.length > 0) yield { block, rows, strings };
      await pause();
    }
  }
}

/** Parts of the blocks that can have what is looked for, by metric and time. */
function wantedParts(
  { dictionary, blocks }: RunDirectory,
  filters: readonly RunFilter[],
  { minTimeMs, maxTimeMs }: ColdQuery,
): number[] {
  const firstMetrics = blocks.map((block) => block.firstMetric);
  const wanted = new Set<number>();
  for (const { metric } of filters) {
    // A block that begins before the metric may end with it.
    const from = metric < 0 ? 0 : Math.max(0, lastAtMost(firstMetrics, metric - 1));
    const to = metric < 0 ? blocks.length - 1 : lastAtMost(firstMetrics, metric);
    for (let i = from; i <= to; i++) wanted.add(i);
  }
  const overlapping = [...wanted].filter((i) => {
    const block = blocks[i];
    return block && block.firstSec * 1000 <= maxTimeMs && block.lastSec * 1000 >= minTimeMs;
  });
  return overlapping.sort((a, b) => a - b).map((i) => dictionary.firstTexts.length + i);
}

async function matchingRows(
  block: ColdBlock,
  filters: readonly RunFilter[],
  { minTimeMs, maxTimeMs }: ColdQuery,
): Promise<readonly number[]> {
  const candidates: number[] = [];
  for (let i = 0; i < block.count; i++) {
    if ((block.firstSecs[i] as number) * 1000 > maxTimeMs || (block.lastSecs[i] as number) * 1000 < minTimeMs) continue;
    candidates.push(i);
  }
  const [first, ...others] = filters;
  if (first === undefined) return [];
  const rows = await first.rows(block, candidates);
  if (others.length === 0) return rows;
  const union = new Set(rows);
  for (const filter of others) for (const i of await filter.rows(block, candidates)) union.add(i);
  return [...union].sort((a, b) => a - b);
}

export function checkSignal(signal: AbortSignal): void {
  if (signal.aborted) throw new QueryAbortedError('the query was aborted', { cause: signal.reason });
}
