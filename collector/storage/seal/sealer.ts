import type { SeriesIndex } from '../head/seriesIndex';
import type { SealedWindow } from '../postgres/sealedPages';
import type { FreshPage } from '../read/freshPages';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import type { StoreState } from '../storeState';
import { RAW_TIER } from '../tiers';
import { jobProgress } from '../worker/job';
import type { SealInput } from './sealJob';
import { orderSeries } from './seriesOrder';
import { WindowRetries } from './windowRetries';

/** A window that gets samples all the time, late ones included, is sealed after this time all the same. */
const LONGEST_WAIT_MS = 30 * 60_000;

/** Retention dropped the window before its turn came. */
class WindowGoneError extends Error {}

/** Fresh pages of one window, in order of their ids. */
interface WindowToSeal {
  readonly key: WindowKey;
  readonly pages: FreshPage[];
}

/** Has fresh pages of past windows merged into sealed ones, and reads those in their place from then on. */
export class Sealer {
  /** Removal of what a publication replaced; it waits for queries that still read it. */
  private removals: Promise<void> = Promise.resolve();
  private readonly retries = new WindowRetries();
  /** The end of the last seal: one window at a time. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly state: StoreState) {}

  /** Seals one past window to which nothing was added for a while, the oldest first. */
  sealQuiet(): Promise<void> {
    return this.alone(() => this.sealOldestQuiet());
  }

  /** Seals every window that has stored fresh pages, and waits until what they replace is removed. */
  async sealAll(): Promise<void> {
    await this.alone(async () => {
      for (const { key, pages } of this.freshByWindow()) await this.seal(key, pages);
    });
    await this.removals;
  }

  /** Writes a window anew without what was deleted of it. */
  async carryOutDeletions(key: WindowKey): Promise<void> {
    await this.alone(() => this.seal(key, []));
    await this.removals;
  }

  /** Carries out what must not run beside sealing. */
  alone(task: () => Promise<void>): Promise<void> {
    const result = this.last.then(task);
    this.last = result.catch(() => undefined);
    return result;
  }

  private async sealOldestQuiet(): Promise<void> {
    const { limits, now } = this.state;
    const nowMs = now();
    for (const { key, pages } of this.freshByWindow()) {
      if (key.windowStartMs + limits.windowMs + limits.blockMs > nowMs || !this.retries.mayTry(key, nowMs)) continue;
      const added = pages.map((page) => page.addedMs);
      const newest = added.reduce((a, b) => Math.max(a, b));
      const oldest = added.reduce((a, b) => Math.min(a, b));
      if (nowMs - newest < limits.sealQuietMs && nowMs - oldest < LONGEST_WAIT_MS) continue;
      return this.retries.attempt(key, nowMs, () => this.seal(key, pages));
    }
  }

  /** Oldest first. */
  private freshByWindow(): WindowToSeal[] {
    const windows = new Map<string, WindowToSeal>();
    for (const page of this.state.fresh.all()) {
      // A page that is not stored yet would be stored after it was merged.
      const key = { tier: RAW_TIER, class: page.class, windowStartMs: page.windowStartMs };
      const name = windowKeyName(key);
      if (page.bytes !== undefined || this.state.damagedWindows.has(name)) continue;
      const known = windows.get(name);
      if (known) known.pages.push(page);
      else windows.set(name, { key, pages: [page] });
    }
    return [...windows.values()].sort((a, b) => a.key.windowStartMs - b.key.windowStartMs);
  }

  private seal(key: WindowKey, listed: readonly FreshPage[]): Promise<void> {
    return this.sealPages(key, listed).catch((error: unknown) => {
      if (!(error instanceof WindowGoneError)) throw error;
    });
  }

  private async sealPages(key: WindowKey, listed: readonly FreshPage[]): Promise<void> {
    const { state } = this;
    const startedMs = performance.now();
    // Other jobs may come first, and retention may drop some of the pages meanwhile.
    let pages = listed;
    const output = await state.worker.run('seal', () => {
      pages = listed.filter(({ id }) => state.fresh.get(id) !== undefined);
      if (pages.length === 0 && state.windows.get(key) === undefined) throw new WindowGoneError();
      return this.inputOf(key, pages);
    });
    if (output.type === 'unreadable') return this.leave(key, output.reason);
    const { window, conflicts } = output;
    this.replace(window, pages);
    state.counters.windowsSealed++;
    state.counters.conflictingSamples += conflicts;
    const { samples, directory } = window;
    const tookMs = Math.round(performance.now() - startedMs);
    state.logger.info({ window: windowKeyName(key), samples, bytes: directory.bytes, tookMs }, 'sealed a window');
  }

  private async inputOf(key: WindowKey, pages: readonly FreshPage[]): Promise<SealInput> {
    const { windows, head, limits, deletions } = this.state;
    const lists = pages.map((page) => page.refs);
    const series = await orderSeries(lists, (ref) => metricOf(head.index, ref), jobProgress().turn);
    const freshIds = pages.map((page) => page.id);
    const { maxMergeBytes: maxBytes, sealedPageBytes: pageBytes } = limits;
    const time = { fromMs: key.windowStartMs, untilMs: key.windowStartMs + limits.windowMs - 1 };
    return {
      key,
      previous: windows.get(key),
      freshIds,
      deletions: deletions.ofPages(0, time).all,
      deletionsUntil: deletions.newestId,
      series,
      maxBytes,
      pageBytes,
    };
  }

  /** Sealing would put a generation without the damaged samples in the place of the one that may still be repaired. */
  private leave(key: WindowKey, reason: string): void {
    const window = windowKeyName(key);
    this.state.damagedWindows.add(window);
    this.state.logger.error(
      { window, reason },
      'a window that cannot be read is left as it is; what is new in it stays unsealed',
    );
  }

  /** In one turn, so that a query sees a sample either in the fresh pages or in the sealed ones. */
  replace(window: SealedWindow, merged: readonly FreshPage[]): void {
    const { state } = this;
    const ids = merged.map((page) => page.id);
    state.windows = state.windows.with(window);
    state.fresh.remove(ids);
    const drained = state.views.drained();
    this.removals = this.removals
      .then(() => drained)
      .then(async () => {
        state.loader.forgetFresh(ids);
        await state.tables.fresh.delete(ids);
        await state.tables.sealed.deleteReplaced(window);
      })
      .catch((error: unknown) => {
        // The next start removes them.
        state.logger.warn({ err: error }, 'cannot remove pages that were replaced');
      });
  }
}

/** Empty when the labels of the series are lost. */
function metricOf(index: SeriesIndex, ref: number): string {
  const slot = index.slotOf(ref);
  return slot < 0 ? '' : index.metric(slot);
}
