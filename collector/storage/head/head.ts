import type { Labels } from '@/lib/labels/labels';
import { DEFAULT_LIMITS } from '../limits';
import type { CohortKey } from '../storage';
import { Cells } from './cells';
import { Cohort, cohortName } from './cohort';
import { growFloat64, growInt32, growUint8 } from './growable';
import { LateSamples, type LateWindow } from './lateSamples';
import { SeriesIndex } from './seriesIndex';
import { SeriesUse } from './seriesUse';

/** What the head needs of its surroundings. */
export interface HeadEvents {
  nowMs(): number;
  /** Sequence of the log row that the samples put now are in. */
  logSequence(): number;
  /** A block has no room for another row: must close it before it returns. */
  onFull(cohort: Cohort): void;
  /** There are too many late samples: must close the window before it returns. Absent: they grow without bound. */
  onLateFull?(window: LateWindow): void;
  /** Retention class of a new series; absent: the default class for all. */
  classOf?(labels: Labels): number;
}

/**
 * What becomes of a sample. `ok`: it is in an open block; `late`: it is taken, but lies before what its series has in closed
 * blocks; `equal`: the series has the very same one, so there is nothing to do.
 */
export type PutOutcome = 'ok' | 'late' | 'equal' | 'duplicate' | 'outOfOrder' | 'tooOld';

export interface HeadOptions {
  readonly windowMs: number;
  readonly maxLateBytes: number;
  readonly outOfOrderWindowMs: number;
}

/** What is known of a series' newest value, which outlives the block it is in. */
const UNKNOWN = 0;
const NUMBER = 1;
const STALE = 2;

/**
 * The newest samples of every series, in memory: the series index, and per cohort one open block of rows. It knows nothing
 * of logs and pages; closing blocks is closeBlocks.ts.
 */
export class Head {
  readonly index = new SeriesIndex();
  readonly cells = new Cells();
  private readonly use = new SeriesUse();
  readonly late: LateSamples;
  /** How far a sample may lie behind the newest one of its series; 0: samples must come in order. */
  outOfOrderWindowMs: number;
  /** By id; undefined where a cohort was dropped. */
  private readonly cohorts: (Cohort | undefined)[] = [];
  private readonly cohortByName = new Map<string, Cohort>();
  private cohortOf = new Int32Array(256).fill(-1);
  private cellOf = new Int32Array(256).fill(-1);
  private firstMs = new Float64Array(256).fill(Infinity);
  private lastMs = new Float64Array(256).fill(-Infinity);
  private lastValue = new Float64Array(256);
  private lastKind = new Uint8Array(256);
  /** Retention class by slot. */
  private classes = new Uint8Array(256);
  private closedMs = new Float64Array(256).fill(-Infinity);

  constructor(
    private readonly events: HeadEvents,
    { windowMs, maxLateBytes, outOfOrderWindowMs }: HeadOptions = DEFAULT_LIMITS,
  ) {
    this.outOfOrderWindowMs = outOfOrderWindowMs;
    this.late = new LateSamples({
      windowMs,
      maxBytes: maxLateBytes,
      nowMs: () => events.nowMs(),
      logSequence: () => events.logSequence(),
    });
  }

  /** Adds a series whose labels are not in the index yet. */
  addSeries(labels: Labels): number {
    return this.enter(this.index.add(labels), labels, this.events.nowMs());
  }

  /**
   * Adds a series under the ref it was given once; one that is known already is left as it is. When the labels are known
   * under another ref, the series was dropped and came back: the later ref counts, and what is stored under the earlier one
   * says nothing of what can be taken.
   */
  restoreSeries(ref: number, labels: Labels): void {
    this.index.reserveRefs(ref);
    if (this.index.slotOf(ref) >= 0) return;
    const slot = this.index.find(labels);
    if (slot < 0) {
      this.enter(this.index.add(labels, ref), labels, 0);
    } else if (this.index.refOf(slot) < ref) {
      this.index.rename(slot, ref);
      if (this.cellOfSlot(slot) < 0) this.forgetSamples(slot);
    }
  }

