/** Brings the store's memory back from Postgres at start: series, metadata, what pages there are, and the log. */
import { CorruptPageError } from './chunkenc/corruptPageError';
import { parseSeriesPage, type SeriesPage } from './chunkenc/seriesPage';
import type { KeptExemplar } from './exemplars/exemplarCodec';
import type { Exemplars } from './exemplars/exemplars';
import { loadExemplars } from './exemplars/loadExemplars';
import type { Head } from './head/head';
import type { MetadataStore } from './head/metadataStore';
import { Replay, type ReplayResult } from './log/replay';
import { countPages, decodeDirectory, decodeMembers } from './postgres/directory';
import type { FreshPageRow } from './postgres/freshPages';
import type { SealedWindow, WindowRow } from './postgres/sealedPages';
import type { StoreTables } from './postgres/tables';
import type { FreshPages } from './read/freshPages';
import { pieceOfPage } from './read/pieces';
import { WindowSet, windowKeyName } from './read/windowSet';
import type { Deletions } from './retention/deletions';
import { NOT_STARTED, type StartProgress } from './startProgress';
import { TIERS } from './tiers';

/** Blocks that replay fills are closed; their pages are stored when they take so much memory. */
const MAX_WAITING_BYTES = 32 << 20;
const STORE_PAGES = 64;
const STORE_BYTES = 8 << 20;

export interface RecoverTarget {
  readonly head: Head;
  readonly metadata: MetadataStore;
  readonly exemplars: Exemplars;
  readonly maxExemplars: number;
  readonly fresh: FreshPages;
  readonly deletions: Deletions;
  readonly tables: StoreTables;
  /** Names of windows that cannot be read. */
  readonly damagedWindows: Set<string>;
  now(): number;
  onDamage(message: string): void;
  onProgress(progress: StartProgress): void;
  /** The sequence of the log row that replay is at; the head asks for it. */
  setLogSequence(sequence: number): void;
  /** A row of the log was replayed. */
  onRow(segment: number, sequence: number, samples: number): void;
}

export interface Recovered {
  /** Series up to this ref are in blocks; later ones are only in the log. */
  readonly savedRef: number;
  readonly windows: WindowSet;
  readonly replayed: ReplayResult;
}

/** Order matters: series first, since everything else names them; pages before the log, which repeats some of them. */
export async function recover(target: RecoverTarget): Promise<Recovered> {
  const { tables, head } = target;
  target.onProgress({ ...NOT_STARTED, phase: 'series' });
  await tables.sealed.deleteUnpublished();
  const savedRef = await tables.series.load((ref, labels) => head.restoreSeries(ref, labels), target.onDamage);
  head.index.reserveRefs(savedRef);
  await tables.metadata.load(target.metadata, target.onDamage);
  await loadExemplars(target.exemplars.ring, target.maxExemplars, tables.exemplars, target.onDamage);
  target.onProgress({ ...NOT_STARTED, phase: 'pages' });
  const windows = await loadWindows(target);
  await loadFresh(target);
  const replayed = await replayLog(target);
  return { savedRef, windows, replayed };
}

async function loadWindows(target: RecoverTarget): Promise<WindowSet> {
  let windows = WindowSet.EMPTY;
  const { sealed } = target.tables;
  const stored = await sealed.countPages();
  for await (const row of sealed.readWindows()) {
    target.fresh.reserveIds(Math.max(row.mergedFresh, row.deletionsUntil));
    try {
      const window = readWindow(target.head, row);
      windows = windows.with(window);
      // The process ended between publishing a generation and removing what it replaced.
      if ((stored.get(windowKeyName(row)) ?? 0) > countPages(window.directory)) await sealed.deleteReplaced(window);
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      target.damagedWindows.add(windowKeyName(row));
      target.onDamage(`window ${windowKeyName(row)}: ${error.message}`);
      continue;
    }
    await target.tables.fresh.deleteMerged(row, row.mergedFresh);
  }
  return windows;
}

/** Throws CorruptPageError. */
function readWindow(head: Head, { members, ...row }: WindowRow): SealedWindow {
  const directory = decodeDirectory(row.directory, row.generation);
  // A bucket answers at its right end; the samples in it may have come a while before, but those only raw windows give.
  const firstMs = directory.minTimeMs + Math.max(0, (TIERS[row.tier]?.resolutionMs ?? 0) - 1);
  decodeMembers(members, (ref, lastMs) => noteStored(head, ref, Math.min(firstMs, lastMs), lastMs));
  return { ...row, directory };
}

