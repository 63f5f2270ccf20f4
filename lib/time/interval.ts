/** The step of a query from the interval shown and the pixels there are, rounded as Grafana rounds it. */

/** `[below, becomes]` in ms: intervals below the first number become the second. */
const ROUNDING: readonly (readonly [number, number])[] = [
  [10, 1],
  [15, 10],
  [35, 20],
  [75, 50],
  [150, 100],
  [350, 200],
  [750, 500],
  [1500, 1000],
  [3500, 2000],
  [7500, 5000],
  [12_500, 10_000],
  [17_500, 15_000],
  [25_000, 20_000],
  [45_000, 30_000],
  [90_000, 60_000],
  [210_000, 120_000],
  [450_000, 300_000],
  [750_000, 600_000],
  [1_050_000, 900_000],
  [1_500_000, 1_200_000],
  [2_700_000, 1_800_000],
  [5_400_000, 3_600_000],
  [9_000_000, 7_200_000],
  [16_200_000, 10_800_000],
  [32_400_000, 21_600_000],
  [86_400_000, 43_200_000],
  [604_800_000, 86_400_000],
  [1_814_400_000, 604_800_000],
  [3_628_800_000, 2_592_000_000],
];

const YEAR_MS = 31_536_000_000;

export function roundInterval(intervalMs: number): number {
  for (const [below, becomes] of ROUNDING) if (intervalMs < below) return becomes;
  return YEAR_MS;
}

/**
 * `$__interval` in ms: the interval shown over the number of points wanted, rounded, and not below `minMs`
 * (a minimum is taken as it is).
 */
export function calculateInterval(rangeMs: number, maxDataPoints: number, minMs = 0): number {
  return Math.max(minMs, roundInterval(rangeMs / Math.max(1, maxDataPoints)));
}

/** `$__rate_interval` in ms: wide enough that every window holds at least four scrapes. */
export function rateInterval(intervalMs: number, scrapeIntervalMs: number): number {
  return Math.max(intervalMs + scrapeIntervalMs, 4 * scrapeIntervalMs);
}
