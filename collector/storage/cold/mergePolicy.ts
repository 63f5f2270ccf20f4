import { type ColdRun, RunLevel } from './coldRun';

/** So many runs of about the same size become one: a query then reads a few runs of a day, and each series is rewritten seldom. */
const FAN_IN = 8;

/** Runs merged at once: each costs some 300 kB of memory. */
const MAX_INPUTS = 64;

const DAY_MS = 86_400_000;

/** Series leave memory about three hours after their last sample; so long after midnight a day is complete. */
const COMPLETE_AFTER_MS = 4 * 3_600_000;

/** Runs of one day to be merged, and what they become. */
export interface ChosenMerge {
  readonly inputs: readonly ColdRun[];
  readonly level: RunLevel;
}

/**
 * What should be merged next, the oldest day first; undefined when all is in order. A day that has passed becomes one merged
 * run. What comes for it later (imports) waits until it is worth a merge.
 */
export function chooseMerge(runs: readonly ColdRun[], nowMs: number): ChosenMerge | undefined {
  const days = [...new Set(runs.map((run) => run.dayStartMs))].sort((a, b) => a - b);
  for (const dayStartMs of days) {
    const ofDay = runs.filter((run) => run.dayStartMs === dayStartMs);
    const isPast = dayStartMs + DAY_MS + COMPLETE_AFTER_MS <= nowMs;
    const chosen = isPast ? chooseOfPastDay(ofDay) : chooseOfSize(ofDay);
    if (chosen) return { ...chosen, inputs: chosen.inputs.slice(0, MAX_INPUTS) };
  }
  return undefined;
}

function chooseOfPastDay(runs: readonly ColdRun[]): ChosenMerge | undefined {
  const fresh = runs.filter((run) => run.level === RunLevel.fresh);
  const merged = runs.filter((run) => run.level === RunLevel.merged);
  if (merged.length >= FAN_IN) return { inputs: merged, level: RunLevel.merged };
  if (fresh.length === 0 || (merged.length > 0 && fresh.length < FAN_IN)) return undefined;
  return { inputs: fresh, level: RunLevel.merged };
}

/** Within a day: runs whose numbers of series are within a factor of FAN_IN. */
function chooseOfSize(runs: readonly ColdRun[]): ChosenMerge | undefined {
  const bySize = new Map<number, ColdRun[]>();
  for (const run of runs) {
    if (run.level !== RunLevel.fresh) continue;
    const size = Math.floor(Math.log(Math.max(run.series, 1)) / Math.log(FAN_IN));
    bySize.set(size, [...(bySize.get(size) ?? []), run]);
  }
  const inputs = [...bySize.values()].find((group) => group.length >= FAN_IN);
  return inputs && { inputs, level: RunLevel.fresh };
}
