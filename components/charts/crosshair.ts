/** The shared crosshair of a dashboard: who hovers, and when. One tiny store per group; no React, no DOM. */

export interface CrosshairState {
  /** The chart under the pointer. */
  readonly sourceId: string;
  readonly timeMs: number;
}

type Listener = () => void;

class CrosshairGroup {
  private state: CrosshairState | null = null;
  private readonly listeners = new Set<Listener>();

  /** Stable functions, for useSyncExternalStore. */
  readonly subscribe = (listener: Listener): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly get = (): CrosshairState | null => this.state;

  set(next: CrosshairState | null): void {
    const same = this.state?.sourceId === next?.sourceId && this.state?.timeMs === next?.timeMs;
    if (same) return;
    this.state = next;
    for (const listener of this.listeners) listener();
  }

  /** Clears the crosshair unless another chart has taken it over meanwhile. */
  leave(sourceId: string): void {
    if (this.state?.sourceId === sourceId) this.set(null);
  }

  get idle(): boolean {
    return this.listeners.size === 0;
  }
}

export type { CrosshairGroup };

const groups = new Map<string, CrosshairGroup>();
const MAX_GROUPS = 50;

/** The group of a name, made when first asked for. */
export function crosshairGroup(name: string): CrosshairGroup {
  let group = groups.get(name);
  if (!group) {
    if (groups.size >= MAX_GROUPS) for (const [key, old] of groups) if (old.idle) groups.delete(key);
    group = new CrosshairGroup();
    groups.set(name, group);
  }
  return group;
}
