import type { Labels } from '@/lib/labels/labels';
import type { StoreCounters } from './counters';
import { newRefusals } from './counters';
import type { Exemplars } from './exemplars/exemplars';
import { PendingExemplars } from './exemplars/pendingExemplars';
import type { Cohort } from './head/cohort';
import type { Head, PutOutcome } from './head/head';
import type { MetadataStore } from './head/metadataStore';
import type { PendingSamples } from './head/pendingSamples';
import { SampleBuffer } from './head/sampleBuffer';
import type { StoreLimits } from './limits';
import type { LogWriter } from './log/logWriter';
import type { SeriesGuard } from './seriesGuard';
import type {
  Appender,
  AppendOutcome,
  Commit,
  Exemplar,
  ExemplarOutcome,
  MetricMetadata,
  SeriesRef,
  SeriesRefusal,
} from './storage';

/** What appenders share. */
export interface AppendState {
  readonly head: Head;
  readonly log: LogWriter;
  readonly metadata: MetadataStore;
  readonly exemplars: Exemplars;
  readonly guard: SeriesGuard;
  readonly limits: StoreLimits;
  readonly counters: StoreCounters;
  readonly pending: PendingSamples;
  /** Buffers of ended appenders, for the next ones. */
  readonly buffers: SampleBuffer[];
  /** How long raw samples of a retention class are kept, in ms; of the default class when none is given. */
  keptMs(retentionClass?: number): number;
  now(): number;
}

/** A pushed request has an appender for each job and instance in it. */
const KEPT_BUFFERS = 64;

/** Every class keeps samples for longer. */
const RECENT_MS = 600_000;

/** Collects samples and, at commit, puts them into the head and the log. */
export class StoreAppender implements Appender {
  private readonly samples: SampleBuffer;
  private readonly refused = newRefusals();
  private readonly owner: number;
  /** Times that samples may have. */
  readonly earliestMs: number;
  readonly latestMs: number;
  private readonly recentMs: number;
  private exemplars: PendingExemplars | undefined;
  private ended = false;

  /** @param backfill takes samples of any age within the retention */
  constructor(
    private readonly state: AppendState,
    private readonly cohort: Cohort,
    private readonly backfill: boolean,
  ) {
    const nowMs = state.now();
    this.samples = state.buffers.pop() ?? new SampleBuffer();
    this.owner = state.pending.newOwner();
    this.earliestMs = nowMs - state.keptMs();
    this.recentMs = nowMs - RECENT_MS;
    this.latestMs = nowMs + state.limits.maxAheadMs;
  }

  series(labels: Labels): SeriesRef | SeriesRefusal {
    const { head, log, guard } = this.state;
    const known = head.index.find(labels);
    if (known >= 0) return head.index.refOf(known);
    const refusal = guard.admit(labels);
    if (refusal !== undefined) return refusal;
    const slot = head.addSeries(labels);
    const ref = head.index.refOf(slot);
    log.builder.series(ref, slot, labels);
    return ref;
  }

  explain(refusal: SeriesRefusal): string {
    return this.state.guard.explain(refusal);
  }

  append(ref: SeriesRef, timestampMs: number, value: number): AppendOutcome | undefined {
    return this.add(ref, timestampMs, value, false);
  }

  appendStale(ref: SeriesRef, timestampMs: number): AppendOutcome | undefined {
    return this.add(ref, timestampMs, 0, true);
  }

  exemplar(ref: SeriesRef, exemplar: Exemplar, impliedTime: boolean): ExemplarOutcome | undefined {
    const { index } = this.state.head;
    const slot = index.slotOf(ref);
    if (slot < 0) return undefined;
    this.exemplars ??= new PendingExemplars(this.state.exemplars, this);
    return this.exemplars.add(ref, () => index.labels(slot), exemplar, impliedTime);
  }

  metadata(metadata: MetricMetadata): void {
    if (this.state.metadata.note(metadata)) this.state.log.builder.metadata(metadata);
  }

