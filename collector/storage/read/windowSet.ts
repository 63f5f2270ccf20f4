import type { SealedWindow } from '../postgres/sealedPages';
import { TIERS } from '../tiers';

/** Published windows of all tiers and retention classes. Immutable: who holds one holds a state of the store. */
export class WindowSet {
  static readonly EMPTY = new WindowSet(new Map());

  private constructor(private readonly windows: ReadonlyMap<string, SealedWindow>) {}

  get size(): number {
    return this.windows.size;
  }

  all(): IterableIterator<SealedWindow> {
    return this.windows.values();
  }

  /** The windows of one tier in order of their start, those of all classes. */
  ofTier(tier: number): SealedWindow[] {
    const found = [...this.windows.values()].filter((window) => window.tier === tier);
    return found.sort((a, b) => a.windowStartMs - b.windowStartMs || a.class - b.class);
  }

  get(key: WindowKey): SealedWindow | undefined {
    return this.windows.get(windowKeyName(key));
  }

  /** With a window added, or put in the place of its earlier generation. */
  with(window: SealedWindow): WindowSet {
    return new WindowSet(new Map(this.windows).set(windowKeyName(window), window));
  }

  without(isGone: (window: SealedWindow) => boolean): WindowSet {
    return new WindowSet(new Map([...this.windows].filter(([, window]) => !isGone(window))));
  }
}

/** What names a window: one set of pages that is published as a whole. */
export interface WindowKey {
  /** Number of its resolution (tiers.ts). */
  readonly tier: number;
  /** Retention class; 0 is the default one. */
  readonly class: number;
  readonly windowStartMs: number;
}

/** As in log lines and cache keys: tier, class and start, `raw/0/2026-11-22T10:00:00.000Z`. */
export function windowKeyName({ tier, class: retentionClass, windowStartMs }: WindowKey): string {
  return `${TIERS[tier]?.name ?? tier}/${retentionClass}/${new Date(windowStartMs).toISOString()}`;
}
