import { getLabel, METRIC_NAME } from '@/lib/labels/labels';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { readMembers } from '../postgres/directory';
import { partitionOf } from '../postgres/partitionNames';
import type { RepackTable } from '../postgres/repackTable';
import type { SealedWindow } from '../postgres/sealedPages';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import type { Sealer } from '../seal/sealer';
import { orderSeries } from '../seal/seriesOrder';
import type { StoreMetric } from '../storeMetrics';
import type { StoreState } from '../storeState';
import { RAW_TIER } from '../tiers';
import { jobProgress } from '../worker/job';
import type { RepackInput, SeriesMove } from './repackJob';

export interface RepackStatus {
  readonly running: boolean;
  readonly windowsDone: number;
  readonly windowsTotal: number;
  readonly seriesMoved: number;
  /** Why it stopped; '' when it did not, or never ran. */
  readonly error: string;
}

/** A series of a window, and where it belongs. */
interface Placed {
  readonly class: number;
  readonly metric: string;
}

/**
 * Moves series of older raw windows to the windows of their present retention classes, one window after the other, oldest
 * first. Tiers are built again from what was moved; tier windows whose raw ones are gone stay in their class.
 */
export class Repacker {
  private now: RepackStatus = { running: false, windowsDone: 0, windowsTotal: 0, seriesMoved: 0, error: '' };
  private running: Promise<void> = Promise.resolve();
  private closed = false;

  constructor(
    private readonly state: StoreState,
    private readonly table: RepackTable,
    private readonly sealer: Sealer,
  ) {}

  get status(): RepackStatus {
    return this.now;
  }

  /** Begins, unless it is under way. It goes on after a restart. Rejects as Prisma does when Postgres cannot be reached. */
  async start(): Promise<RepackStatus> {
    if (!this.now.running) {
      const doneBeforeMs = (await this.table.load()) ?? 0;
      await this.table.save(doneBeforeMs);
      this.run(doneBeforeMs);
    }
    return this.now;
  }

  /** Goes on with what the last process began. */
  async resume(): Promise<void> {
    const doneBeforeMs = await this.table.load();
    if (doneBeforeMs !== undefined) this.run(doneBeforeMs);
  }

  /** Ends after the window that is being moved. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private run(doneBeforeMs: number): void {
    if (this.now.running) return;
    const keys = this.state.windows.ofTier(RAW_TIER).filter((window) => window.windowStartMs >= doneBeforeMs);
    this.now = { running: true, windowsDone: 0, windowsTotal: keys.length, seriesMoved: 0, error: '' };
    this.running = this.moveAll(keys.map(keyOf)).then(
      () => {
        this.now = { ...this.now, running: false };
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        this.now = { ...this.now, running: false, error: message };
        if (!this.closed)
          this.state.logger.error({ err: error }, 'repacking stopped; the next start, or POST, goes on');
      },
    );
  }

  private async moveAll(keys: readonly WindowKey[]): Promise<void> {
    let savedMs = -Infinity;
    for (const key of keys) {
      if (this.closed) return;
      if (key.windowStartMs > savedMs) await this.table.save(key.windowStartMs);
      savedMs = key.windowStartMs;
      const moved = await this.move(key);
      this.now = { ...this.now, windowsDone: this.now.windowsDone + 1, seriesMoved: this.now.seriesMoved + moved };
    }
    await this.table.end();
    this.state.logger.info(this.now, 'older windows are packed by the present retention rules');
  }

  /** Answers how many series were moved. */
  private async move(key: WindowKey): Promise<number> {
    if (this.state.damagedWindows.has(windowKeyName(key))) return 0;
    let moved = 0;
    await this.sealer.alone(async () => {
      const window = this.state.windows.get(key);
      const input = window && !this.isOldest(window) ? await this.inputOf(window) : undefined;
      if (input === undefined) return;
      const output = await this.state.worker.run('repack', input);
      if (output.type === 'unreadable') {
        this.state.logger.warn({ window: windowKeyName(key), reason: output.reason }, 'a window is not repacked');
        return;
      }
      for (const written of output.windows) this.sealer.replace(written, []);
      moved = input.moves.reduce((sum, { series }) => sum + series.refs.length, 0);
    });
    return moved;
  }

