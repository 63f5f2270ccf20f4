import type { Labels } from '@/lib/labels/labels';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SeriesPage } from '../chunkenc/seriesPage';
import type { Head } from '../head/head';
import { forEachShared, sharesSlot } from '../head/sortedSlots';
import { findPart } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import type { Deletions, Interval } from '../retention/deletions';
import {
  type MetricMetadata,
  QueryAbortedError,
  type ResolutionMs,
  type SelectHints,
  type SeriesColumns,
  type SeriesSet,
  TooManySamplesError,
} from '../storage';
import { RAW_TIER, TIERS } from '../tiers';
import { isAnsweredByTiers } from '../tiers/choose';
import type { FreshPage, FreshPages } from './freshPages';
import { HeadSnapshot } from './headPieces';
import { latePieces } from './latePieces';
import type { PageLoader } from './pageLoader';
import { type Piece, PieceJoiner, pieceOfPage } from './pieces';
import { planReading, type ReadPlan, type WindowPart } from './readPlan';
import { TierJoiner } from './tierJoiner';
import { type TierPiece, tierPiecesOf } from './tierPieces';
import type { Turns } from './turns';
import type { WindowSet } from './windowSet';

/** What a select reads. `windows` is replaced, never changed, so that holding it holds a state. */
export interface ReadState {
  readonly head: Head;
  readonly fresh: FreshPages;
  readonly windows: WindowSet;
  readonly loader: PageLoader;
  readonly deletions: Deletions;
  readonly turns: Turns;
  readonly log: { readonly isAway: boolean };
  readonly metadata: { all(): ReadonlyMap<string, readonly MetricMetadata[]> };
}

/** A series to read: one label set under one name, or several when it left memory and came back. */
export interface WantedSeries {
  /** Asked for at the end, and only when the series has samples. */
  labels(): Labels;
  readonly metric: string;
  /** Ascending. Pages know the series by these. */
  readonly refs: readonly number[];
  /** Its place in the head, -1 when it is not in memory. The open view keeps it from being given to another series. */
  readonly slot: number;
}

/** How long series are decoded before scrapes and other queries get a turn. */
const TURN_MS = 8;

/**
 * Reads the samples of some series in an interval. What it reads is fixed before it first waits: open blocks are copied,
 * fresh pages and window generations listed, so that sealing meanwhile neither hides nor doubles a sample. The caller keeps
 * what is listed from being deleted (views.ts).
 */
export class Select {
  /** The refs of all wanted series, ascending, and the number in `wanted` of each one's series. */
  private readonly refs: Uint32Array;
  private readonly owners: Uint32Array;
  private readonly pieces: (Piece[] | undefined)[];
  private readonly headPieces: (Piece | undefined)[];
  /** Late samples, by the number of the series in `wanted`. */
  private readonly latePieces: ReadonlyMap<number, readonly Piece[]>;
  private readonly freshPages: readonly FreshPage[];
  private readonly plan: ReadPlan;
  /** Buckets of tiers, by the number of the series in `wanted`, in order of time. */
  private readonly tierPieces = new Map<number, TierPiece[]>();
  private coarsestTier = RAW_TIER;
  private approximate = false;
  private readonly deletions: Deletions;
  private readonly warnings = new Set<string>();
  /** Samples of all pieces. Pieces are encoded: what is too much is known before it is decoded. */
  private samples = 0;
  private maxSamples = Infinity;

  constructor(
    private readonly state: ReadState,
    private readonly wanted: readonly WantedSeries[],
    private readonly minTimeMs: number,
    private readonly maxTimeMs: number,
    private readonly hints: SelectHints,
    private readonly signal: AbortSignal,
  ) {
    const snapshot = new HeadSnapshot(state.head, minTimeMs, maxTimeMs);
    this.headPieces = wanted.map(({ slot }) => (slot < 0 ? undefined : snapshot.piece(slot)));
    ({ refs: this.refs, owners: this.owners } = sortedRefs(wanted));
    this.latePieces = latePieces(state.head.late, wanted, minTimeMs, maxTimeMs);
    this.freshPages = [...state.fresh.all()].filter(
      (page) => page.minTimeMs <= maxTimeMs && page.maxTimeMs >= minTimeMs && sharesSlot(page.refs, this.refs),
    );
    const metrics = new Set(wanted.map(({ metric }) => metric));
    this.plan = planReading(state.windows, metrics, state.metadata.all(), hints, minTimeMs, maxTimeMs);
    this.deletions = state.deletions;
    this.pieces = new Array(wanted.length);
  }