  /** Keeps a series without an open block from being taken for idle: a sample of it is on its way. */
  noteUse(slot: number): void {
    this.use.note(slot, this.events.nowMs());
  }

  /** Since when a series has been of no use, ms; Infinity while it has a cell. */
  idleSinceMs(slot: number): number {
    if ((this.cellOf[slot] as number) >= 0) return Infinity;
    return Math.max(this.use.lastMs(slot), Math.min(this.lastMs[slot] as number, this.events.nowMs()));
  }

  /** Times of the first and last sample known of a series, inclusive; Infinity and -Infinity when there is none. */
  timeRangeOf(slot: number): { readonly firstMs: number; readonly lastMs: number } {
    return { firstMs: this.firstMs[slot] as number, lastMs: this.lastMs[slot] as number };
  }

  /** Takes an idle series out of memory; `index.reclaim` must follow when nobody holds its slot any more. */
  hideSeries(slot: number): void {
    if ((this.cellOf[slot] as number) >= 0) throw new Error(`BUG: the series in slot ${slot} has a cell`);
    this.index.hide(slot);
    this.cohortOf[slot] = -1;
    this.forgetSamples(slot);
  }

  private forgetSamples(slot: number): void {
    this.firstMs[slot] = Infinity;
    this.lastMs[slot] = -Infinity;
    this.closedMs[slot] = -Infinity;
    this.lastKind[slot] = UNKNOWN;
  }

  /** Moves a series to another retention class: its blocks go there from now on, the open one too. */
  setClass(slot: number, retentionClass: number): void {
    this.classes[slot] = retentionClass;
  }

  /** The retention class of a series. */
  classOf(slot: number): number {
    return this.classes[slot] as number;
  }

  cohort(key: CohortKey): Cohort {
    const name = cohortName(key);
    const known = this.cohortByName.get(name);
    if (known) return known;
    const cohort = this.newCohort(key, undefined);
    this.cohortByName.set(name, cohort);
    return cohort;
  }

  /** A cohort for series that turned out to have other timestamps than the rest of `parent`. */
  split(parent: Cohort): Cohort {
    return this.newCohort(parent.key, parent.root);
  }

  *openCohorts(): IterableIterator<Cohort> {
    for (const cohort of this.cohorts) if (cohort !== undefined && cohort.rows > 0) yield cohort;
  }

  /** Forgets cohorts without rows that were last opened before `beforeMs`: their targets are gone. */
  dropIdleCohorts(beforeMs: number): void {
    for (const cohort of this.cohorts) {
      if (cohort === undefined || cohort.rows > 0 || cohort.openedAtMs >= beforeMs) continue;
      for (const slot of cohort.members.view()) this.releaseCell(slot, cohort.openedAtMs);
      cohort.members.clear();
      this.cohorts[cohort.id] = undefined;
      if (cohort.root === cohort) this.cohortByName.delete(cohortName(cohort.key));
    }
  }

  /**
   * Whether a sample can be taken, as far as its series decides. Of what is in closed blocks only the newest value is known:
   * a repetition of an earlier sample is late, and dropped when it is merged.
   *
   * @param anyAge of an import or from the log: it need not be in the out-of-order window
   */
  check(slot: number, timestampMs: number, value: number, stale: boolean, anyAge: boolean): PutOutcome {
    const lastMs = this.lastMs[slot] as number;
    if (timestampMs > lastMs) return anyAge && !this.hasOpenSamples(slot) ? 'late' : 'ok';
    if (timestampMs === lastMs && this.lastKind[slot] !== UNKNOWN) {
      return this.isLast(slot, value, stale) ? 'equal' : 'duplicate';
    }
    const isOpen = timestampMs > (this.closedMs[slot] as number) && this.hasOpenSamples(slot);
    const known = isOpen
      ? this.compareOpen(slot, timestampMs, value, stale)
      : this.late.compare(this.index.refOf(slot), this.classOf(slot), timestampMs, value, stale);
    if (known !== undefined) return known;
    if (!anyAge && timestampMs < lastMs) {
      if (this.outOfOrderWindowMs === 0) return 'outOfOrder';
      if (timestampMs < lastMs - this.outOfOrderWindowMs) return 'tooOld';
    }
    return isOpen ? 'ok' : 'late';
  }

