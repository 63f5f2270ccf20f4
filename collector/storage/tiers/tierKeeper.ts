import type { SealedWindow } from '../postgres/sealedPages';
import { windowKeyName } from '../read/windowSet';
import type { StoreMetric } from '../storeMetrics';
import type { StoreState } from '../storeState';
import { RAW_TIER, TIERS } from '../tiers';
import type { BuildTierOutput } from './buildTierJob';
import { type DueBuild, dueBuilds, type TierSituation } from './dueBuilds';
import { misnamedMetrics } from './isCounter';
import { sourcesOf } from './sources';

const INTERVAL_MS = 10_000;

/** A window of which late samples change something again and again is built again after this time at the earliest. */
const REBUILD_MS = 15 * 60_000;

/** Has downsampled tiers built in the store worker, and read in the place of raw samples from then on. */
export class TierKeeper {
  private nextMs = 0;
  private readonly builtMs = new Map<string, number>();
  /** By windowKeyName; tried again after a restart. */
  private readonly unbuildable = new Set<string>();
  private removals: Promise<void> = Promise.resolve();

  constructor(
    private readonly state: Pick<
      StoreState,
      | 'windows'
      | 'fresh'
      | 'policy'
      | 'limits'
      | 'views'
      | 'deletions'
      | 'tables'
      | 'worker'
      | 'metadata'
      | 'logger'
      | 'now'
    >,
  ) {}

  /** Builds one window that is due, if there is one. Rejects as the worker does. */
  async buildNext(): Promise<void> {
    const nowMs = this.state.now();
    if (nowMs < this.nextMs) return;
    const next = this.due(false).find(
      ({ key }) => (this.builtMs.get(windowKeyName(key)) ?? -Infinity) + REBUILD_MS <= nowMs,
    );
    if (next === undefined) this.nextMs = nowMs + INTERVAL_MS;
    else await this.build(next);
  }

  /** Builds all there is to build up to now, also of days that are not over. Rejects as the worker does. */
  async buildAll(): Promise<void> {
    // A window is tried once: what arrives meanwhile would keep this going.
    const tried = new Set<string>();
    for (;;) {
      const next = this.due(true).find(({ key }) => !tried.has(windowKeyName(key)));
      if (next === undefined) break;
      tried.add(windowKeyName(next.key));
      await this.build(next);
    }
    await this.removals;
  }

  private due(unfinished: boolean): DueBuild[] {
    const { windows, fresh, policy, limits, now } = this.state;
    const situation: TierSituation = {
      windows,
      fresh: [...fresh.all()],
      unbuildable: this.unbuildable,
      keepMs: (tier, retentionClass) => policy.keepMs(tier, retentionClass),
      nowMs: now(),
      settleMs: limits.blockMs + limits.sealQuietMs,
      unfinished,
    };
    return dueBuilds(situation);
  }

  private async build({ key, sources, completeUntilMs }: DueBuild): Promise<void> {
    const { state } = this;
    const startedMs = performance.now();
    // Sources that are replaced meanwhile are not deleted under the build, unless it takes longer than any view may.
    const leave = state.views.enter();
    let output: BuildTierOutput;
    try {
      const misnamed = misnamedMetrics(state.metadata.all());
      const deletionsUntil = state.deletions.carriedOutIn(sources);
      output = await state.worker.run('buildTier', { key, sources, completeUntilMs, misnamed, deletionsUntil });
    } finally {
      leave();
    }
    const name = windowKeyName(key);
    this.builtMs.set(name, state.now());
    if (output.type === 'outdated') return;
    if (output.type === 'unreadable') {
      this.unbuildable.add(name);
      state.logger.error(
        { window: name, reason: output.reason },
        'a window of a tier cannot be built; raw samples stay',
      );
      return;
    }
    this.replace(output.window);
    const { series, window } = output;
    const tookMs = Math.round(performance.now() - startedMs);
    const fields = { window: name, series, buckets: window.samples, bytes: window.directory.bytes, tookMs };
    state.logger.info(fields, 'built a window of a tier');
  }

  private replace(window: SealedWindow): void {
    const { state } = this;
    state.windows = state.windows.with(window);
    const drained = state.views.drained();
    this.removals = this.removals
      .then(() => drained)
      .then(() => state.tables.sealed.deleteReplaced(window))
      .catch((error: unknown) => {
        // The next start removes them.
        state.logger.warn({ err: error }, 'cannot remove pages of a tier that were replaced');
      });
  }
}

/** What /metrics says about the tiers beside their builds, which are jobs of the store worker. */
export function tierMetrics({ windows }: Pick<StoreState, 'windows'>): StoreMetric[] {
  const complete = TIERS.slice(RAW_TIER + 1).flatMap(({ number, name }) => {
    const newest = windows.ofTier(number).at(-1);
    return newest ? [{ labels: { tier: name }, value: sourcesOf(newest).completeUntilMs / 1000 }] : [];
  });
  return [
    {
      name: 'belvedere_storage_tier_complete_until_timestamp_seconds',
      type: 'gauge',
      help: 'Time up to which a tier has all samples.',
      samples: complete,
    },
  ];
}
