import type { SeriesIndex } from '../head/seriesIndex';
import { type Directory, encodeMembers, pageRange } from '../postgres/directory';
import type { SealedPart, SealedWindow } from '../postgres/sealedPages';
import type { FreshPage } from '../read/freshPages';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import type { StoreState } from '../storeState';
import { RAW_TIER } from '../tiers';
import { type MergeInput, type SealedPages, sealWindow, toParts } from './sealWindow';

const INSERT_PAGES = 64;
const NO_SOURCES = new Uint8Array(0);

/** A window that gets samples all the time, late ones included, is sealed after this time all the same. */
const LONGEST_WAIT_MS = 30 * 60_000;

/** Fresh pages of one window, in order of their ids. */
interface WindowToSeal {
  readonly key: WindowKey;
  readonly pages: FreshPage[];
}

/** Merges fresh pages of past windows into sealed ones and publishes them. */
export class Sealer {
  /** Removal of what a publication replaced; it waits for queries that still read it. */
  private removals: Promise<void> = Promise.resolve();

  constructor(private readonly state: StoreState) {}

  /** Seals one past window to which nothing was added for a while, the oldest first. */
  async sealQuiet(): Promise<void> {
    const { limits, now } = this.state;
    const nowMs = now();
    for (const { key, pages } of this.freshByWindow()) {
      if (key.windowStartMs + limits.windowMs + limits.blockMs > nowMs) continue;
      const newest = Math.max(...pages.map((page) => page.addedMs));
      const oldest = Math.min(...pages.map((page) => page.addedMs));
      if (nowMs - newest < limits.sealQuietMs && nowMs - oldest < LONGEST_WAIT_MS) continue;
      await this.seal(key, pages);
      return;
    }
  }

  /** Seals every window that has stored fresh pages, and waits until what they replace is removed. */
  async sealAll(): Promise<void> {
    for (const { key, pages } of this.freshByWindow()) await this.seal(key, pages);
    await this.removals;
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

  private async seal(key: WindowKey, pages: readonly FreshPage[]): Promise<void> {
    const { state } = this;
    const startedMs = performance.now();
    const previous = state.windows.get(key);
    const earlier = previous ? await this.sealedInputs(previous) : [];
    if (earlier === undefined) return this.leave(key);
    const inputs = [...earlier, ...(await this.freshInputs(pages))];
    const sealed = await sealWindow(inputs, (ref) => metricOf(state.head.index, ref));
    const generation = await state.tables.sealed.nextGeneration(key);
    const window: SealedWindow = {
      ...key,
      generation,
      mergedFresh: Math.max(previous?.mergedFresh ?? 0, ...pages.map((page) => page.id)),
      samples: sealed.samples,
      directory: directoryOf(sealed, generation),
      sources: NO_SOURCES,
      deletionsUntil: previous?.deletionsUntil ?? 0,
    };
    await this.write(window, sealed);
    this.replace(window, pages);
    state.counters.windowsSealed++;
    const fields = { window: windowKeyName(key), samples: sealed.samples, bytes: sealed.bytes };
    state.logger.info({ ...fields, tookMs: Math.round(performance.now() - startedMs) }, 'sealed a window');
  }

  /** Sealing would put a generation without the damaged samples in the place of the one that may still be repaired. */
  private leave(key: WindowKey): void {
    const window = windowKeyName(key);
    this.state.damagedWindows.add(window);
    this.state.logger.error(
      { window },
      'a window with a damaged page is left as it is; what is new in it stays unsealed',
    );
  }

  /** Undefined when a part of it is damaged. */
  private async sealedInputs(window: SealedWindow): Promise<MergeInput[] | undefined> {
    const columns = await this.state.loader.columns(window, this.onDamage);
    if (columns === undefined) return undefined;
    const numbers = window.directory.firstRefs.map((_, number) => number);
    const pages = await this.state.loader.sealedPages(window, numbers, this.onDamage);
    return pages.size < numbers.length ? undefined : [...pages.values()].map((page) => ({ page, columns }));
  }

  private async freshInputs(listed: readonly FreshPage[]): Promise<MergeInput[]> {
    const pages = await this.state.loader.freshPages(listed, this.onDamage);
    return listed.flatMap(({ id }) => {
      const page = pages.get(id);
      return page ? [{ page, columns: page.columns }] : [];
    });
  }

  private async write(window: SealedWindow, sealed: SealedPages): Promise<void> {
    const { tables } = this.state;
    await tables.partitions.ensure(window);
    const parts: SealedPart[] = toParts(sealed);
    for (let from = 0; from < parts.length; from += INSERT_PAGES) {
      await tables.sealed.insert(window, window.generation, parts.slice(from, from + INSERT_PAGES));
    }
    await tables.sealed.publish(window, encodeMembers(sealed.members));
  }

  /** In one turn, so that a query sees a sample either in the fresh pages or in the sealed ones. */
  private replace(window: SealedWindow, merged: readonly FreshPage[]): void {
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

  private readonly onDamage = (message: string): void => {
    this.state.counters.damaged++;
    this.state.logger.error({ damage: message }, 'a stored page is damaged; its samples are missing');
  };
}

/** Empty when the labels of the series are lost. */
function metricOf(index: SeriesIndex, ref: number): string {
  const slot = index.slotOf(ref);
  return slot < 0 ? '' : index.metric(slot);
}

function directoryOf(pages: SealedPages, generation: number): Directory {
  const { timestampPages, seriesPages, firstMetrics, firstRefs, minTimeMs, maxTimeMs, bytes } = pages;
  const timestamps = pageRange(generation, 0, timestampPages.length);
  const series = pageRange(generation, timestampPages.length, seriesPages.length);
  return { timestamps, series, firstMetrics, firstRefs, minTimeMs, maxTimeMs, bytes };
}
