import type {
  Appendable,
  Appender,
  AppendOutcome,
  CohortKey,
  Commit,
  ExemplarOutcome,
  SeriesRef,
} from '@/collector/storage/storage';
import { formatLabels, getLabel, type Labels, METRIC_NAME } from '@/lib/labels/labels';
import { isStaleAt } from '@/lib/labels/staleness';
import { familyName } from './familyName';
import type { SeriesMemory } from './seriesMemory';
import type { WrittenExemplar } from './writeColumns';
import { readWrittenLabelSet, readWrittenLabels } from './writeLabels';
import type { SeriesMetadata, WriteRequest } from './writeRequest';
import { EXEMPLAR_REFUSAL_TEXTS, REFUSAL_TEXTS, Refusals, type WriteResult } from './writeResult';

const ORIGIN = 'push';
/** For metadata, which belongs to no series. */
const NO_COHORT: CohortKey = { job: '', instance: '', origin: ORIGIN };

/**
 * A series as the receiver remembers it: its labels are parsed once, its ref is asked for once. It does not hold the labels,
 * which would be most of its memory: the rare who wants them reads them again.
 */
export interface RememberedSeries {
  readonly cohort: CohortKey;
  ref: SeriesRef;
  /** What the last request of version 2 said. */
  metadata: SeriesMetadata | undefined;
}

/** One request on its way into the store. Appenders live within a turn only: others append between turns. */
export class RequestWriter {
  private readonly appenders = new Map<string, Appender>();
  private readonly commits: Commit[] = [];
  private readonly refusals = new Refusals();
  /** The series at hand, and its next sample. */
  private series = 0;
  private sample = 0;
  private exemplar = 0;
  private writtenExemplars = 0;
  private metadataTaken = false;
  private lastCohort = NO_COHORT;
  private lastAppender: Appender | undefined;

  constructor(
    private readonly request: WriteRequest,
    private readonly appendable: Appendable,
    private readonly memory: SeriesMemory<RememberedSeries>,
  ) {
    const { histograms } = request;
    if (histograms === 0) return;
    this.refusals.add('nativeHistogram', histograms, `native histograms are not stored yet (${histograms} left out)`);
  }

  /** Writes so many samples and commits them; false when the request is written. */
  writeTurn(samples: number): boolean {
    const { request } = this;
    // Other requests use the memory between turns.
    this.memory.begin(request.bytes);
    try {
      this.takeMetadata();
      for (let left = samples; left > 0 && this.series < request.seriesCount; ) left -= this.writeSome(left);
    } catch (error) {
      for (const appender of this.appenders.values()) appender.rollback();
      throw error;
    } finally {
      this.memory.end();
    }
    for (const appender of this.appenders.values()) this.commits.push(appender.commit());
    this.appenders.clear();
    this.lastAppender = undefined;
    return this.series < request.seriesCount;
  }

  result(): WriteResult {
    const { commits, request, refusals } = this;
    const refused = refusals.counts(commits);
    const refusedSamples = Object.values(refused).reduce((sum, count) => sum + count, 0) - refused.nativeHistogram;
    return {
      written: { samples: request.sampleCount - refusedSamples, histograms: 0, exemplars: this.writtenExemplars },
      appended: commits.reduce((sum, commit) => sum + commit.appended, 0),
      refused,
      refusedExemplars: refusals.exemplars,
      rejection: refusals.rejection(commits),
      durable: async () => {
        await Promise.all(commits.map((commit) => commit.durable()));
      },
    };
  }

  private takeMetadata(): void {
    if (this.metadataTaken || this.request.metadata.length === 0) return;
    this.metadataTaken = true;
    const appender = this.appenderOf(NO_COHORT);
    for (const metadata of this.request.metadata) appender.metadata(metadata);
  }

  /** Goes on with the series at hand, up to `most` samples; answers the work done, at least 1. */
  private writeSome(most: number): number {
    const { request, series } = this;
    const seriesEnd = request.sampleStarts[series + 1]!;
    const first = this.sample;
    const end = Math.min(seriesEnd, first + most);
    const hasExemplars = request.exemplars[this.exemplar]?.series === series;
    const known = end > first || hasExemplars ? this.lookUp(series, end - first) : undefined;
    if (known !== undefined) {
      this.takeSeriesMetadata(known);
      for (let sample = first; sample < end; sample++) this.writeSample(known, sample);
    }
    this.sample = end;
    if (end === seriesEnd) {
      this.takeExemplars(known);
      this.series++;
    }
    return Math.max(1, end - first);
  }

  /** The series from memory, or made known to the store; undefined when its samples were refused. */
  private lookUp(series: number, samples: number): RememberedSeries | undefined {
    const { request, memory } = this;
    const start = request.labelStarts[series]!;
    const end = request.labelEnds[series]!;
    const remembered = memory.find(start, end);
    if (remembered !== undefined) return remembered;
    const read = readWrittenLabels(request.bytes, start, end);
    if (!read.ok) {
      this.refusals.add('invalidLabels', samples, read.reason);
      return undefined;
    }
    const { labels } = read;
    const cohort = this.cohortOf(labels);
    const ref = this.refOf(labels, cohort, samples);
    if (ref === undefined) return undefined;
    const made = { cohort, ref, metadata: undefined };
    memory.add(start, end, made);
    return made;
  }

