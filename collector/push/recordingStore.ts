import type {
  Appendable,
  Appender,
  AppendOutcome,
  CohortKey,
  Commit,
  Exemplar,
  ExemplarOutcome,
  MetricMetadata,
  SeriesRef,
  SeriesRefusal,
} from '@/collector/storage/storage';
import { formatLabels, type Labels } from '@/lib/labels/labels';

/** What a commit has brought, as `cohort series timestamp value`. */
export type RecordedSample = readonly [cohort: string, series: string, timestampMs: number, value: number | 'stale'];

/** An Appendable that keeps what is committed, for tests of writers: it has the seam's rules, and no storage. */
export class RecordingStore implements Appendable {
  readonly committed: RecordedSample[] = [];
  readonly metadata: MetricMetadata[] = [];
  /** Of all appenders, committed or not. */
  readonly exemplars: [series: string, exemplar: Exemplar][] = [];
  /** Calls of `Appender.series`. */
  seriesCalls = 0;
  commits = 0;
  rollbacks = 0;
  /** Rejection of `durable()`. */
  failure: Error | undefined;
  private readonly names = new Map<SeriesRef, string>();
  private readonly newest = new Map<SeriesRef, readonly [timestampMs: number, value: number | 'stale']>();
  private nextRef = 1;

  constructor(private readonly refuse: (labels: Labels) => SeriesRefusal | undefined = () => undefined) {}

  /** Forgets all refs, as the store does with series that have not been written for hours. */
  forgetSeries(): void {
    this.names.clear();
  }

  appender(cohort: CohortKey): Appender {
    const pending: RecordedSample[] = [];
    const refused = { duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 };
    const put = (ref: SeriesRef, timestampMs: number, value: number | 'stale'): AppendOutcome | undefined => {
      const outcome = this.check(ref, timestampMs, value);
      if (outcome === 'ok') {
        pending.push([`${cohort.job}/${cohort.instance}/${cohort.origin}`, this.names.get(ref)!, timestampMs, value]);
        this.newest.set(ref, [timestampMs, value]);
      } else if (outcome !== undefined) refused[outcome]++;
      return outcome;
    };
    return {
      series: (labels) => this.makeSeries(labels),
      explain: (refusal) => `refused by the store: ${refusal}`,
      append: put,
      appendStale: (ref, timestampMs) => put(ref, timestampMs, 'stale'),
      exemplar: (ref, exemplar) => this.takeExemplar(ref, exemplar),
      metadata: (metadata) => this.metadata.push(metadata),
      commit: (): Commit => {
        this.commits++;
        this.committed.push(...pending);
        return { appended: pending.length, refused, durable: () => this.durable() };
      },
      rollback: () => {
        this.rollbacks++;
      },
    };
  }

  private makeSeries(labels: Labels): SeriesRef | SeriesRefusal {
    this.seriesCalls++;
    const refusal = this.refuse(labels);
    if (refusal !== undefined) return refusal;
    this.names.set(this.nextRef, formatLabels(labels));
    return this.nextRef++;
  }

  private takeExemplar(ref: SeriesRef, exemplar: Exemplar): ExemplarOutcome | undefined {
    const series = this.names.get(ref);
    if (series === undefined) return undefined;
    const newest = this.exemplars.findLast(([other]) => other === series)?.[1];
    if (newest !== undefined && exemplar.timestampMs < newest.timestampMs) return 'outOfOrder';
    this.exemplars.push([series, exemplar]);
    return 'ok';
  }

  private check(ref: SeriesRef, timestampMs: number, value: number | 'stale'): AppendOutcome | undefined {
    if (!this.names.has(ref)) return undefined;
    const [lastMs, lastValue] = this.newest.get(ref) ?? [Number.NEGATIVE_INFINITY, 0];
    if (timestampMs < lastMs) return 'outOfOrder';
    return timestampMs === lastMs && !Object.is(value, lastValue) ? 'duplicate' : 'ok';
  }

  private async durable(): Promise<void> {
    if (this.failure !== undefined) throw this.failure;
  }
}
