import type { SealedWindow } from '../postgres/sealedPages';
import type { TombstoneTable } from '../postgres/tombstones';
import { type WindowKey, windowKeyName } from '../read/windowSet';
import type { StoreState } from '../storeState';
import { RAW_TIER } from '../tiers';
import { type DeleteRequest, deleteSeries } from './deleteSeries';
import { newestMs, type Tombstone } from './deletions';

/** What happens to deletions between the request and the last page that has nothing of what they deleted any more. */
export class TombstoneKeeper {
  private cleaning: Promise<void> | undefined;

  constructor(
    private readonly state: StoreState,
    private readonly table: TombstoneTable,
  ) {}

  /** See deleteSeries. Must not run beside what closes blocks and stores pages. */
  async delete(request: DeleteRequest, storePages: () => Promise<void>): Promise<number> {
    const series = await deleteSeries(this.state, this.table, storePages, request);
    const { matcherSets, fromMs, untilMs } = request;
    this.state.logger.info({ matcherSets, fromMs, untilMs, series }, 'deleted samples of series');
    return series;
  }

  /**
   * Writes sealed windows anew without what was deleted of them, one after the other. Tiers that have it are built again
   * from those; what is in fresh pages goes when these are sealed. Who asks while that goes on waits for it.
   */
  clean(carryOut: (key: WindowKey) => Promise<void>): Promise<void> {
    this.cleaning ??= this.cleanAll(carryOut).finally(() => {
      this.cleaning = undefined;
    });
    return this.cleaning;
  }

  /** Forgets deletions that nothing stored is spoken of by any more. */
  async prune(): Promise<void> {
    const done = this.state.deletions.all.filter((tombstone) => !this.isNeeded(tombstone)).map(({ id }) => id);
    if (done.length === 0) return;
    await this.table.delete(done);
    this.state.deletions = this.state.deletions.without(new Set(done));
    this.state.logger.info({ deletions: done.length }, 'deletions are carried out in all pages');
  }

  private async cleanAll(carryOut: (key: WindowKey) => Promise<void>): Promise<void> {
    const { state } = this;
    // Their generations change meanwhile, their keys do not.
    for (const key of state.windows.ofTier(RAW_TIER).map(keyOf)) {
      const window = state.windows.get(key);
      if (window === undefined || state.damagedWindows.has(windowKeyName(key))) continue;
      if (!state.deletions.ofPages(window.deletionsUntil, timeOf(window)).isEmpty) await carryOut(key);
    }
    await this.prune();
  }

  private isNeeded(tombstone: Tombstone): boolean {
    const [fromMs, untilMs] = [tombstone.minMs, newestMs(tombstone)];
    const { windows, fresh } = this.state;
    for (const { deletionsUntil, samples, ...window } of windows.all()) {
      const { fromMs: firstMs, untilMs: lastMs } = timeOf(window);
      if (samples > 0 && deletionsUntil < tombstone.id && firstMs <= untilMs && lastMs >= fromMs) return true;
    }
    for (const page of fresh.all()) {
      if (page.id < tombstone.id && page.minTimeMs <= untilMs && page.maxTimeMs >= fromMs) return true;
    }
    // Rows of the log that a start would replay.
    return this.state.log.oldestSequence < tombstone.logSequence;
  }
}

function keyOf({ tier, class: retentionClass, windowStartMs }: WindowKey): WindowKey {
  return { tier, class: retentionClass, windowStartMs };
}

function timeOf({ directory }: Pick<SealedWindow, 'directory'>) {
  return { fromMs: directory.minTimeMs, untilMs: directory.maxTimeMs };
}