  /** What the open block of a series has at a time: the same sample, another one, or none. */
  private compareOpen(
    slot: number,
    timestampMs: number,
    value: number,
    stale: boolean,
  ): 'equal' | 'duplicate' | undefined {
    const cell = this.cellOf[slot] as number;
    const row = this.cohortOfSlot(slot)?.findRow(timestampMs) ?? -1;
    if (row < 0 || !this.cells.has(cell, row)) return undefined;
    const isEqual = this.cells.isStale(cell, row) ? stale : !stale && Object.is(this.cells.value(cell, row), value);
    return isEqual ? 'equal' : 'duplicate';
  }

  private hasOpenSamples(slot: number): boolean {
    const cell = this.cellOf[slot] as number;
    return cell >= 0 && (this.cells.presentLow(cell) !== 0 || this.cells.presentHigh(cell) !== 0);
  }

  /** Makes the value of a series' newest sample known, when a page that was not read has it. */
  restoreLast(slot: number, timestampMs: number, value: number, stale: boolean): void {
    if (timestampMs === this.lastMs[slot] && this.lastKind[slot] === UNKNOWN) this.setLast(slot, value, stale);
  }

  /** Adds one sample. `cohort` is where a series goes that has no open block. */
  put(cohort: Cohort, slot: number, timestampMs: number, value: number, stale: boolean, anyAge = false): PutOutcome {
    const outcome = this.check(slot, timestampMs, value, stale, anyAge);
    if (outcome === 'late') this.putLate(slot, timestampMs, value, stale);
    if (outcome !== 'ok') return outcome;
    if (this.place(cohort, slot, timestampMs, value, stale)) return 'ok';
    // The block was full and is closed, which moves the border of what can still be taken.
    return this.put(cohort, slot, timestampMs, value, stale, anyAge);
  }

  /** Whether a sample is newer than all that the series has. */
  isNewer(slot: number, timestampMs: number): boolean {
    return timestampMs > (this.lastMs[slot] as number);
  }

  /**
   * A late sample never lies after a sample of its series that is still in an open block, so that at start the newest stored
   * sample of a series tells which of those in the log are stored (log/replay.ts).
   */
  private putLate(slot: number, timestampMs: number, value: number, stale: boolean): void {
    this.noteUse(slot);
    const full = this.late.add(this.index.refOf(slot), this.classOf(slot), timestampMs, value, stale);
    if (timestampMs < (this.firstMs[slot] as number)) this.firstMs[slot] = timestampMs;
    if (timestampMs > (this.lastMs[slot] as number)) {
      this.lastMs[slot] = timestampMs;
      this.closedMs[slot] = timestampMs;
      this.setLast(slot, value, stale);
    }
    if (full !== undefined) this.events.onLateFull?.(full);
  }

  /** False when the block was full: it is closed now, and the series perhaps in another cohort. */
  private place(cohort: Cohort, slot: number, timestampMs: number, value: number, stale: boolean): boolean {
    const home = this.homeOf(slot, cohort);
    let row = home.findRow(timestampMs);
    if (row < 0) {
      if (home.isFull) {
        this.events.onFull(home);
        return false;
      }
      if (home.rows === 0) this.open(home);
      row = home.addRow(timestampMs);
    }
    this.cells.put(this.cellFor(slot, home), row, value, stale);
    home.samples++;
    if (timestampMs >= (this.lastMs[slot] as number)) {
      this.lastMs[slot] = timestampMs;
      this.setLast(slot, value, stale);
    }
    if (timestampMs < (this.firstMs[slot] as number)) this.firstMs[slot] = timestampMs;
    return true;
  }