  /** The oldest day goes next; the first bucket of its tiers could not be built again, as it has samples of the day before. */
  private isOldest(window: SealedWindow): boolean {
    const oldest = this.state.windows.ofTier(RAW_TIER).find((other) => other.class === window.class);
    return oldest !== undefined && partitionOf(oldest).fromMs === partitionOf(window).fromMs && this.hasTiers(window);
  }

  private hasTiers(window: SealedWindow): boolean {
    return this.state.windows.ofTier(RAW_TIER + 1).some((tier) => tier.class === window.class);
  }

  private async inputOf(window: SealedWindow): Promise<RepackInput | undefined> {
    const { state } = this;
    const placed = await this.placesOf(window);
    if (placed.size === 0) return undefined;
    const moves: SeriesMove[] = [];
    for (const retentionClass of new Set([...placed.values()].map((place) => place.class))) {
      const refs = [...placed].flatMap(([ref, place]) => (place.class === retentionClass ? [ref] : []));
      const series = await orderSeries(
        [Uint32Array.from(refs)],
        (ref) => placed.get(ref)?.metric ?? '',
        jobProgress().turn,
      );
      const previous = state.windows.get({ ...keyOf(window), class: retentionClass });
      moves.push({ class: retentionClass, previous, series });
    }
    const { windowMs, sealedPageBytes: pageBytes } = state.limits;
    const time = { fromMs: window.windowStartMs, untilMs: window.windowStartMs + windowMs - 1 };
    const { deletions } = state;
    return { window, moves, deletions: deletions.ofPages(0, time).all, deletionsUntil: deletions.newestId, pageBytes };
  }

  /** Series of a window that belong to another class, by ref in ascending order; those without labels stay. */
  private async placesOf(window: SealedWindow): Promise<Map<number, Placed>> {
    const { head, policy } = this.state;
    const placed = new Map<number, Placed>();
    const away: number[] = [];
    for (const ref of await this.refsOf(window)) {
      const slot = head.index.slotOf(ref);
      if (slot < 0) away.push(ref);
      else if (head.classOf(slot) !== window.class) {
        placed.set(ref, { class: head.classOf(slot), metric: head.index.metric(slot) });
      }
    }
    if (away.length === 0) return placed;
    const wanted = new Set(away);
    for (const { ref, labels } of await this.coldSeries(window)) {
      const retentionClass = wanted.has(ref) ? policy.classOf(labels) : window.class;
      if (retentionClass !== window.class)
        placed.set(ref, { class: retentionClass, metric: getLabel(labels, METRIC_NAME) });
    }
    return new Map([...placed].sort(([a], [b]) => a - b));
  }

  private async refsOf(window: SealedWindow): Promise<Iterable<number>> {
    const bytes = await this.state.tables.sealed.readMembers(window);
    try {
      return bytes === undefined ? [] : readMembers(bytes).refs;
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      return [];
    }
  }

  private coldSeries({ directory }: SealedWindow) {
    const { minTimeMs, maxTimeMs } = directory;
    const signal = new AbortController().signal;
    const onDamage = (message: string) =>
      this.state.logger.warn({ damage: message }, 'series without readable labels are not repacked');
    return this.state.cold.find({ matcherSets: [], minTimeMs, maxTimeMs, signal, onDamage });
  }
}

export function repackMetrics({ windowsDone, windowsTotal, seriesMoved, running }: RepackStatus): StoreMetric[] {
  const one = (value: number) => [{ labels: {}, value }];
  return [
    {
      name: 'belvedere_storage_repack_remaining_windows',
      type: 'gauge',
      help: 'Windows that are still to be packed by the present retention rules.',
      samples: one(running ? windowsTotal - windowsDone : 0),
    },
    {
      name: 'belvedere_storage_repack_moved_series',
      type: 'gauge',
      help: 'Series of windows that the last repacking moved to another retention class.',
      samples: one(seriesMoved),
    },
  ];
}

function keyOf({ tier, class: retentionClass, windowStartMs }: WindowKey): WindowKey {
  return { tier, class: retentionClass, windowStartMs };
}
