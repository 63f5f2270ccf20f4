/** Makes one sorted run of several, page by page: memory holds some pages of each, and their dictionaries as numbers. */
import type { JobProgress } from '../worker/job';
import type { ColdSeriesRow } from './block';
import type { ColdRun, RunKey } from './coldRun';
import { MergeHeap } from './mergeHeap';
import { DamagedRunError, MergeSource, type MergeTable } from './mergeSource';
import { encodeRunDirectory } from './runDirectory';
import { RunWriter } from './runWriter';

/** Lets page reads on the same thread have a turn. */
type Progress = Pick<JobProgress, 'turn'>;

export interface MergeInput {
  readonly inputs: readonly ColdRun[];
  /** The run to be written; its number is higher than those of the inputs, their day is its day. */
  readonly output: RunKey;
}

/** `damaged`: nothing was changed, so that what is stored stays for a repair. */
export type MergeOutcome =
  | { readonly type: 'merged'; readonly run: ColdRun }
  | { readonly type: 'damaged'; readonly run: number; readonly message: string };

/**
 * Publishes a run with the series of all inputs in their place. A series that several have (a crash came between writing and
 * dropping it) is written once. Rejects as Prisma does; what was written then is named by no run and goes at the next start.
 */
export async function mergeRuns(
  { tables: { cold } }: { readonly tables: { readonly cold: MergeTable } },
  { inputs, output }: MergeInput,
  progress: Progress,
): Promise<MergeOutcome> {
  try {
    const sources: MergeSource[] = [];
    for (const input of inputs) sources.push(await MergeSource.open(cold, input));
    const writer = new RunWriter((parts) => cold.insert(output, parts));
    await mergeTexts(sources, writer, progress);
    await mergeSeries(sources, writer, progress);
    const { directory, ...summary } = await writer.finish();
    const run: ColdRun = { ...output, ...summary };
    const replaced = inputs.map((input) => input.run);
    await cold.publish(run, encodeRunDirectory(directory), replaced);
    return { type: 'merged', run };
  } catch (error) {
    if (!(error instanceof DamagedRunError)) throw error;
    return { type: 'damaged', run: error.run, message: error.message };
  }
}

async function mergeTexts(sources: readonly MergeSource[], writer: RunWriter, progress: Progress): Promise<void> {
  const open = sources.filter((source) => source.text !== undefined);
  const heap = new MergeHeap(open, (a, b) => (a.text as string) < (b.text as string));
  for (let symbol = 0; ; symbol++) {
    const text = heap.first?.text;
    if (text === undefined) return;
    await progress.turn();
    await writer.text(text);
    for (let source = heap.first; source?.text === text; source = heap.first) {
      await source.nextText(symbol);
      heap.update(source.text === undefined);
    }
  }
}

async function mergeSeries(sources: readonly MergeSource[], writer: RunWriter, progress: Progress): Promise<void> {
  for (const source of sources) await source.nextRow();
  const open = sources.filter((source) => source.row !== undefined);
  const heap = new MergeHeap(open, (a, b) => isBefore(a.row as ColdSeriesRow, b.row as ColdSeriesRow));
  let waiting: ColdSeriesRow | undefined;
  for (let source = heap.first; source?.row !== undefined; source = heap.first) {
    const { row } = source;
    await progress.turn();
    if (waiting !== undefined && waiting.ref === row.ref && waiting.metric === row.metric) {
      waiting = joined(waiting, row);
    } else {
      if (waiting !== undefined) await writer.series(waiting);
      waiting = row;
    }
    await source.nextRow();
    heap.update(source.row === undefined);
  }
  if (waiting !== undefined) await writer.series(waiting);
}

function isBefore(a: ColdSeriesRow, b: ColdSeriesRow): boolean {
  return a.metric < b.metric || (a.metric === b.metric && a.ref < b.ref);
}

function joined(a: ColdSeriesRow, b: ColdSeriesRow): ColdSeriesRow {
  return { ...a, firstSec: Math.min(a.firstSec, b.firstSec), lastSec: Math.max(a.lastSec, b.lastSec) };
}
