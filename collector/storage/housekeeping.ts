/** What the store does beside appending and reading: close old blocks, store pages, cut the log, seal, drop old days. */

import { ColdKeeping } from './cold/coldKeeping';
import { ExemplarKeeper } from './exemplars/exemplarKeeper';
import type { Cohort } from './head/cohort';
import { IdleSeries } from './idleSeries';
import { SEGMENTS } from './postgres/headLog';
import type { RepackTable } from './postgres/repackTable';
import type { WindowKey } from './read/windowSet';
import { Repacker } from './retention/repacker';
import type { Retirement } from './retention/retire';
import { Sealer } from './seal/sealer';
import { StorageUnavailableError } from './storage';
import { closeCohorts, closeLateWindows, type StoreState } from './storeState';
import { TierKeeper } from './tiers/tierKeeper';
import { BackgroundWork } from './worker/backgroundWork';

/** Series whose blocks are closed before others get a turn: some 10 ms. */
const SERIES_PER_TURN = 2048;
const STORE_PAGES = 64;
const STORE_BYTES = 8 << 20;
const HOUR_MS = 3_600_000;

export class Housekeeping {
  private readonly sealer: Sealer;
  private readonly sealing: BackgroundWork;
  private readonly exemplarKeeper: ExemplarKeeper;
  private readonly coldKeeping: ColdKeeping;
  private readonly idleSeries: IdleSeries;
  private readonly tierKeeper: TierKeeper;
  private readonly tierBuilding: BackgroundWork;
  private segmentSinceMs: number;
  private savedRef: number;
  private savedMetadata = -1;

  constructor(
    private readonly state: StoreState,
    private readonly retirement: Retirement,
    savedRef: number,
  ) {
    this.sealer = new Sealer(state);
    this.sealing = new BackgroundWork('seal a window', () => this.sealer.sealQuiet(), state);
    this.exemplarKeeper = new ExemplarKeeper(state);
    this.coldKeeping = new ColdKeeping(state);
    this.idleSeries = new IdleSeries(state);
    this.tierKeeper = new TierKeeper(state);
    this.tierBuilding = new BackgroundWork('build a window of a tier', () => this.tierKeeper.buildNext(), state);
    this.segmentSinceMs = state.now();
    this.savedRef = savedRef;
  }

  /** One round; called once a second. Rejects when Postgres fails; the next round takes up what is left. */
  async round(): Promise<void> {
    const { state } = this;
    await this.closeOpenedBefore(state.now() - state.limits.blockMs, state.now() - state.limits.lateMs);
    await this.boundLog();
    state.head.dropIdleCohorts(state.now() - HOUR_MS);
    this.dropOverflow();
    if (state.log.isAway) return;
    if (state.log.hasGap) await this.fillGap();
    await this.storePages();
    await this.exemplarKeeper.round();
    this.rotateLog(this.isSegmentFull() ? 0 : state.limits.logSegmentMs);
    await this.cutLog();
    await this.retirement.round();
    this.sealing.begin();
    await this.idleSeries.round();
    this.coldKeeping.round();
    this.tierBuilding.begin();
  }

  /** Closes all blocks and stores all pages, so that the log is empty. */
  async storeAll(): Promise<void> {
    if (this.state.log.isAway) throw new StorageUnavailableError('Postgres cannot be reached');
    await this.closeOpenedBefore(Infinity, Infinity);
    await this.storePages();
    await this.exemplarKeeper.store();
    this.rotateLog(0);
    await this.cutLog();
  }

  /** Seals every window that has stored pages, the present one too, and builds the tiers up to now; beside the rounds. */
  async sealAll(): Promise<void> {
    await this.sealer.sealAll();
    await this.tierKeeper.buildAll();
  }

