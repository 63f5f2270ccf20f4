import type { SealedWindow } from '../postgres/sealedPages';
import type { MetricMetadata, SelectHints } from '../storage';
import { RAW_TIER } from '../tiers';
import { coarsestTier, isAnsweredByTiers } from '../tiers/choose';
import { stretchesOf } from '../tiers/coverage';
import { isCounter } from '../tiers/isCounter';
import type { WindowSet } from './windowSet';

/** A window, and the times of what is to be read of it, both ends included. */
export interface WindowPart {
  readonly window: SealedWindow;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Which windows of which tiers answer a selector. */
export interface ReadPlan {
  /** In order of time. */
  readonly raw: readonly WindowPart[];
  readonly tiers: readonly WindowPart[];
  /** Tiers up to this one answer the selector exactly enough, if they have what its function needs. */
  readonly coarsestTier: number;
}

export function planReading(
  windows: WindowSet,
  metrics: ReadonlySet<string>,
  metadata: ReadonlyMap<string, readonly MetricMetadata[]>,
  hints: SelectHints,
  minTimeMs: number,
  maxTimeMs: number,
): ReadPlan {
  const coarsest = coarsestTier(hints, maxTimeMs - minTimeMs);
  const needsRaw = [...metrics].some((metric) => !isAnsweredByTiers(hints, isCounter(metric, metadata)));
  const raw: WindowPart[] = [];
  const tiers: WindowPart[] = [];
  for (const retentionClass of new Set(Array.from(windows.all(), (window) => window.class))) {
    const wished = needsRaw ? RAW_TIER : coarsest;
    for (const { tier, fromMs, untilMs } of stretchesOf(windows, retentionClass, wished, minTimeMs, maxTimeMs)) {
      const parts = tier === RAW_TIER ? raw : tiers;
      for (const window of windows.ofTier(tier)) {
        const { directory } = window;
        if (window.class !== retentionClass || directory.minTimeMs > untilMs || directory.maxTimeMs < fromMs) continue;
        parts.push({ window, fromMs, untilMs });
      }
    }
  }
  return { raw: inOrderOfTime(raw), tiers: inOrderOfTime(tiers), coarsestTier: coarsest };
}

function inOrderOfTime(parts: WindowPart[]): WindowPart[] {
  return parts.sort((a, b) => a.window.windowStartMs - b.window.windowStartMs);
}
