import { getLabel, type Labels, METRIC_NAME } from '@/lib/labels/labels';
import type { SeriesIndex } from './head/seriesIndex';
import type { StoreLimits } from './limits';
import type { SeriesRefusal } from './storage';

const HOUR_MS = 3_600_000;

/** Jobs are what targets and senders say: those beyond so many are counted together. */
const MAX_JOBS = 1_000;
const MAX_REFUSED_JOBS = 100;
const OTHER_JOBS = '(other jobs)';

export type SeriesLimits = Pick<
  StoreLimits,
  'maxSeries' | 'maxSeriesPerJob' | 'maxNewSeriesPerHour' | 'maxLabels' | 'maxLabelNameBytes' | 'maxLabelValueBytes'
>;

/** Series refused for one reason, of one job. */
export interface RefusedSeries {
  readonly reason: SeriesRefusal;
  readonly job: string;
  readonly count: number;
}

/**
 * Decides whether a new series may come into memory. Over a limit new series are refused while those that are there go on, so
 * that one job whose labels explode neither stops the others nor its own earlier series.
 */
export class SeriesGuard {
  private readonly refusals = new Map<string, { reason: SeriesRefusal; job: string; count: number }>();
  private readonly refusedJobs = new Set<string>();
  /** New series by job since the hour began. */
  private newSeries = new Map<string, number>();
  private hour = -1;

  constructor(
    private readonly limits: SeriesLimits,
    private readonly index: SeriesIndex,
    private readonly now: () => number,
  ) {}

  /** Why a label set that is not in memory may not come in; undefined: it may, and is counted as new. */
  admit(labels: Labels): SeriesRefusal | undefined {
    const job = getLabel(labels, 'job');
    const refusal = refusedLabels(labels, this.limits) ?? this.refusedCount(job);
    if (refusal === undefined) this.countNew(job);
    else this.countRefusal(refusal, job);
    return refusal;
  }

  /** Which limit fired, its value, and the setting that changes it. */
  explain(refusal: SeriesRefusal): string {
    const { limits } = this;
    switch (refusal) {
      case 'invalidLabels':
        return 'the label set is not valid';
      case 'seriesLimit':
        return `the limit of active series is reached (${limits.maxSeries}, BELVEDERE_MAX_SERIES)`;
      case 'jobSeriesLimit':
        return `the limit of active series per job is reached (${limits.maxSeriesPerJob}, BELVEDERE_MAX_SERIES_PER_JOB)`;
      case 'newSeriesLimit':
        return `the limit of new series per job and hour is reached (${limits.maxNewSeriesPerHour}, BELVEDERE_MAX_NEW_SERIES_PER_HOUR)`;
      case 'tooManyLabels':
        return `the series has too many labels (at most ${limits.maxLabels}, BELVEDERE_MAX_LABELS)`;
      case 'labelNameTooLong':
        return `a label name is too long (at most ${limits.maxLabelNameBytes} bytes, BELVEDERE_MAX_LABEL_NAME_BYTES)`;
      case 'labelValueTooLong':
        return `a label value is too long (at most ${limits.maxLabelValueBytes} bytes, BELVEDERE_MAX_LABEL_VALUE_BYTES)`;
    }
  }

  /** Since the start, by reason and job. */
  refused(): readonly RefusedSeries[] {
    return [...this.refusals.values()];
  }

  /** Only these, whatever else was given. */
  get seriesLimits(): SeriesLimits {
    const { maxSeries, maxSeriesPerJob, maxNewSeriesPerHour, maxLabels, maxLabelNameBytes, maxLabelValueBytes } =
      this.limits;
    return { maxSeries, maxSeriesPerJob, maxNewSeriesPerHour, maxLabels, maxLabelNameBytes, maxLabelValueBytes };
  }

  private refusedCount(job: string): SeriesRefusal | undefined {
    const { limits, index } = this;
    if (isOver(index.count, limits.maxSeries) || !index.hasRefs) return 'seriesLimit';
    if (job !== '' && isOver(this.seriesOf(job), limits.maxSeriesPerJob)) return 'jobSeriesLimit';
    if (isOver(this.newSeriesOf(job), limits.maxNewSeriesPerHour)) return 'newSeriesLimit';
    return undefined;
  }

  private seriesOf(job: string): number {
    const { symbols } = this.index.table;
    return this.index.postings.count(symbols.find('job'), symbols.find(job));
  }

  private newSeriesOf(job: string): number {
    const hour = Math.floor(this.now() / HOUR_MS);
    if (hour !== this.hour) this.newSeries = new Map();
    this.hour = hour;
    return this.newSeries.get(this.entryOf(job)) ?? 0;
  }

  private countNew(job: string): void {
    this.newSeries.set(this.entryOf(job), this.newSeriesOf(job) + 1);
  }

  private entryOf(job: string): string {
    return this.newSeries.has(job) || this.newSeries.size < MAX_JOBS ? job : OTHER_JOBS;
  }

  private countRefusal(reason: SeriesRefusal, of: string): void {
    if (this.refusedJobs.size < MAX_REFUSED_JOBS) this.refusedJobs.add(of);
    const job = this.refusedJobs.has(of) ? of : OTHER_JOBS;
    const key = `${reason}/${job}`;
    const known = this.refusals.get(key);
    if (known) known.count++;
    else this.refusals.set(key, { reason, job, count: 1 });
  }
}

/** 0 is no limit. */
function isOver(count: number, limit: number): boolean {
  return limit > 0 && count >= limit;
}

function refusedLabels(labels: Labels, limits: SeriesLimits): SeriesRefusal | undefined {
  if (!areValid(labels)) return 'invalidLabels';
  if (labels.length / 2 > limits.maxLabels) return 'tooManyLabels';
  for (let i = 0; i < labels.length; i += 2) {
    if (Buffer.byteLength(labels[i] as string) > limits.maxLabelNameBytes) return 'labelNameTooLong';
    if (Buffer.byteLength(labels[i + 1] as string) > limits.maxLabelValueBytes) return 'labelValueTooLong';
  }
  return undefined;
}

/** Whether a label set is as labels.ts says, and has a metric name. */
function areValid(labels: Labels): boolean {
  let named = false;
  for (let i = 0; i < labels.length; i += 2) {
    const name = labels[i];
    if (!name || !labels[i + 1]) return false;
    if (i > 0 && (labels[i - 2] as string) >= name) return false;
    if (name === METRIC_NAME) named = true;
  }
  return named;
}