  /** Closes blocks and windows of late samples that were opened before these times. */
  private async closeOpenedBefore(blocksMs: number, lateMs: number): Promise<void> {
    await this.close((cohort) => cohort.openedAtMs <= blocksMs);
    for (const window of [...this.state.head.late.all()]) {
      if (window.openedAtMs > lateMs) continue;
      closeLateWindows(this.state, [window]);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  private async close(isDue: (cohort: Cohort) => boolean): Promise<void> {
    let batch: Cohort[] = [];
    let series = 0;
    for (const cohort of [...this.state.head.openCohorts()]) {
      if (!isDue(cohort)) continue;
      batch.push(cohort);
      series += cohort.members.length;
      if (series < SERIES_PER_TURN) continue;
      closeCohorts(this.state, batch);
      batch = [];
      series = 0;
      await new Promise((resolve) => setImmediate(resolve));
    }
    closeCohorts(this.state, batch);
  }

  /** Moves series of older windows to their present retention classes. */
  repackerOf(table: RepackTable): Repacker {
    return new Repacker(this.state, table, this.sealer);
  }

  /** Writes a sealed window anew without what was deleted of it. */
  carryOutDeletions(key: WindowKey): Promise<void> {
    return this.sealer.carryOutDeletions(key);
  }

  /** Stores closed blocks. */
  async storePages(): Promise<void> {
    const { fresh, tables, loader } = this.state;
    for (;;) {
      const pages = fresh.nextToStore(STORE_PAGES, STORE_BYTES);
      if (pages.length === 0) return;
      // The log first: a page must not name series whose creation a crash could still lose.
      await this.state.log.flush();
      const rows = pages.flatMap(({ id, class: retentionClass, windowStartMs, bytes }) =>
        bytes ? [{ id, class: retentionClass, windowStartMs, data: bytes }] : [],
      );
      await tables.fresh.insert(rows);
      for (const { id, data } of rows) loader.keepFresh(id, data);
      fresh.markStored(pages);
    }
  }

  /** When the log has too many samples for a quick start, what still needs its oldest segment is closed. */
  private async boundLog(): Promise<void> {
    const { log, head, limits } = this.state;
    const end = log.endOfOldest;
    // A segment has at most a quarter.
    if (end === undefined || log.liveSamples < (limits.maxLogSamples * 3) / 4) return;
    await this.close((cohort) => cohort.firstSequence <= end);
    for (const window of [...head.late.all()]) if (window.firstSequence <= end) closeLateWindows(this.state, [window]);
  }

  private isSegmentFull(): boolean {
    const { log, limits } = this.state;
    return log.samplesIn(log.currentSegment) >= limits.maxLogSamples / SEGMENTS.length;
  }

  private rotateLog(afterMs: number): void {
    const { log, now } = this.state;
    if (now() - this.segmentSinceMs < afterMs) return;
    const free = SEGMENTS.find((segment) => segment !== log.currentSegment && !log.liveSegments.includes(segment));
    if (free === undefined) return;
    log.rotate(free);
    this.segmentSinceMs = now();
  }

  /** Empties segments whose samples all lie in stored pages. */
  private async cutLog(): Promise<void> {
    const { log, fresh, head, tables } = this.state;
    let needed = Math.min(log.nextSequence, fresh.firstWaitingSequence, head.late.firstSequence);
    for (const cohort of head.openCohorts()) needed = Math.min(needed, cohort.firstSequence);
    needed = Math.min(needed, this.state.exemplars.firstWaitingSequence);
    const segments = log.segmentsBefore(needed);
    if (segments.length === 0) return;
    await this.saveSeries();
    for (const segment of segments) {
      await tables.log.truncate(segment);
      log.forgetSegment(segment);
    }
  }

  private async saveSeries(): Promise<void> {
    const { head, tables, metadata } = this.state;
    const { index } = head;
    const highestRef = index.highestRef;
    if (highestRef > this.savedRef) {
      await tables.series.save(index, this.savedRef + 1, highestRef);
      this.savedRef = highestRef;
    }
    await tables.series.saveDropped(index);
    const { version } = metadata;
    if (version !== this.savedMetadata) {
      await tables.metadata.save(metadata);
      this.savedMetadata = version;
    }
  }

  /** Log rows were given up: pages must take their place before the log can be relied on. */
  private async fillGap(): Promise<void> {
    const { log } = this.state;
    const gaps = log.gapCount;
    await this.saveSeries();
    await this.closeOpenedBefore(Infinity, Infinity);
    await this.storePages();
    await this.exemplarKeeper.store();
    log.fillGaps(gaps);
  }

  private dropOverflow(): void {
    const { fresh, limits, counters, logger } = this.state;
    const dropped = fresh.dropOverflow(limits.maxOutageBytes / 2);
    if (dropped.length === 0) return;
    const samples = dropped.reduce((sum, page) => sum + page.samples, 0);
    if (counters.droppedSamples === 0)
      logger.error({ samples }, 'Postgres is away for too long: the oldest samples are given up');
    counters.droppedSamples += samples;
  }
}
