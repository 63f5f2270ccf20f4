/** Brings the store's memory back from Postgres at start: series, metadata, what pages there are, and the log. */
import { CorruptPageError } from './chunkenc/corruptPageError';
import { parseSeriesPage, type SeriesPage } from './chunkenc/seriesPage';
import type { Head } from './head/head';
import type { MetadataStore } from './head/metadataStore';
import { Replay, type ReplayResult } from './log/replay';
import { decodeDirectory, decodeMembers } from './postgres/directory';
import type { FreshPageRow } from './postgres/freshPages';
import type { SealedWindow, WindowRow } from './postgres/sealedPages';
import type { StoreTables } from './postgres/tables';
import type { FreshPages } from './read/freshPages';
import { pieceOfPage } from './read/pieces';
import { WindowSet, windowKeyName } from './read/windowSet';

export interface RecoverTarget {
  readonly head: Head;
  readonly metadata: MetadataStore;
  readonly fresh: FreshPages;
  readonly tables: StoreTables;
  /** Names of windows that cannot be read. */
  readonly damagedWindows: Set<string>;
  now(): number;
  onDamage(message: string): void;
  /** The sequence of the log row that replay is at; the head asks for it. */
  setLogSequence(sequence: number): void;
  /** A log segment with rows, and the last of them. */
  onSegment(segment: number, lastSequence: number): void;
}

export interface Recovered {
  /** Series that blocks have, against those that are only in the log. */
  readonly savedSeries: number;
  readonly windows: WindowSet;
  readonly replayed: ReplayResult;
}

/** Order matters: series first, since everything else names them; pages before the log, which repeats some of them. */
export async function recover(target: RecoverTarget): Promise<Recovered> {
  const { tables, head } = target;
  await tables.sealed.deleteUnpublished();
  const { damagedUntil } = await tables.series.load((slot, labels) => {
    head.reserveSlots(slot);
    if (head.index.count === slot) head.addSeries(labels);
  }, target.onDamage);
  const savedSeries = head.index.count;
  await tables.metadata.load(target.metadata, target.onDamage);
  const { windows, highestRef: highestSealed } = await loadWindows(target);
  const highestRef = Math.max(highestSealed, await loadFresh(target));
  const replayed = await replayLog(target);
  // What is still unknown lost its labels with a damaged block, or with a log row that a crash kept from being committed.
  head.reserveSlots(Math.max(highestRef, damagedUntil));
  return { savedSeries, windows, replayed };
}

/** Answers the windows and the highest ref that they name. */
async function loadWindows(target: RecoverTarget): Promise<{ windows: WindowSet; highestRef: number }> {
  let windows = WindowSet.EMPTY;
  let highestRef = 0;
  for await (const row of target.tables.sealed.readWindows()) {
    target.fresh.reserveIds(row.mergedFresh);
    try {
      const read = readWindow(target.head, row);
      windows = windows.with(read.window);
      highestRef = Math.max(highestRef, read.highestRef);
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      target.damagedWindows.add(windowKeyName(row));
      target.onDamage(`window ${windowKeyName(row)}: ${error.message}`);
      continue;
    }
    await target.tables.fresh.deleteMerged(row, row.mergedFresh);
  }
  return { windows, highestRef };
}

/** Answers the window and the highest ref it names. Throws CorruptPageError. */
function readWindow(head: Head, { members, ...row }: WindowRow): { window: SealedWindow; highestRef: number } {
  const directory = decodeDirectory(row.directory);
  let highestRef = 0;
  decodeMembers(members, (ref, lastMs) => {
    if (ref <= head.index.count) head.markClosed(ref - 1, directory.minTimeMs, lastMs);
    highestRef = Math.max(highestRef, ref);
  });
  return { window: { ...row, directory }, highestRef };
}

/** Answers the highest ref that fresh pages name. */
async function loadFresh(target: RecoverTarget): Promise<number> {
  let highestRef = 0;
  for await (const row of target.tables.fresh.readAll()) {
    const { id, data } = row;
    target.fresh.reserveIds(id);
    try {
      const page = parseSeriesPage(data);
      addFresh(target, row, page);
      for (const ref of page.entryOf.keys()) highestRef = Math.max(highestRef, ref);
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      target.onDamage(`fresh page ${id}: ${error.message}`);
    }
  }
  return highestRef;
}

function addFresh(target: RecoverTarget, row: FreshPageRow, page: SeriesPage): void {
  const slots: number[] = [];
  let minTimeMs = Infinity;
  let maxTimeMs = -Infinity;
  let samples = 0;
  for (const [ref, entry] of page.entryOf) {
    const times = page.columns[page.columnOf[entry] as number] ?? new Float64Array(0);
    const piece = pieceOfPage(page, entry, times, -Infinity, Infinity);
    if (piece === undefined || ref < 1 || ref > target.head.index.count) continue;
    const first = times[piece.rowFrom] as number;
    const last = times[piece.rowTo - 1] as number;
    target.head.markClosed(ref - 1, first, last);
    slots.push(ref - 1);
    samples += piece.count;
    minTimeMs = Math.min(minTimeMs, first);
    maxTimeMs = Math.max(maxTimeMs, last);
  }
  target.fresh.addStored(row.id, {
    class: row.class,
    windowStartMs: row.windowStartMs,
    slots: Uint32Array.from(slots).sort(),
    minTimeMs,
    maxTimeMs,
    samples,
    firstSequence: 0,
    addedMs: target.now(),
  });
}

async function replayLog(target: RecoverTarget): Promise<ReplayResult> {
  const replay = new Replay(target.head, target.metadata, target.onDamage);
  let turnEndsMs = performance.now() + 20;
  for await (const { segment, sequence, data } of target.tables.log.read()) {
    target.setLogSequence(sequence);
    target.onSegment(segment, sequence);
    replay.row(segment, sequence, data);
    if (performance.now() < turnEndsMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turnEndsMs = performance.now() + 20;
  }
  return replay.result();
}
