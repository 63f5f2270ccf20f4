import { LateColumn } from './lateColumn';

/** Late samples of one retention class and window. */
export class LateWindow {
  readonly columns = new Map<number, LateColumn>();
  samples = 0;
  bytes = 0;
  minTimeMs = Infinity;
  maxTimeMs = -Infinity;

  /**
   * @param openedAtMs when the first sample came
   * @param firstSequence the log row that the first sample is in
   */
  constructor(
    readonly retentionClass: number,
    readonly windowStartMs: number,
    readonly openedAtMs: number,
    readonly firstSequence: number,
  ) {}
}

/** Samples are inserted into columns that are kept in order, which takes time when these are long. */
const MAX_COLUMN = 16_384;

/** So many of a window are encoded in some 20 ms, in one turn. */
const MAX_SAMPLES = 1 << 18;

export interface LateContext {
  readonly windowMs: number;
  readonly maxBytes: number;
  nowMs(): number;
  logSequence(): number;
}

/**
 * Samples that came after their series' block was closed, and samples of imports, until they go to pages of their windows:
 * per window and series, by ref, in order of time. Who adds to it keeps it small by taking windows out.
 */
export class LateSamples {
  private readonly windows = new Map<string, LateWindow>();
  private size = 0;

  constructor(private readonly context: LateContext) {}

  /** About what it takes of memory. */
  get bytes(): number {
    return this.size;
  }

  get samples(): number {
    let sum = 0;
    for (const window of this.windows.values()) sum += window.samples;
    return sum;
  }

  get isEmpty(): boolean {
    return this.windows.size === 0;
  }

  all(): IterableIterator<LateWindow> {
    return this.windows.values();
  }

  /** The first log row that has samples of it; Infinity when it is empty. */
  get firstSequence(): number {
    let first = Infinity;
    for (const window of this.windows.values()) first = Math.min(first, window.firstSequence);
    return first;
  }

  has(ref: number): boolean {
    for (const window of this.windows.values()) if (window.columns.has(ref)) return true;
    return false;
  }

  /** What it has of a series at a time: the same sample, another one, or none. */
  compare(
    ref: number,
    retentionClass: number,
    timestampMs: number,
    value: number,
    stale: boolean,
  ): 'equal' | 'duplicate' | undefined {
    if (this.isEmpty) return undefined;
    const column = this.windows.get(this.nameOf(retentionClass, timestampMs))?.columns.get(ref);
    const at = column?.find(timestampMs) ?? -1;
    if (column === undefined || at < 0) return undefined;
    return column.isEqual(at, value, stale) ? 'equal' : 'duplicate';
  }

  /** Adds a sample that `compare` did not find. Answers a window that is to be taken out before the next one is added. */
  add(ref: number, retentionClass: number, timestampMs: number, value: number, stale: boolean): LateWindow | undefined {
    const name = this.nameOf(retentionClass, timestampMs);
    let window = this.windows.get(name);
    if (window === undefined) {
      const { windowMs, nowMs, logSequence } = this.context;
      const start = Math.floor(timestampMs / windowMs) * windowMs;
      window = new LateWindow(retentionClass, start, nowMs(), logSequence());
      this.windows.set(name, window);
    }
    const column = window.columns.get(ref) ?? new LateColumn();
    const before = window.columns.has(ref) ? column.bytes : 0;
    column.insert(timestampMs, value, stale);
    window.columns.set(ref, column);
    window.samples++;
    window.minTimeMs = Math.min(window.minTimeMs, timestampMs);
    window.maxTimeMs = Math.max(window.maxTimeMs, timestampMs);
    window.bytes += column.bytes - before;
    this.size += column.bytes - before;
    if (column.length >= MAX_COLUMN || window.samples >= MAX_SAMPLES) return window;
    return this.size > this.context.maxBytes ? this.largest() : undefined;
  }

  /** Takes a window out. */
  remove(window: LateWindow): void {
    this.windows.delete(this.nameOf(window.retentionClass, window.windowStartMs));
    this.size -= window.bytes;
  }

  private largest(): LateWindow | undefined {
    let largest: LateWindow | undefined;
    for (const window of this.windows.values()) {
      if (largest === undefined || window.bytes > largest.bytes) largest = window;
    }
    return largest;
  }

  private nameOf(retentionClass: number, timestampMs: number): string {
    return `${retentionClass}/${Math.floor(timestampMs / this.context.windowMs)}`;
  }
}
