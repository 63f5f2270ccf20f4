/** Which windows of downsampled tiers are to be built or built again. Pure: from what is published, and the time. */
import type { SealedWindow } from '../postgres/sealedPages';
import { type WindowKey, type WindowSet, windowKeyName } from '../read/windowSet';
import { RAW_TIER, TIERS } from '../tiers';
import { resolutionOf, tierWindowMs, windowOfTime } from './grid';
import { lastStamp, sourcesOf } from './sources';

const DAY_MS = 86_400_000;

export interface TierSituation {
  readonly windows: WindowSet;
  /** Pages that are not sealed yet: a day with such is not built. */
  readonly fresh: readonly { readonly class: number; readonly windowStartMs: number }[];
  /** By windowKeyName: windows that cannot be built, as what they are built from is damaged. */
  readonly unbuildable: ReadonlySet<string>;
  /** How long a tier of a class is kept; 0: it is off. */
  keepMs(tier: number, retentionClass: number): number;
  readonly nowMs: number;
  /** What is sampled reaches sealed windows within this time, if it is not late. */
  readonly settleMs: number;
  /** Builds what there is now, also of days that are not over. */
  readonly unfinished: boolean;
}

export interface DueBuild {
  readonly key: WindowKey;
  readonly sources: readonly SealedWindow[];
  readonly completeUntilMs: number;
}

/** The builds that are due, the finer tiers first and then the older windows. */
export function dueBuilds(situation: TierSituation): DueBuild[] {
  const due: DueBuild[] = [];
  for (const { number: tier } of TIERS.slice(RAW_TIER + 1)) {
    for (const candidate of candidates(situation, tier)) {
      const build = dueBuild(situation, candidate, due);
      if (build) due.push(build);
    }
  }
  return due;
}

/** A window of a tier, and all windows of the finer one that have samples of it, in order of time. */
interface Candidate {
  readonly key: WindowKey;
  readonly sources: SealedWindow[];
}

function candidates({ windows, keepMs, unbuildable }: TierSituation, tier: number): Candidate[] {
  const byName = new Map<string, Candidate>();
  for (const window of windows.ofTier(tier - 1)) {
    if (window.samples === 0 || keepMs(tier, window.class) === 0) continue;
    const { minTimeMs, maxTimeMs } = window.directory;
    const last = windowOfTime(tier, maxTimeMs);
    for (let startMs = windowOfTime(tier, minTimeMs); startMs <= last; startMs += tierWindowMs(tier)) {
      const key = { tier, class: window.class, windowStartMs: startMs };
      const known = byName.get(windowKeyName(key));
      if (known) known.sources.push(window);
      else byName.set(windowKeyName(key), { key, sources: [window] });
    }
  }
  const buildable = [...byName].flatMap(([name, candidate]) => (unbuildable.has(name) ? [] : [candidate]));
  return buildable.sort((a, b) => a.key.windowStartMs - b.key.windowStartMs);
}

function dueBuild(situation: TierSituation, { key, sources }: Candidate, finer: readonly DueBuild[]) {
  const completeUntilMs = Math.min(lastStamp(key), settledUntil(situation, key, finer));
  const complete = sources.filter(({ directory }) => directory.minTimeMs <= completeUntilMs);
  if (completeUntilMs < key.windowStartMs || complete.length === 0) return undefined;
  const published = situation.windows.get(key);
  if (published && !isOutdated(situation.windows, published, complete, completeUntilMs)) return undefined;
  return { key, sources: complete, completeUntilMs };
}

/** Whether a published window is to be built again. */
function isOutdated(
  windows: WindowSet,
  published: SealedWindow,
  sources: readonly SealedWindow[],
  completeUntilMs: number,
): boolean {
  const before = sourcesOf(published);
  if (before.damaged || completeUntilMs < before.completeUntilMs) return false;
  const present = new Map([...windows.ofTier(published.tier - 1)].map((window) => [windowKeyName(window), window]));
  // What it was built from is past its retention: it has samples that nothing else has any more.
  for (const name of before.generations.keys()) if (!present.has(name)) return false;
  return (
    completeUntilMs > before.completeUntilMs ||
    sources.length !== before.generations.size ||
    sources.some((source) => before.generations.get(windowKeyName(source)) !== source.generation)
  );
}

/** The time up to which everything that is sampled is in the windows that a window would be built from. */
function settledUntil(situation: TierSituation, key: WindowKey, finer: readonly DueBuild[]): number {
  const { nowMs, settleMs, unfinished } = situation;
  if (unfinished) return Math.floor(nowMs / resolutionOf(key.tier)) * resolutionOf(key.tier);
  if (key.tier === RAW_TIER + 1) return isDaySettled(situation, key) ? Infinity : -Infinity;
  // Days are built one after the other, and late samples have them built again: up to the first that is not built yet.
  let untilMs = Math.floor((nowMs - settleMs) / DAY_MS) * DAY_MS;
  for (const { key: day } of finer) {
    if (day.tier === key.tier - 1 && day.class === key.class && day.windowStartMs >= key.windowStartMs - DAY_MS) {
      untilMs = Math.min(untilMs, day.windowStartMs);
    }
  }
  for (const { class: retentionClass, windowStartMs } of situation.fresh) {
    const dayMs = Math.floor(windowStartMs / DAY_MS) * DAY_MS;
    if (retentionClass === key.class && dayMs >= key.windowStartMs - DAY_MS) untilMs = Math.min(untilMs, dayMs);
  }
  // The bucket that ends with the day has its last samples in the next one's first bucket of five minutes.
  return untilMs - resolutionOf(key.tier);
}

function isDaySettled({ fresh, nowMs, settleMs }: TierSituation, { class: retentionClass, windowStartMs }: WindowKey) {
  const endMs = windowStartMs + DAY_MS;
  if (nowMs < endMs + settleMs) return false;
  // The first bucket has samples of the day before.
  const fromMs = windowStartMs - resolutionOf(RAW_TIER + 1);
  return !fresh.some((page) => page.class === retentionClass && page.windowStartMs < endMs && mayReach(page, fromMs));
}

/** Raw windows are at most a day long. */
function mayReach({ windowStartMs }: { readonly windowStartMs: number }, timeMs: number): boolean {
  return windowStartMs + DAY_MS > timeMs;
}
