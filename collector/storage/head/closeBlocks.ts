/** Turns open blocks into the pages of their windows, and regroups cohorts whose series do not share their timestamps. */

import { writeStale } from '@/lib/labels/staleness';
import { type Presence, presenceOf } from '../chunkenc/presence';
import { SeriesPageBuilder } from '../chunkenc/seriesPage';
import { CELL_ROWS } from './cells';
import type { Cohort } from './cohort';
import { UintList } from './growable';
import type { Head } from './head';

/** A page is cut when it has this many bytes; STORAGE: 32–128 kB. */
export const PAGE_BYTES = 64 * 1024;

/** Blocks with less than this share of their rows filled hold series with different timestamps. */
const FULL_ENOUGH = 0.5;

/** A page of closed blocks of one window, not stored yet. */
export interface ClosedPage {
  /** Retention class of all its series. */
  readonly class: number;
  readonly windowStartMs: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Series in the page, ascending. */
  readonly refs: Uint32Array;
  readonly minTimeMs: number;
  readonly maxTimeMs: number;
  readonly samples: number;
  /** First log row that has samples of the page. */
  readonly firstSequence: number;
}

/** Closes the open blocks of the cohorts: their samples are in the returned pages and no longer in the head. */
export function closeBlocks(head: Head, cohorts: Iterable<Cohort>, windowMs: number): ClosedPage[] {
  const pages: ClosedPage[] = [];
  const drafts = new Drafts(pages);
  for (const cohort of cohorts) {
    if (cohort.rows === 0) continue;
    for (const rows of rowsByWindow(cohort, windowMs))
      encodeRows(head, cohort, rows, drafts.of(windowOf(cohort, rows, 0, windowMs) * windowMs));
    emptyCohort(head, cohort);
  }
  drafts.finish();
  // Pages are stored in this order. A crash half way must not leave a later page of a series without the earlier one, since
  // replay takes everything up to a series' last stored sample for stored.
  return pages.sort((a, b) => a.windowStartMs - b.windowStartMs);
}

/** Rows in order of time, cut at the borders of windows: nearly always one list of all. */
function rowsByWindow(cohort: Cohort, windowMs: number): Uint8Array[] {
  const order = cohort.sortedRows();
  const out: Uint8Array[] = [];
  let from = 0;
  for (let i = 1; i <= order.length; i++) {
    if (i < order.length && windowOf(cohort, order, i, windowMs) === windowOf(cohort, order, from, windowMs)) continue;
    out.push(order.subarray(from, i));
    from = i;
  }
  return out;
}

function windowOf(cohort: Cohort, order: Uint8Array, i: number, windowMs: number): number {
  return Math.floor((cohort.timestamps[order[i] as number] as number) / windowMs);
}

const timestamps = new Float64Array(CELL_ROWS);
const values = new Float64Array(CELL_ROWS);
const bitmap = new Uint8Array(CELL_ROWS / 8);

function encodeRows(head: Head, cohort: Cohort, rows: Uint8Array, window: WindowDrafts): void {
  for (let i = 0; i < rows.length; i++) timestamps[i] = cohort.timestamps[rows[i] as number] as number;
  window.startColumn(cohort, rows.length);
  for (const slot of cohort.members.view()) {
    const count = gatherSamples(head, head.cellOfSlot(slot), rows);
    if (count === 0) continue;
    const presence = presenceOf(bitmap, rows.length);
    window.ofClass(head.classOf(slot)).addSeries(head.index.refOf(slot), presence, count);
    const first = timestamps[presence?.from ?? 0] as number;
    const last = timestamps[(presence?.to ?? rows.length) - 1] as number;
    head.markClosed(slot, first, last);
  }
}

/** Copies the samples of a cell in these rows to `values`, their rows to `bitmap`, and returns how many there are. */
function gatherSamples(head: Head, cell: number, rows: Uint8Array): number {
  const { cells } = head;
  const hasStale = cells.hasStale(cell);
  bitmap.fill(0);
  let count = 0;
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    if (!cells.has(cell, row)) continue;
    bitmap[i >>> 3] = (bitmap[i >>> 3] as number) | (1 << (i & 7));
    if (hasStale && cells.isStale(cell, row)) writeStale(values, count);
    else values[count] = cells.value(cell, row);
    count++;
  }
  return count;
}

/** The pages being filled, by window. */
class Drafts {
  private readonly windows = new Map<number, WindowDrafts>();

  constructor(private readonly pages: ClosedPage[]) {}

  of(windowStartMs: number): WindowDrafts {
    let window = this.windows.get(windowStartMs);
    if (window === undefined) {
      window = new WindowDrafts(windowStartMs, this.pages);
      this.windows.set(windowStartMs, window);
    }
    return window;
  }

  finish(): void {
    for (const window of this.windows.values()) window.finish();
  }
}