  /**
   * Rejects with QueryAbortedError. When Postgres cannot be reached, the answer is what is in memory, with a warning that
   * says whether anything is left out.
   */
  async run(): Promise<SeriesSet> {
    this.maxSamples = this.hints.maxSamples ?? Infinity;
    for (const piece of this.headPieces) if (piece) this.count(piece);
    for (const pieces of this.latePieces.values()) for (const piece of pieces) this.count(piece);
    try {
      for (const part of this.plan.tiers) await this.readTier(part);
      for (const part of this.plan.raw) await this.readWindow(part);
    } catch (error) {
      this.noteUnreachable(error);
    }
    try {
      await this.readFresh();
    } catch (error) {
      this.noteUnreachable(error);
    }
    if (this.state.log.isAway && this.warnings.size === 0) {
      this.warnings.add('Postgres cannot be reached: the newest samples are in memory only');
    }
    const series = await this.decode();
    return { series, warnings: [...this.warnings], ...this.resolution() };
  }

  private resolution(): Pick<SeriesSet, 'resolutionMs' | 'approximate'> {
    const resolutionMs: ResolutionMs = TIERS[this.coarsestTier]?.resolutionMs ?? 0;
    if (resolutionMs === 0) return {};
    return this.approximate ? { resolutionMs, approximate: true } : { resolutionMs };
  }

  private async readTier({ window, ...interval }: WindowPart): Promise<void> {
    this.checkSignal();
    const partOf = this.partsOf(window);
    const parts = [...new Set(partOf)].filter((part) => part >= 0);
    const pages = await this.state.loader.tierPages(window, parts, this.onDamage);
    // The first bucket has what came before its stamp.
    const around = { ...interval, fromMs: interval.fromMs - (TIERS[window.tier]?.resolutionMs ?? 0) };
    const deleted = this.deletions.ofPages(window.deletionsUntil, around);
    for (let i = 0; i < this.refs.length; i++) {
      const page = pages.get(partOf[i] as number);
      const ref = this.refs[i] as number;
      const entry = page?.entryOf.get(ref);
      if (page === undefined || entry === undefined) continue;
      const gone = deleted.isEmpty ? [] : deleted.deletedOf(ref, around);
      for (const piece of tierPiecesOf(page, entry, window, interval, gone)) this.addTierPiece(i, window.tier, piece);
    }
  }

  private addTierPiece(i: number, tier: number, piece: TierPiece): void {
    this.count(piece);
    this.coarsestTier = Math.max(this.coarsestTier, tier);
    if (tier > this.plan.coarsestTier || !isAnsweredByTiers(this.hints, piece.counter)) this.approximate = true;
    const owner = this.owners[i] as number;
    const pieces = this.tierPieces.get(owner);
    if (pieces === undefined) this.tierPieces.set(owner, [piece]);
    else pieces.push(piece);
  }

  private partsOf({ directory }: SealedWindow): Int32Array {
    return Int32Array.from(this.refs, (ref, i) => findPart(directory, this.ownerOf(i).metric, ref));
  }

  private async readWindow({ window, ...interval }: WindowPart): Promise<void> {
    this.checkSignal();
    const { loader } = this.state;
    const partOf = this.partsOf(window);
    const parts = [...new Set(partOf)].filter((part) => part >= 0);
    if (parts.length === 0) return;
    const columns = await loader.columns(window, this.onDamage);
    if (columns === undefined) return;
    const pages = await loader.sealedPages(window, parts, this.onDamage);
    const deleted = this.deletions.ofPages(window.deletionsUntil, interval);
    for (let i = 0; i < this.refs.length; i++) {
      const page = pages.get(partOf[i] as number);
      if (page) this.addPieces(i, page, columns, deleted, interval);
    }
  }

  private async readFresh(): Promise<void> {
    this.checkSignal();
    const inMemory = this.freshPages.filter((page) => page.bytes !== undefined);
    const stored = this.freshPages.filter((page) => page.bytes === undefined);
    const waiting = await this.state.loader.freshPages(inMemory, this.onDamage);
    try {
      // The first of two samples of one time counts, as in sealing: pages are stored in the order they were made in.
      this.addFresh(stored, await this.state.loader.freshPages(stored, this.onDamage));
    } finally {
      this.addFresh(inMemory, waiting);
    }
  }

  private addFresh(listed: readonly FreshPage[], pages: ReadonlyMap<number, SeriesPage>): void {
    for (const { id, refs } of listed) {
      const page = pages.get(id);
      if (page === undefined) continue;
      const deleted = this.deletions.ofPages(id, this.interval);
      forEachShared(refs, this.refs, (i) => this.addPieces(i, page, page.columns, deleted, this.interval));
    }
  }

