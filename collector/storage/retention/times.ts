/** How long samples of each tier are kept, in ms; 0: the tier is off. Raw is never off. */
export interface RetentionTimes {
  readonly rawMs: number;
  readonly fiveMinuteMs: number;
  readonly oneHourMs: number;
}

/** Times of which some are left to the settings. */
export type RuleTimes = { readonly [Field in keyof RetentionTimes]: number | undefined };

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** A 1h window is built from the 5m windows of 30 days; a day more is the time to build it. */
const SHORTEST_5M_UNDER_1H_MS = 31 * DAY_MS;

/** Samples come by scrapes and leave by whole days: what is shorter keeps nothing that a query could find. */
const SHORTEST_RAW_MS = 5 * MINUTE_MS;

export const DEFAULT_TIMES: RetentionTimes = {
  rawMs: 15 * DAY_MS,
  fiveMinuteMs: 90 * DAY_MS,
  oneHourMs: 5 * 365 * DAY_MS,
};

/** By the number of a tier (tiers.ts). */
export const TIME_OF_TIER: readonly (keyof RetentionTimes)[] = ['rawMs', 'fiveMinuteMs', 'oneHourMs'];

/** How long a tier is kept, in ms; 0: it is off. */
export function keepMs(times: RetentionTimes, tier: number): number {
  const field = TIME_OF_TIER[tier];
  if (field === undefined) throw new Error(`BUG: no retention for tier ${tier}`);
  return times[field];
}

/** Why these times cannot be served together; undefined when they can. */
export function whyImpossible({ rawMs, fiveMinuteMs, oneHourMs }: RetentionTimes): string | undefined {
  if (rawMs < SHORTEST_RAW_MS)
    return 'raw must be at least 5m: without raw samples there is nothing to build tiers from';
  if (oneHourMs > 0 && fiveMinuteMs === 0) {
    return '1h is on while 5m is off: the 1h tier is built from the 5m tier, so 1h must be 0s or 5m at least 31d';
  }
  if (oneHourMs > 0 && fiveMinuteMs < SHORTEST_5M_UNDER_1H_MS) {
    return '5m must be at least 31d while 1h is on: the 1h tier is built from 30 days of the 5m tier';
  }
  return undefined;
}

export function resolveTimes(times: RuleTimes, defaults: RetentionTimes): RetentionTimes {
  return {
    rawMs: times.rawMs ?? defaults.rawMs,
    fiveMinuteMs: times.fiveMinuteMs ?? defaults.fiveMinuteMs,
    oneHourMs: times.oneHourMs ?? defaults.oneHourMs,
  };
}
