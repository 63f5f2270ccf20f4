/** How far a scrape may start from its appointed time and still be stamped with it. As Prometheus. */
const ALIGN_TOLERANCE_MS = 2;

/**
 * When a target is scraped: every interval, at an offset within it that depends on the target alone, so that load
 * spreads and a restart keeps the rhythm. Pure.
 */
export class ScrapeSchedule {
  readonly #offsetMs: number;

  /** `key` names the target; equal keys get equal offsets. */
  constructor(
    readonly intervalMs: number,
    key: string,
  ) {
    this.#offsetMs = Math.floor((hashText(key) / 2 ** 32) * intervalMs);
  }

  /** The first appointed time after `nowMs`. */
  next(nowMs: number): number {
    const base = Math.floor(nowMs / this.intervalMs) * this.intervalMs + this.#offsetMs;
    const earlier = base - this.intervalMs;
    if (earlier > nowMs) return earlier;
    return base > nowMs ? base : base + this.intervalMs;
  }

  /**
   * The timestamp of a scrape that was due at `dueMs` and starts at `nowMs`: the appointed time when it is close,
   * because evenly spaced timestamps compress to almost nothing.
   */
  timestamp(dueMs: number, nowMs: number): number {
    const tolerance = Math.min(ALIGN_TOLERANCE_MS, this.intervalMs / 100);
    return Math.abs(nowMs - dueMs) <= tolerance ? dueMs : Math.floor(nowMs);
  }
}

/** FNV-1a over UTF-16 units with a final mix, so that close keys land far apart. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
