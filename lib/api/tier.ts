/** The resolutions in which samples are kept, by the names that queries and answers use. */
export const TIER_RESOLUTIONS_MS = { raw: 0, '5m': 300_000, '1h': 3_600_000 } as const;

export type TierName = keyof typeof TIER_RESOLUTIONS_MS;
export type TierResolutionMs = (typeof TIER_RESOLUTIONS_MS)[TierName];

/** From fine to coarse. */
export const TIER_NAMES = ['raw', '5m', '1h'] as const satisfies readonly TierName[];

export function tierName(resolutionMs: TierResolutionMs): TierName {
  const name = TIER_NAMES.find((each) => TIER_RESOLUTIONS_MS[each] === resolutionMs);
  if (name === undefined) throw new Error(`BUG: no tier of ${resolutionMs} ms`);
  return name;
}