  private get interval(): Interval {
    return { fromMs: this.minTimeMs, untilMs: this.maxTimeMs };
  }

  private ownerOf(i: number): WantedSeries {
    return this.wanted[this.owners[i] as number] as WantedSeries;
  }

  /**
   * @param i index in `refs`
   * @param deleted what of the page was deleted after it was made
   */
  private addPieces(
    i: number,
    page: SeriesPage,
    columns: readonly Float64Array[],
    deleted: Deletions,
    interval: Interval,
  ): void {
    const ref = this.refs[i] as number;
    const entry = page.entryOf.get(ref);
    if (entry === undefined) return;
    const times = columns[page.columnOf[entry] as number];
    try {
      if (times === undefined)
        throw new CorruptPageError(`timestamp column ${page.columnOf[entry]} of ${columns.length}`);
      if (deleted.isEmpty) this.addPiece(i, pieceOfPage(page, entry, times, interval.fromMs, interval.untilMs));
      else {
        for (const { fromMs, untilMs } of deleted.keptOf(ref, interval)) {
          this.addPiece(i, pieceOfPage(page, entry, times, fromMs, untilMs));
        }
      }
    } catch (error) {
      this.noteDamage(error);
    }
  }

  private addPiece(i: number, piece: Piece | undefined): void {
    if (piece === undefined) return;
    this.count(piece);
    const owner = this.owners[i] as number;
    const pieces = this.pieces[owner];
    if (pieces === undefined) this.pieces[owner] = [piece];
    else pieces.push(piece);
  }

  private count(piece: { readonly count: number }): void {
    this.samples += piece.count;
    if (this.samples > this.maxSamples) throw new TooManySamplesError(this.samples);
  }

  private async decode(): Promise<SeriesColumns[]> {
    const joiner = new PieceJoiner();
    const tierJoiner = new TierJoiner(this.hints);
    const out: SeriesColumns[] = [];
    let turnEndsMs = performance.now() + TURN_MS;
    for (let i = 0; i < this.wanted.length; i++) {
      if (i % 64 === 63 && performance.now() > turnEndsMs) {
        await new Promise((resolve) => setImmediate(resolve));
        this.checkSignal();
        turnEndsMs = performance.now() + TURN_MS;
      }
      const series = this.decodeSeries(i, joiner, tierJoiner);
      if (series) out.push(series);
    }
    return out;
  }

  private decodeSeries(i: number, joiner: PieceJoiner, tierJoiner: TierJoiner): SeriesColumns | undefined {
    const pieces = this.pieces[i] ?? [];
    const newest = this.headPieces[i];
    if (newest) pieces.push(newest);
    // Last: of two samples with one time the first one that came counts.
    pieces.push(...(this.latePieces.get(i) ?? []));
    const tierPieces = this.tierPieces.get(i);
    if (pieces.length === 0 && tierPieces === undefined) return undefined;
    const { refs, labels } = this.wanted[i] as WantedSeries;
    try {
      const raw = pieces.length > 0 ? joiner.join(pieces) : undefined;
      const columns = tierPieces ? tierJoiner.join(tierPieces, raw) : raw;
      if (columns === undefined) return undefined;
      return { ref: refs[refs.length - 1] as number, labels: labels(), ...columns };
    } catch (error) {
      this.noteDamage(error);
      return undefined;
    }
  }

  private checkSignal(): void {
    if (this.signal.aborted) throw new QueryAbortedError('the query was aborted', { cause: this.signal.reason });
  }

  private readonly onDamage = (message: string): void => {
    this.warnings.add(`stored samples are damaged and left out: ${message}`);
  };

  private noteDamage(error: unknown): void {
    if (!(error instanceof CorruptPageError)) throw error;
    this.onDamage(error.message);
  }

  private noteUnreachable(error: unknown): void {
    if (error instanceof QueryAbortedError || error instanceof TooManySamplesError) throw error;
    this.warnings.add('Postgres cannot be reached: the answer has only the samples in memory');
  }
}

function sortedRefs(wanted: readonly WantedSeries[]): { refs: Uint32Array; owners: Uint32Array } {
  const pairs = wanted.flatMap(({ refs }, owner) => refs.map((ref) => ({ ref, owner }))).sort((a, b) => a.ref - b.ref);
  return { refs: Uint32Array.from(pairs, ({ ref }) => ref), owners: Uint32Array.from(pairs, ({ owner }) => owner) };
}