  commit(): Commit {
    this.end();
    const { head, log, counters } = this.state;
    const { samples, refused } = this;
    // A cohort that was idle for long may have been forgotten since the appender began.
    const cohort = head.cohort(this.cohort.key);
    const late: number[] = [];
    let appended = 0;
    for (let i = 0; i < samples.length; i++) {
      const ref = samples.ref(i);
      const slot = head.index.slotOf(ref);
      if (slot < 0) {
        counters.droppedSamples++;
        continue;
      }
      const outcome = head.put(cohort, slot, samples.time(i), samples.value(i), samples.isStale(i), this.backfill);
      if (outcome === 'ok') {
        log.builder.sample(ref, slot, samples.time(i), samples.value(i), samples.isStale(i));
        appended++;
      } else if (outcome === 'late') {
        late.push(i);
      } else if (outcome !== 'equal') {
        refused[outcome]++;
      }
    }
    log.builder.endCommit(cohort.key);
    this.commitExemplars();
    this.logLate(late);
    this.recycle();
    appended += late.length;
    counters.appended += appended;
    counters.late += late.length;
    for (const reason of REASONS) counters.refusedSamples[reason] += refused[reason];
    return { appended, refused, durable: log.committed() };
  }

  /** In a record of their own: at start they cannot be told from those in order by what is stored of their series. */
  private logLate(late: readonly number[]): void {
    if (late.length === 0) return;
    const { samples, state } = this;
    const { builder } = state.log;
    for (const i of late) {
      const ref = samples.ref(i);
      builder.sample(ref, state.head.index.slotOf(ref), samples.time(i), samples.value(i), samples.isStale(i));
    }
    builder.endCommit(this.cohort.key, true);
  }

  private commitExemplars(): void {
    const { head, log } = this.state;
    const labelsOf = (ref: SeriesRef) => {
      const slot = head.index.slotOf(ref);
      return slot < 0 ? undefined : head.index.labels(slot);
    };
    this.exemplars?.commit(labelsOf, log, this.state.now());
  }

  rollback(): void {
    this.end();
    this.recycle();
  }

  private add(ref: SeriesRef, time: number, value: number, stale: boolean): AppendOutcome | undefined {
    // Pages hold whole milliseconds.
    const timestampMs = Math.floor(time);
    const slot = this.state.head.index.slotOf(ref);
    if (slot < 0) return undefined;
    const outcome = this.check(slot, timestampMs, value, stale);
    // A sample sent twice, mostly because the answer was lost: it is there, and the commit waits until it is durable.
    if (outcome === 'equal') return 'ok';
    if (outcome !== 'ok' && outcome !== 'late') {
      this.refused[outcome]++;
      return outcome;
    }
    this.state.pending.set(this.owner, slot, this.samples.length);
    if (this.state.head.cellOfSlot(slot) < 0) this.state.head.noteUse(slot);
    this.samples.push(ref, timestampMs, value, stale);
    return 'ok';
  }

  private check(slot: number, timestampMs: number, value: number, stale: boolean): AppendOutcome | PutOutcome {
    if (timestampMs > this.latestMs) return 'tooFarAhead';
    // Written so that NaN is refused too. The class is asked for old samples only, as it takes a look-up.
    if (!(timestampMs >= this.recentMs) && !this.isKept(slot, timestampMs)) return 'tooOld';
    const { samples } = this;
    const pending = this.state.pending.get(this.owner, slot);
    if (pending >= 0 && samples.time(pending) === timestampMs) {
      const isEqual = samples.isStale(pending) === stale && Object.is(samples.value(pending), value);
      return isEqual ? 'equal' : 'duplicate';
    }
    return this.state.head.check(slot, timestampMs, value, stale, this.backfill);
  }

  private isKept(slot: number, timestampMs: number): boolean {
    const { keptMs, head } = this.state;
    return timestampMs >= this.recentMs + RECENT_MS - keptMs(head.classOf(slot));
  }

  private end(): void {
    if (this.ended) throw new Error('BUG: an appender was used after its commit or rollback');
    this.ended = true;
  }

  private recycle(): void {
    this.samples.clear();
    if (this.state.buffers.length < KEPT_BUFFERS) this.state.buffers.push(this.samples);
  }
}

const REASONS = ['duplicate', 'outOfOrder', 'tooOld', 'tooFarAhead'] as const;
