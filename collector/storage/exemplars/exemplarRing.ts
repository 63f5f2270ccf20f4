import { type Labels, labelsKey } from '@/lib/labels/labels';
import type { Exemplar, ExemplarOutcome, SeriesExemplars, SeriesRef } from '../storage';

/** A series that has exemplars in the ring. */
interface RingSeries {
  readonly key: string;
  readonly labels: Labels;
  /** Ascending in time. */
  readonly exemplars: Exemplar[];
  /** Refs it was asked for by: more than one when it left the store's memory and came back. */
  readonly refs: Set<SeriesRef>;
}

/** A hostile sender must not fill the places that come after its refs. */
const MAX_REFS = 16;

/**
 * The newest exemplars of all series together: when it is full, the oldest goes, of whatever series it is. Exemplars of a
 * series ascend in time, as in Prometheus, so that one which comes again is recognised.
 */
export class ExemplarRing {
  private readonly byKey = new Map<string, RingSeries>();
  private readonly byRef = new Map<SeriesRef, RingSeries>();
  /** Series of the exemplars, in the order these came; the oldest at `first`. */
  private order: (RingSeries | undefined)[] = [];
  private first = 0;
  private newestGone = Number.NEGATIVE_INFINITY;

  constructor(private maxExemplars: number) {}

  get count(): number {
    return this.order.length - this.first;
  }

  get seriesCount(): number {
    return this.byKey.size;
  }

  /** The ring has all exemplars that are newer than this time in ms. */
  get completeAfterMs(): number {
    return this.newestGone;
  }

  /** Tells that exemplars up to a time are stored, and not here. */
  noteMissing(untilMs: number): void {
    this.newestGone = Math.max(this.newestGone, untilMs);
  }

  resize(maxExemplars: number): void {
    this.maxExemplars = maxExemplars;
    this.shrink();
  }

  /**
   * What `add` would answer. `labels` are asked for only where the ref does not tell the series. `impliedTime`: the exemplar brought no time of its own, so one that differs from the newest by
   * its time only is the same one, seen again.
   */
  check(ref: SeriesRef, labels: () => Labels, exemplar: Exemplar, impliedTime: boolean): ExemplarOutcome {
    if (this.maxExemplars <= 0) return 'disabled';
    let series = this.byRef.get(ref);
    if (series === undefined) {
      series = this.byKey.get(labelsKey(labels()));
      if (series !== undefined) this.noteRef(series, ref);
    }
    return outcomeAfter(series?.exemplars.at(-1), exemplar, impliedTime);
  }

  /** @param ref undefined: known by its labels only, from what is stored */
  add(ref: SeriesRef | undefined, labels: Labels, exemplar: Exemplar, impliedTime: boolean): ExemplarOutcome {
    if (this.maxExemplars <= 0) return 'disabled';
    const series = this.seriesOf(ref, labels);
    const outcome = outcomeAfter(series.exemplars.at(-1), exemplar, impliedTime);
    if (outcome !== 'ok') return outcome;
    if (series.exemplars.length === 0) this.byKey.set(series.key, series);
    if (ref !== undefined) this.noteRef(series, ref);
    series.exemplars.push(exemplar);
    this.order.push(series);
    this.shrink();
    return 'ok';
  }

  /** Those in the interval, of series that `matches` takes, in no particular order. */
  select(matches: (labels: Labels) => boolean, minTimeMs: number, maxTimeMs: number): SeriesExemplars[] {
    const selected: SeriesExemplars[] = [];
    for (const { labels, exemplars } of this.byKey.values()) {
      if (!matches(labels)) continue;
      const inside = exemplars.filter(({ timestampMs }) => timestampMs >= minTimeMs && timestampMs <= maxTimeMs);
      if (inside.length > 0) selected.push({ labels, exemplars: inside });
    }
    return selected;
  }

  private noteRef(series: RingSeries, ref: SeriesRef): void {
    if (series.refs.size >= MAX_REFS) return;
    series.refs.add(ref);
    this.byRef.set(ref, series);
  }

  private seriesOf(ref: SeriesRef | undefined, labels: Labels): RingSeries {
    const known = ref === undefined ? undefined : this.byRef.get(ref);
    if (known !== undefined) return known;
    const key = labelsKey(labels);
    return this.byKey.get(key) ?? { key, labels, exemplars: [], refs: new Set() };
  }

  private shrink(): void {
    while (this.count > this.maxExemplars) this.dropOldest();
    // Moved together now and then, so that dropping one costs the same whatever the ring's size is.
    if (this.first < 1024 || this.first < this.order.length / 2) return;
    this.order = this.order.slice(this.first);
    this.first = 0;
  }

  private dropOldest(): void {
    const series = this.order[this.first];
    this.order[this.first++] = undefined;
    const gone = series?.exemplars.shift();
    if (series === undefined || gone === undefined)
      throw new Error('BUG: the ring names an exemplar that is not there');
    this.noteMissing(gone.timestampMs);
    if (series.exemplars.length > 0) return;
    this.byKey.delete(series.key);
    for (const ref of series.refs) this.byRef.delete(ref);
  }
}

/** What becomes of an exemplar that comes after `newest`. */
export function outcomeAfter(newest: Exemplar | undefined, next: Exemplar, impliedTime: boolean): ExemplarOutcome {
  if (newest === undefined) return 'ok';
  const isSame = Object.is(newest.value, next.value) && labelsKey(newest.labels) === labelsKey(next.labels);
  if (isSame && (impliedTime || newest.timestampMs === next.timestampMs)) return 'duplicate';
  return next.timestampMs > newest.timestampMs ? 'ok' : 'outOfOrder';
}