/** The pages being filled for one window, by retention class. */
class WindowDrafts {
  private readonly drafts = new Map<number, PageDraft>();
  private newest: PageDraft | undefined;
  private cohort: Cohort | undefined;
  private rows = 0;

  constructor(
    private readonly windowStartMs: number,
    private readonly pages: ClosedPage[],
  ) {}

  /** The next series have the rows in `timestamps[0..rows)`. */
  startColumn(cohort: Cohort, rows: number): void {
    this.cohort = cohort;
    this.rows = rows;
    for (const draft of this.drafts.values()) draft.startColumn(cohort, rows);
  }

  /** Neighbours mostly have the same class. */
  ofClass(retentionClass: number): PageDraft {
    if (this.newest?.retentionClass === retentionClass) return this.newest;
    let draft = this.drafts.get(retentionClass);
    if (draft === undefined) {
      draft = new PageDraft(retentionClass, this.windowStartMs, this.pages);
      if (this.cohort) draft.startColumn(this.cohort, this.rows);
      this.drafts.set(retentionClass, draft);
    }
    this.newest = draft;
    return draft;
  }

  finish(): void {
    for (const draft of this.drafts.values()) draft.finish();
  }
}

/** The page being filled for one window and class. A column is written to each page that has series of it. */
class PageDraft {
  private readonly builder = new SeriesPageBuilder();
  private readonly refs = new UintList(64);
  private column = -1;
  private rows = 0;
  private minTimeMs = Infinity;
  private maxTimeMs = -Infinity;
  private samples = 0;
  private firstSequence = Infinity;
  private cohortSequence = 0;

  constructor(
    readonly retentionClass: number,
    private readonly windowStartMs: number,
    private readonly pages: ClosedPage[],
  ) {}

  startColumn(cohort: Cohort, rows: number): void {
    this.column = -1;
    this.rows = rows;
    this.cohortSequence = cohort.firstSequence;
  }

  addSeries(ref: number, presence: Presence | undefined, count: number): void {
    if (this.builder.size >= PAGE_BYTES) this.finish();
    if (this.column < 0) {
      this.column = this.builder.addColumn(timestamps, this.rows);
      this.minTimeMs = Math.min(this.minTimeMs, timestamps[0] as number);
      this.maxTimeMs = Math.max(this.maxTimeMs, timestamps[this.rows - 1] as number);
      this.firstSequence = Math.min(this.firstSequence, this.cohortSequence);
    }
    this.builder.addSeries(ref, this.column, presence, values, count);
    this.refs.push(ref);
    this.samples += count;
  }

  finish(): void {
    if (this.builder.series === 0) return;
    const { windowStartMs, minTimeMs, maxTimeMs, samples, firstSequence } = this;
    const refs = this.refs.view().slice().sort();
    this.pages.push({
      class: this.retentionClass,
      windowStartMs,
      bytes: this.builder.finish(),
      refs,
      minTimeMs,
      maxTimeMs,
      samples,
      firstSequence,
    });
    this.refs.clear();
    this.column = -1;
    this.minTimeMs = Infinity;
    this.maxTimeMs = -Infinity;
    this.samples = 0;
    this.firstSequence = Infinity;
  }
}

function emptyCohort(head: Head, cohort: Cohort): void {
  const members = cohort.members.view().slice();
  const groups = groupByPresence(head, members);
  const scattered = cohort.samples < FULL_ENOUGH * cohort.rows * members.length && groups.size > 1;
  const largest = Math.max(...[...groups.values()].map((group) => group.length));
  cohort.members.clear();
  cohort.clearRows();
  let stays = false;
  for (const group of groups.values()) {
    const keep: boolean = !scattered || (!stays && group.length === largest);
    if (keep) stays = true;
    const home = keep ? cohort : head.split(cohort);
    for (let i = 0; i < group.length; i++) {
      head.cells.clear(head.cellOfSlot(group.at(i)));
      head.move(group.at(i), home);
    }
    home.openedAtMs = cohort.openedAtMs;
  }
}

/** Members by the rows they have samples in. Those without any give their cell back and are in no group. */
function groupByPresence(head: Head, members: Uint32Array): Map<string, UintList> {
  const groups = new Map<string, UintList>();
  let lastLow = 0;
  let lastHigh = 0;
  let group: UintList | undefined;
  for (const slot of members) {
    const cell = head.cellOfSlot(slot);
    const low = head.cells.presentLow(cell);
    const high = head.cells.presentHigh(cell);
    if (low === 0 && high === 0) {
      head.releaseCell(slot);
      continue;
    }
    if (group === undefined || low !== lastLow || high !== lastHigh) {
      const name = `${low},${high}`;
      group = groups.get(name) ?? new UintList(64);
      groups.set(name, group);
      lastLow = low;
      lastHigh = high;
    }
    group.push(slot);
  }
  return groups;
}