  cohortOfSlot(slot: number): Cohort | undefined {
    return this.cohorts[this.cohortOf[slot] as number];
  }

  /** The cell of a series in its cohort's open block, or -1. */
  cellOfSlot(slot: number): number {
    return this.cellOf[slot] as number;
  }

  /** Moves a series to another cohort; it keeps its cell, which must be empty. */
  move(slot: number, cohort: Cohort): void {
    this.cohortOf[slot] = cohort.id;
    cohort.members.push(slot);
  }

  releaseCell(slot: number, usedMs = this.events.nowMs()): void {
    this.use.note(slot, usedMs);
    this.cells.release(this.cellOf[slot] as number);
    this.cellOf[slot] = -1;
  }

  /** Notes that samples of a series from about `fromMs` to `untilMs` lie in pages: from now on only later ones are taken. */
  markClosed(slot: number, fromMs: number, untilMs: number): void {
    if (untilMs > (this.closedMs[slot] as number)) this.closedMs[slot] = untilMs;
    if (fromMs < (this.firstMs[slot] as number)) this.firstMs[slot] = fromMs;
    if (untilMs <= (this.lastMs[slot] as number)) return;
    this.lastMs[slot] = untilMs;
    this.lastKind[slot] = UNKNOWN;
  }

  /** Whether the first and last sample known of a series enclose a part of an interval. */
  mayHaveSamples(slot: number, minMs: number, maxMs: number): boolean {
    return (this.firstMs[slot] as number) <= maxMs && (this.lastMs[slot] as number) >= minMs;
  }

  /** By bits, but for NaN: which one it is does not survive in JavaScript. */
  private isLast(slot: number, value: number, stale: boolean): boolean {
    const kind = this.lastKind[slot];
    return stale ? kind === STALE : kind === NUMBER && Object.is(this.lastValue[slot], value);
  }

  private setLast(slot: number, value: number, stale: boolean): void {
    this.lastValue[slot] = value;
    this.lastKind[slot] = stale ? STALE : NUMBER;
  }

  private enter(slot: number, labels: Labels, usedMs: number): number {
    this.reserve(slot + 1);
    this.classes[slot] = this.events.classOf?.(labels) ?? 0;
    this.use.note(slot, usedMs);
    return slot;
  }

  private open(cohort: Cohort): void {
    cohort.openedAtMs = this.events.nowMs();
    cohort.firstSequence = this.events.logSequence();
  }

  private newCohort(key: CohortKey, root: Cohort | undefined): Cohort {
    const cohort = new Cohort(this.cohorts.length, key, root);
    cohort.openedAtMs = this.events.nowMs();
    this.cohorts.push(cohort);
    return cohort;
  }

  /** The cohort a sample goes to: the series' own, unless that is closed and of another target. */
  private homeOf(slot: number, cohort: Cohort): Cohort {
    const own = this.cohortOfSlot(slot);
    if (own !== undefined && (own.root === cohort.root || (this.cellOf[slot] as number) >= 0)) return own;
    this.cohortOf[slot] = cohort.id;
    return cohort;
  }

  private cellFor(slot: number, cohort: Cohort): number {
    let cell = this.cellOf[slot] as number;
    if (cell < 0) {
      cell = this.cells.allocate();
      this.cellOf[slot] = cell;
      cohort.members.push(slot);
    }
    return cell;
  }

  private reserve(slots: number): void {
    if (slots <= this.cohortOf.length) return;
    const before = this.cohortOf.length;
    this.cohortOf = growInt32(this.cohortOf, slots).fill(-1, before);
    this.cellOf = growInt32(this.cellOf, slots).fill(-1, before);
    this.firstMs = growFloat64(this.firstMs, slots, Infinity);
    this.lastMs = growFloat64(this.lastMs, slots, -Infinity);
    this.lastValue = growFloat64(this.lastValue, slots, 0);
    this.lastKind = growUint8(this.lastKind, slots);
    this.classes = growUint8(this.classes, slots);
    this.closedMs = growFloat64(this.closedMs, slots, -Infinity);
  }
}