/**
 * A page has samples of a series. One that is not in memory was dropped, or lost its labels with a damaged block or with a
 * log row that a crash kept from being committed: its ref must not go to another one.
 */
function noteStored(head: Head, ref: number, fromMs: number, untilMs: number): void {
  const slot = head.index.slotOf(ref);
  if (slot >= 0) head.markClosed(slot, fromMs, untilMs);
  else head.index.reserveRefs(ref);
}

async function loadFresh(target: RecoverTarget): Promise<void> {
  for await (const row of target.tables.fresh.readAll()) {
    const { id, data } = row;
    target.fresh.reserveIds(id);
    try {
      addFresh(target, row, parseSeriesPage(data));
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      target.onDamage(`fresh page ${id}: ${error.message}`);
    }
  }
}

function addFresh(target: RecoverTarget, row: FreshPageRow, page: SeriesPage): void {
  const refs: number[] = [];
  let minTimeMs = Infinity;
  let maxTimeMs = -Infinity;
  let samples = 0;
  for (const [ref, entry] of page.entryOf) {
    const times = page.columns[page.columnOf[entry] as number] ?? new Float64Array(0);
    const piece = pieceOfPage(page, entry, times, -Infinity, Infinity);
    if (piece === undefined) continue;
    const first = times[piece.rowFrom] as number;
    const last = times[piece.rowTo - 1] as number;
    noteStored(target.head, ref, first, last);
    const slot = target.head.index.slotOf(ref);
    // It stays in memory until the page is sealed.
    if (slot >= 0) target.head.noteUse(slot);
    refs.push(ref);
    samples += piece.count;
    minTimeMs = Math.min(minTimeMs, first);
    maxTimeMs = Math.max(maxTimeMs, last);
  }
  target.fresh.addStored(row.id, {
    class: row.class,
    windowStartMs: row.windowStartMs,
    refs: Uint32Array.from(refs).sort(),
    minTimeMs,
    maxTimeMs,
    samples,
    firstSequence: 0,
    addedMs: target.now(),
  });
}

async function replayLog(target: RecoverTarget): Promise<ReplayResult> {
  let replayedSequence = 0;
  const onExemplar = ({ series, exemplar }: KeptExemplar) => {
    const of = { ref: undefined, labels: series, impliedTime: false };
    target.exemplars.add(of, exemplar, { sequence: replayedSequence, nowMs: target.now() });
  };
  const replay = new Replay(target.head, target.metadata, target.onDamage, onExemplar, (ref, timestampMs, sequence) =>
    target.deletions.hasLogged(ref, timestampMs, sequence),
  );
  let turnEndsMs = performance.now() + 20;
  const keys = await target.tables.log.list();
  const firstRow = keys[0]?.sequence ?? 0;
  const lastRow = keys[keys.length - 1]?.sequence ?? 0;
  for await (const { segment, sequence, data } of target.tables.log.read(keys)) {
    target.onProgress({ phase: 'log', firstRow, lastRow, currentRow: sequence });
    target.setLogSequence(sequence);
    replayedSequence = sequence;
    target.onRow(segment, sequence, replay.row(segment, sequence, data));
    if (target.fresh.waitingBytes > MAX_WAITING_BYTES) await storePages(target);
    if (performance.now() < turnEndsMs) continue;
    await new Promise((resolve) => setImmediate(resolve));
    turnEndsMs = performance.now() + 20;
  }
  return replay.result();
}

/** The log keeps its rows until its segment is cut: a crash now finds the samples in both, as ever. */
async function storePages({ fresh, tables }: RecoverTarget): Promise<void> {
  for (;;) {
    const pages = fresh.nextToStore(STORE_PAGES, STORE_BYTES);
    if (pages.length === 0) return;
    await tables.fresh.insert(
      pages.flatMap(({ id, class: retentionClass, windowStartMs, bytes }) =>
        bytes ? [{ id, class: retentionClass, windowStartMs, data: bytes }] : [],
      ),
    );
    fresh.markStored(pages);
  }
}
