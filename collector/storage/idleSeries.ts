import { forEachShared } from './head/sortedSlots';
import type { StoreState } from './storeState';

/** Series dropped at once: their labels are held as strings meanwhile. */
const BATCH = 16_384;

/** Fewer are worth a run of the cold index only after this time. */
const FEW = 4_096;
const LONGEST_WAIT_MS = 15 * 60_000;

const LOOK_EVERY_MS = 60_000;

/** After a long stop every series looks idle: the first scrapes and pushes tell which of them are. */
const START_GRACE_MS = 15 * 60_000;

const SLOTS_PER_TURN = 1 << 16;
const TURN_MS = 4;

type IdleState = Pick<StoreState, 'head' | 'fresh' | 'cold' | 'tables' | 'views' | 'limits' | 'counters' | 'now'> &
  Pick<StoreState, 'damagedWindows'>;

/**
 * Drops series that had no sample for long from memory. First they are written to the cold index; then nothing finds them in
 * the head any more; and when the queries that may still hold their slots are over, slots and labels go to others. A crash in
 * between leaves a series in both, and queries take equal refs for one.
 */
export class IdleSeries {
  private lookMs: number;
  /** Where the next look begins, so that series that must wait keep no others from being found. */
  private cursor = 0;
  private droppedMs: number;
  private reclaiming: Promise<void> = Promise.resolve();

  constructor(private readonly state: IdleState) {
    this.droppedMs = state.now();
    this.lookMs = this.droppedMs + START_GRACE_MS;
  }

  /** Drops one batch if there are enough. Rejects as Prisma does; nothing is dropped then. */
  async round(): Promise<void> {
    const nowMs = this.state.now();
    if (nowMs < this.lookMs) return;
    const refs = await this.findIdle(nowMs);
    if (refs.length < BATCH) this.lookMs = nowMs + LOOK_EVERY_MS;
    if (refs.length === 0 || (refs.length < FEW && nowMs - this.droppedMs < LONGEST_WAIT_MS)) return;
    await this.drop(refs);
    this.droppedMs = nowMs;
  }

  /** Waits until the memory of what was dropped is free. */
  async settled(): Promise<void> {
    await this.reclaiming;
  }

  /** Refs of series that are idle, ascending, at most one batch. */
  private async findIdle(nowMs: number): Promise<Uint32Array> {
    const { index } = this.state.head;
    const idleMs = nowMs - this.state.limits.idleSeriesMs;
    const found: number[] = [];
    for (let left = index.slotLimit; left > 0 && found.length < BATCH; left--, this.cursor++) {
      if (this.cursor >= index.slotLimit) this.cursor = 0;
      if (this.isIdle(this.cursor, idleMs)) found.push(index.refOf(this.cursor));
      if (left % SLOTS_PER_TURN === 0) await turn();
    }
    return this.withoutFresh(Uint32Array.from(found).sort(), idleMs);
  }

  private isIdle(slot: number, idleMs: number): boolean {
    const { head, damagedWindows } = this.state;
    if (!head.index.holds(slot) || head.idleSinceMs(slot) > idleMs) return false;
    // What a damaged window has of it would be lost for a repair, as the cold index takes no series without samples.
    return head.timeRangeOf(slot).lastMs > -Infinity || damagedWindows.size === 0;
  }

  /** Sealing takes the metric of a series from memory, so those in fresh pages must wait. */
  private async withoutFresh(refs: Uint32Array, idleMs: number): Promise<Uint32Array> {
    if (refs.length === 0) return refs;
    const waiting = new Set<number>();
    let turnEndsMs = performance.now() + TURN_MS;
    for (const page of [...this.state.fresh.all()]) {
      // By the samples' own times: a machine that slept closes blocks hours after their samples came.
      if (page.minTimeMs > idleMs + this.state.limits.maxAheadMs) continue;
      forEachShared(refs, page.refs, (i) => waiting.add(page.refs[i] as number));
      if (performance.now() < turnEndsMs) continue;
      await turn();
      turnEndsMs = performance.now() + TURN_MS;
    }
    return waiting.size === 0 ? refs : refs.filter((ref) => !waiting.has(ref));
  }

  private async drop(refs: Uint32Array): Promise<void> {
    const { head, cold, tables, counters } = this.state;
    const idleMs = this.state.now() - this.state.limits.idleSeriesMs;
    await cold.add(
      Array.from(refs, (ref) => {
        const slot = head.index.slotOf(ref);
        return { ref, labels: head.index.labels(slot), ...head.timeRangeOf(slot) };
      }),
    );
    const hidden: number[] = [];
    let turnEndsMs = performance.now() + TURN_MS;
    for (const ref of refs) {
      const slot = head.index.slotOf(ref);
      // A sample may have come meanwhile.
      if (!this.isIdle(slot, idleMs)) continue;
      head.hideSeries(slot);
      tables.series.noteDropped(ref);
      hidden.push(slot);
      if (performance.now() < turnEndsMs) continue;
      await turn();
      turnEndsMs = performance.now() + TURN_MS;
    }
    counters.idleSeriesDropped += hidden.length;
    this.reclaiming = Promise.all([this.reclaiming, this.state.views.drained()]).then(() => this.reclaim(hidden));
  }

  private async reclaim(slots: readonly number[]): Promise<void> {
    let turnEndsMs = performance.now() + TURN_MS;
    for (const slot of slots) {
      this.state.head.index.reclaim(slot);
      if (performance.now() < turnEndsMs) continue;
      await turn();
      turnEndsMs = performance.now() + TURN_MS;
    }
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