  /** Of the series at hand, whose labels were read without fault before. */
  private labelsAtHand(): Labels {
    const { bytes, labelStarts, labelEnds } = this.request;
    const read = readWrittenLabels(bytes, labelStarts[this.series]!, labelEnds[this.series]!);
    return read.ok ? read.labels : [];
  }

  /** One object for neighbours of one cohort: comparing it is cheaper than comparing its strings. */
  private cohortOf(labels: Labels): CohortKey {
    const cohort = { job: getLabel(labels, 'job'), instance: getLabel(labels, 'instance'), origin: ORIGIN };
    return isSameCohort(this.lastCohort, cohort) ? this.lastCohort : cohort;
  }

  private refOf(labels: Labels, cohort: CohortKey, samples: number): SeriesRef | undefined {
    const appender = this.appenderOf(cohort);
    const ref = appender.series(labels);
    if (typeof ref === 'number') return ref;
    this.refusals.add(ref, samples, `${appender.explain(ref)} for series ${formatLabels(labels)}`);
    return undefined;
  }

  private takeSeriesMetadata(series: RememberedSeries): void {
    const said = this.request.seriesMetadata(this.series);
    if (said === undefined || isSameMetadata(said, series.metadata)) return;
    series.metadata = said;
    const metric = familyName(getLabel(this.labelsAtHand(), METRIC_NAME), said.type);
    this.appenderOf(series.cohort).metadata({ metric, ...said });
  }

  private writeSample(series: RememberedSeries, sample: number): void {
    let outcome = this.append(series, sample);
    if (outcome === undefined) {
      // The store has dropped the series from its memory in the meantime.
      const ref = this.refOf(this.labelsAtHand(), series.cohort, 1);
      if (ref === undefined) return;
      series.ref = ref;
      outcome = this.append(series, sample);
    }
    if (outcome === undefined)
      throw new Error(`BUG: the store does not know ref ${series.ref}, which it has just given`);
    if (outcome !== 'ok')
      this.refusals.noteSample(() => `${REFUSAL_TEXTS[outcome]} for series ${formatLabels(this.labelsAtHand())}`);
  }

  private append({ cohort, ref }: RememberedSeries, sample: number): AppendOutcome | undefined {
    const { request } = this;
    const appender = this.appenderOf(cohort);
    const timestamp = request.timestamps[sample]!;
    return isStaleAt(request.words, sample)
      ? appender.appendStale(ref, timestamp)
      : appender.append(ref, timestamp, request.values[sample]!);
  }

  /** Those of the series at hand; senders of version 1 send them as a series of its own, without samples. */
  private takeExemplars(series: RememberedSeries | undefined): void {
    const { exemplars } = this.request;
    for (let one = exemplars[this.exemplar]; one?.series === this.series; one = exemplars[++this.exemplar]) {
      if (series === undefined) this.refusals.addExemplar();
      else this.writeExemplar(series, one);
    }
  }

  private writeExemplar(series: RememberedSeries, exemplar: WrittenExemplar): void {
    const read = readWrittenLabelSet(this.request.bytes, exemplar.labelStart, exemplar.labelEnd);
    const outcome = read.ok ? this.appendExemplar(series, exemplar, read.labels) : 'invalidLabels';
    if (outcome === 'ok' || outcome === 'duplicate') this.writtenExemplars++;
    else if (this.request.version === 1 || outcome === 'disabled') this.refusals.addExemplar();
    else {
      const why = read.ok ? EXEMPLAR_REFUSAL_TEXTS[outcome] : read.reason;
      this.refusals.addExemplar(() => `${why} for series ${formatLabels(this.labelsAtHand())}`);
    }
  }

  private appendExemplar(series: RememberedSeries, written: WrittenExemplar, labels: Labels): ExemplarOutcome {
    const { timestampMs, value } = written;
    const append = () => this.appenderOf(series.cohort).exemplar(series.ref, { labels, timestampMs, value }, false);
    const outcome = append();
    if (outcome !== undefined) return outcome;
    const ref = this.refOf(this.labelsAtHand(), series.cohort, 0);
    if (ref !== undefined) series.ref = ref;
    return append() ?? 'disabled';
  }

  /** Neighbours in a request are mostly of one cohort. */
  private appenderOf(cohort: CohortKey): Appender {
    if (this.lastAppender !== undefined && isSameCohort(this.lastCohort, cohort)) return this.lastAppender;
    const id = `${cohort.job}\u0000${cohort.instance}`;
    let appender = this.appenders.get(id);
    if (appender === undefined) {
      appender = this.appendable.appender(cohort);
      this.appenders.set(id, appender);
    }
    this.lastCohort = cohort;
    this.lastAppender = appender;
    return appender;
  }
}

function isSameCohort(a: CohortKey, b: CohortKey): boolean {
  return a === b || (a.job === b.job && a.instance === b.instance);
}

function isSameMetadata(a: SeriesMetadata, b: SeriesMetadata | undefined): boolean {
  return b !== undefined && a.type === b.type && a.help === b.help && a.unit === b.unit;
}
