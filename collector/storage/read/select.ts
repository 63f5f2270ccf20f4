import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SeriesPage } from '../chunkenc/seriesPage';
import { refOfSlot } from '../head/closeBlocks';
import type { Head } from '../head/head';
import { forEachShared, sharesSlot } from '../head/sortedSlots';
import { findPart } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import { QueryAbortedError, type SeriesColumns, type SeriesSet, TooManySamplesError } from '../storage';
import { RAW_TIER } from '../tiers';
import type { FreshPage, FreshPages } from './freshPages';
import { HeadSnapshot } from './headPieces';
import type { PageLoader } from './pageLoader';
import { type Piece, PieceJoiner, pieceOfPage } from './pieces';
import type { Turns } from './turns';
import type { WindowSet } from './windowSet';

/** What a select reads. `windows` is replaced, never changed, so that holding it holds a state. */
export interface ReadState {
  readonly head: Head;
  readonly fresh: FreshPages;
  readonly windows: WindowSet;
  readonly loader: PageLoader;
  readonly turns: Turns;
  readonly log: { readonly isAway: boolean };
}

/** How long series are decoded before scrapes and other queries get a turn. */
const TURN_MS = 8;

/**
 * Reads the samples of some series in an interval. What it reads is fixed before it first waits: open blocks are copied,
 * fresh pages and window generations listed, so that sealing meanwhile neither hides nor doubles a sample. The caller keeps
 * what is listed from being deleted (views.ts).
 *
 * @param slots ascending
 */
export class Select {
  private readonly pieces: (Piece[] | undefined)[];
  private readonly headPieces: (Piece | undefined)[];
  private readonly freshPages: readonly FreshPage[];
  private readonly windows: readonly SealedWindow[];
  private readonly warnings = new Set<string>();
  /** Samples of all pieces. Pieces are encoded: what is too much is known before it is decoded. */
  private samples = 0;
  private maxSamples = Infinity;

  constructor(
    private readonly state: ReadState,
    private readonly slots: Uint32Array,
    private readonly minTimeMs: number,
    private readonly maxTimeMs: number,
    private readonly signal: AbortSignal,
  ) {
    const snapshot = new HeadSnapshot(state.head, minTimeMs, maxTimeMs);
    this.headPieces = Array.from(slots, (slot) => snapshot.piece(slot));
    this.freshPages = [...state.fresh.all()].filter(
      (page) => page.minTimeMs <= maxTimeMs && page.maxTimeMs >= minTimeMs && sharesSlot(page.slots, slots),
    );
    this.windows = state.windows
      .ofTier(RAW_TIER)
      .filter(({ directory }) => directory.minTimeMs <= maxTimeMs && directory.maxTimeMs >= minTimeMs);
    this.pieces = new Array(slots.length);
  }

  /**
   * Rejects with QueryAbortedError. When Postgres cannot be reached, the answer is what is in memory, with a warning that
   * says whether anything is left out.
   */
  async run(maxSamples = Infinity): Promise<SeriesSet> {
    this.maxSamples = maxSamples;
    for (const piece of this.headPieces) if (piece) this.count(piece);
    try {
      for (const window of this.windows) await this.readWindow(window);
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
    return { series: await this.decode(), warnings: [...this.warnings] };
  }

  private async readWindow(window: SealedWindow): Promise<void> {
    this.checkSignal();
    const { loader, head } = this.state;
    const partOf = Int32Array.from(this.slots, (slot) =>
      findPart(window.directory, head.index.metric(slot), refOfSlot(slot)),
    );
    const parts = [...new Set(partOf)].filter((part) => part >= 0);
    if (parts.length === 0) return;
    const columns = await loader.columns(window, this.onDamage);
    if (columns === undefined) return;
    const pages = await loader.sealedPages(window, parts, this.onDamage);
    for (let i = 0; i < this.slots.length; i++) {
      const page = pages.get(partOf[i] as number);
      if (page) this.addPiece(i, page, columns);
    }
  }

  private async readFresh(): Promise<void> {
    this.checkSignal();
    const inMemory = this.freshPages.filter((page) => page.bytes !== undefined);
    const stored = this.freshPages.filter((page) => page.bytes === undefined);
    this.addFresh(inMemory, await this.state.loader.freshPages(inMemory, this.onDamage));
    this.addFresh(stored, await this.state.loader.freshPages(stored, this.onDamage));
  }

  private addFresh(listed: readonly FreshPage[], pages: ReadonlyMap<number, SeriesPage>): void {
    for (const { id, slots } of listed) {
      const page = pages.get(id);
      if (page) forEachShared(slots, this.slots, (i) => this.addPiece(i, page, page.columns));
    }
  }

  private addPiece(i: number, page: SeriesPage, columns: readonly Float64Array[]): void {
    const entry = page.entryOf.get(refOfSlot(this.slots[i] as number));
    if (entry === undefined) return;
    const times = columns[page.columnOf[entry] as number];
    try {
      if (times === undefined)
        throw new CorruptPageError(`timestamp column ${page.columnOf[entry]} of ${columns.length}`);
      const piece = pieceOfPage(page, entry, times, this.minTimeMs, this.maxTimeMs);
      if (piece === undefined) return;
      this.count(piece);
      const pieces = this.pieces[i];
      if (pieces === undefined) this.pieces[i] = [piece];
      else pieces.push(piece);
    } catch (error) {
      this.noteDamage(error);
    }
  }

  private count(piece: Piece): void {
    this.samples += piece.count;
    if (this.samples > this.maxSamples) throw new TooManySamplesError(this.samples);
  }

  private async decode(): Promise<SeriesColumns[]> {
    const joiner = new PieceJoiner();
    const out: SeriesColumns[] = [];
    let turnEndsMs = performance.now() + TURN_MS;
    for (let i = 0; i < this.slots.length; i++) {
      if (i % 64 === 63 && performance.now() > turnEndsMs) {
        await new Promise((resolve) => setImmediate(resolve));
        this.checkSignal();
        turnEndsMs = performance.now() + TURN_MS;
      }
      const series = this.decodeSeries(i, joiner);
      if (series) out.push(series);
    }
    return out;
  }

  private decodeSeries(i: number, joiner: PieceJoiner): SeriesColumns | undefined {
    const pieces = this.pieces[i] ?? [];
    const newest = this.headPieces[i];
    if (newest) pieces.push(newest);
    if (pieces.length === 0) return undefined;
    const slot = this.slots[i] as number;
    try {
      const columns = joiner.join(pieces);
      return { ref: refOfSlot(slot), labels: this.state.head.index.labels(slot), ...columns };
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
