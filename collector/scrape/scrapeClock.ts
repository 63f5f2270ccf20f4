/** Beyond this difference the machine's clock was set, not slewed. */
const REANCHOR_MS = 10_000;

export interface ClockSources {
  /** Milliseconds since the epoch; may jump. */
  readonly wallMs: () => number;
  /** Milliseconds since any moment; only goes on. */
  readonly monotonicMs: () => number;
  /** Told after the clock followed a jump of the wall clock by `byMs`. */
  readonly onReanchor: (byMs: number) => void;
}

/**
 * The time of scrapes: the wall clock as of the start, carried on by the monotonic clock, so that a jump of the
 * machine's clock does not make a scrape's samples out of order or its duration negative. When the wall clock has
 * moved away by more than ten seconds, scraping follows it: the times on dashboards must be the people's.
 */
export function createScrapeClock({ wallMs, monotonicMs, onReanchor }: ClockSources): () => number {
  let offsetMs = wallMs() - monotonicMs();
  return () => {
    const differenceMs = wallMs() - monotonicMs() - offsetMs;
    if (Math.abs(differenceMs) > REANCHOR_MS) {
      offsetMs += differenceMs;
      onReanchor(differenceMs);
    }
    return monotonicMs() + offsetMs;
  };
}
