/** Moves of an absolute time range, in ms. */
export interface Bounds {
  readonly fromMs: number;
  readonly toMs: number;
}

const EARLIEST_MS = 0;
const LATEST_MS = 4_102_444_800_000; // 2100-01-01
const SHORTEST_MS = 1000;

/** Twice as long around the same middle, but no further into the future than it was: nothing is known of it. */
export function zoomedOut({ fromMs, toMs }: Bounds, nowMs: number): Bounds {
  const lengthMs = Math.max(SHORTEST_MS, toMs - fromMs);
  const endMs = Math.max(toMs, Math.min(nowMs, toMs + lengthMs / 2));
  return inside({ fromMs: endMs - 2 * lengthMs, toMs: endMs });
}

/** Half as long around the same middle, at least a second. */
export function zoomedIn({ fromMs, toMs }: Bounds): Bounds {
  const quarter = Math.max(SHORTEST_MS, (toMs - fromMs) / 2) / 2;
  const middle = (fromMs + toMs) / 2;
  return inside({ fromMs: middle - quarter, toMs: middle + quarter });
}

/** Half a range to the left (-1) or right (1). */
export function shifted({ fromMs, toMs }: Bounds, direction: -1 | 1): Bounds {
  const step = (direction * (toMs - fromMs)) / 2;
  return inside({ fromMs: fromMs + step, toMs: toMs + step });
}

/** Between two points in any order, at least a second long. */
export function zoomedTo(aMs: number, bMs: number): Bounds {
  const fromMs = Math.min(aMs, bMs);
  return inside({ fromMs, toMs: Math.max(fromMs + SHORTEST_MS, aMs, bMs) });
}

/** The part of a range that lies within others; all of those where none does. */
export function within({ fromMs, toMs }: Bounds, limits: Bounds): Bounds {
  const part = { fromMs: Math.max(fromMs, limits.fromMs), toMs: Math.min(toMs, limits.toMs) };
  return part.fromMs < part.toMs ? part : limits;
}

function inside({ fromMs, toMs }: Bounds): Bounds {
  return { fromMs: Math.round(Math.max(EARLIEST_MS, fromMs)), toMs: Math.round(Math.min(LATEST_MS, toMs)) };
}
