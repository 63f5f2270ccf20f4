import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { SeriesPage } from '../chunkenc/seriesPage';
import { type Directory, type Members, MetricWalk, readMembers } from '../postgres/directory';
import type { SealedWindow } from '../postgres/sealedPages';
import { cutPage } from '../retention/cutPage';
import { type Deletions, EVER } from '../retention/deletions';
import type { PageAccess } from '../worker/pageAccess';

/** The published generation of a window cannot be amended, and stays as it is. */
export class UnreadableWindowError extends Error {
  readonly code = 'unreadable_window';
}

/** The published generation of a window that is to be amended. */
export class EarlierGeneration {
  private readonly walk: MetricWalk;
  /** Samples left out of the pages read so far, because they were deleted. */
  removed = 0;
  private readonly gone = new Set<number>();
  /** The series of a page before something was cut out of it: the walk must come by all of them. */
  private readonly listed = new WeakMap<SeriesPage, readonly number[]>();

  private constructor(
    private readonly access: PageAccess,
    readonly window: SealedWindow,
    readonly members: Members,
    /** By number. */
    readonly columns: readonly Float64Array[],
    private readonly deletions: Deletions,
  ) {
    this.walk = new MetricWalk(members);
  }

  /** Rejects with UnreadableWindowError, having said which part is damaged. */
  static async open(access: PageAccess, window: SealedWindow, deletions: Deletions): Promise<EarlierGeneration> {
    const members = await membersOf(access, window);
    const columns = await access.columns(window);
    if (columns === undefined) throw new UnreadableWindowError('its timestamps are damaged');
    return new EarlierGeneration(access, window, members, columns, deletions.ofPages(window.deletionsUntil, EVER));
  }

  /** Whether something was deleted of its series: then its pages must be written anew. */
  get hasDeleted(): boolean {
    return this.deletions.touchesAny(this.members.refs);
  }

  /** The series, without those of which nothing is left in the pages read so far. */
  get remaining(): Pick<Members, 'refs' | 'lastMs'> {
    if (this.gone.size === 0) return this.members;
    const refs: number[] = [];
    const lastMs: number[] = [];
    for (const [i, ref] of this.members.refs.entries()) {
      if (this.gone.has(ref)) continue;
      refs.push(ref);
      lastMs.push(this.members.lastMs[i] as number);
    }
    return { refs: Uint32Array.from(refs), lastMs: Float64Array.from(lastMs) };
  }

  get directory(): Directory {
    return this.window.directory;
  }

  get pages(): number {
    return this.directory.series.parts.length;
  }

  /** Rejects with UnreadableWindowError. */
  async page(number: number): Promise<SeriesPage> {
    const pages = await this.access.seriesPages(this.window, [number]);
    const page = pages.get(number);
    if (page === undefined) throw new UnreadableWindowError(`its page ${number} is damaged`);
    const cut = cutPage(page, this.columns, this.deletions);
    this.removed += cut.removed;
    for (const ref of cut.gone) this.gone.add(ref);
    this.listed.set(cut.page, [...page.entryOf.keys()]);
    return cut.page;
  }

  /** Series of a page in order, with their metrics and entries. */
  *seriesOf(number: number, page: SeriesPage): Generator<{ metric: string; ref: number; entry: number }> {
    this.walk.enterPage(this.directory.firstMetrics[number] as string);
    for (const ref of this.listed.get(page) ?? page.entryOf.keys()) {
      const metric = this.walk.next(ref);
      const entry = page.entryOf.get(ref);
      if (entry !== undefined) yield { metric, ref, entry };
    }
  }

  /** The metrics that begin in a page, and the first series of each. */
  *metricsIn(number: number): Generator<{ metric: string; ref: number }> {
    const { firstMetrics, firstRefs } = this.directory;
    yield { metric: firstMetrics[number] as string, ref: firstRefs[number] as number };
    const { metrics, metricRefs } = this.members;
    const next = { metric: firstMetrics[number + 1], ref: firstRefs[number + 1] ?? 0 };
    for (let i = this.firstMetricAfter(firstMetrics[number] as string); i < metrics.length; i++) {
      const found = { metric: metrics[i] as string, ref: metricRefs[i] as number };
      if (next.metric !== undefined && !isBefore(found.metric, found.ref, next.metric, next.ref)) return;
      yield found;
    }
  }

  private firstMetricAfter(metric: string): number {
    const { metrics } = this.members;
    let low = 0;
    let high = metrics.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((metrics[middle] as string) <= metric) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Order of series in a window. */
export function isBefore(metric: string, ref: number, otherMetric: string, otherRef: number): boolean {
  return metric < otherMetric || (metric === otherMetric && ref < otherRef);
}

async function membersOf(access: PageAccess, window: SealedWindow): Promise<Members> {
  const bytes = await access.tables.sealed.readMembers(window);
  if (bytes === undefined) throw new UnreadableWindowError('its row is gone');
  try {
    const { metrics, ...rest } = readMembers(bytes);
    if (metrics === undefined || window.directory.timestamps.firstColumns === undefined) {
      throw new UnreadableWindowError('an older program sealed it, without a list of its metrics');
    }
    return { ...rest, metrics };
  } catch (cause) {
    if (!(cause instanceof CorruptPageError)) throw cause;
    access.onDamage(`members: ${cause.message}`);
    throw new UnreadableWindowError('its list of series is damaged', { cause });
  }
}
