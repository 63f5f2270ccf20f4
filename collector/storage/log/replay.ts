import type { Labels } from '@/lib/labels/labels';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import type { KeptExemplar } from '../exemplars/exemplarCodec';
import type { Cohort } from '../head/cohort';
import { growFloat64 } from '../head/growable';
import type { Head } from '../head/head';
import type { MetadataStore } from '../head/metadataStore';
import type { CohortKey, MetricMetadata } from '../storage';
import { LogRowReader, type LogRowVisitor } from './readLogRow';

/** What replay did, for the log and the metrics. */
export interface ReplayResult {
  readonly rows: number;
  readonly samples: number;
  /** Samples that pages have already. */
  readonly known: number;
  /** Samples of series whose creation is not in the log: it was dropped during an outage. */
  readonly orphans: number;
  readonly damagedRows: number;
  /** 0 when there were no rows. */
  readonly lastSequence: number;
  readonly lastSegment: number;
}

/**
 * Puts rows of the log into the head, one at a time. A sample that was in order when it was taken is in a page already if
 * and only if its series has a stored sample at or after it, since pages are stored in order; the head knows. For a late one,
 * and for samples of imports, that cannot be told, so it is taken again, and reading drops the second of two equal timestamps.
 */
export class Replay implements LogRowVisitor {
  private readonly reader = new LogRowReader();
  private cohort: Cohort | undefined;
  private lateCommit = false;
  private rows = 0;
  private samples = 0;
  private known = 0;
  private orphans = 0;
  private damagedRows = 0;
  private lastSequence = 0;
  private lastSegment = 0;
  /** By slot, the newest timestamp in the log so far. */
  private newestMs = new Float64Array(1024).fill(-Infinity);
  /** Differences after a damaged row would be added to the wrong values. */
  private broken = false;

  constructor(
    private readonly head: Head,
    private readonly metadataStore: MetadataStore,
    private readonly onDamage: (message: string) => void,
    private readonly onExemplar: (kept: KeptExemplar) => void = () => undefined,
    /** Whether a sample of a row was deleted after it was logged. */
    private readonly isDeleted: (ref: number, timestampMs: number, sequence: number) => boolean = () => false,
  ) {}

  /** Sequence of the row being replayed. */
  get sequence(): number {
    return this.lastSequence;
  }

  /** @returns how many samples the row has */
  row(segment: number, sequence: number, data: Uint8Array): number {
    const before = this.seen;
    this.readRow(segment, sequence, data);
    return this.seen - before;
  }

  private get seen(): number {
    return this.samples + this.known + this.orphans;
  }

  private readRow(segment: number, sequence: number, data: Uint8Array): void {
    this.rows++;
    this.lastSequence = sequence;
    this.lastSegment = segment;
    if (this.broken && !LogRowReader.startsAnew(data)) {
      this.damagedRows++;
      return;
    }
    try {
      this.reader.read(data, this);
      this.broken = false;
    } catch (error) {
      if (!(error instanceof CorruptPageError)) throw error;
      this.broken = true;
      this.damagedRows++;
      this.onDamage(`write-ahead row ${sequence}: ${error.message}`);
    }
  }

  result(): ReplayResult {
    const { rows, samples, known, orphans, damagedRows, lastSequence, lastSegment } = this;
    return { rows, samples, known, orphans, damagedRows, lastSequence, lastSegment };
  }

  series(ref: number, labels: Labels): void {
    this.head.restoreSeries(ref, labels);
  }

  metadata(metadata: MetricMetadata): void {
    this.metadataStore.note(metadata);
  }

  exemplar(kept: KeptExemplar): void {
    this.onExemplar(kept);
  }

  beginCommit(cohort: CohortKey, late: boolean): void {
    this.cohort = this.head.cohort(cohort);
    this.lateCommit = late;
  }

  sample(ref: number, timestampMs: number, value: Float64Array, stale: boolean): void {
    if (this.cohort === undefined) throw new Error('BUG: sample outside a commit');
    const slot = this.head.index.slotOf(ref);
    if (slot < 0) {
      this.head.index.reserveRefs(ref);
      this.orphans++;
      return;
    }
    if (this.isDeleted(ref, timestampMs, this.lastSequence)) {
      const newestMs = this.newestOf(slot);
      this.newestMs[slot] = Math.max(newestMs, timestampMs);
      this.known++;
      return;
    }
    const number = stale ? 0 : (value[0] as number);
    const taken =
      this.lateCommit || timestampMs <= this.newestOf(slot)
        ? this.takeLate(this.cohort, slot, timestampMs, number, stale)
        : this.takeInOrder(this.cohort, slot, timestampMs, number, stale);
    if (taken) {
      this.samples++;
    } else {
      this.known++;
      this.head.restoreLast(slot, timestampMs, number, stale);
    }
  }

  private takeInOrder(cohort: Cohort, slot: number, timestampMs: number, value: number, stale: boolean): boolean {
    this.newestMs[slot] = timestampMs;
    return this.head.isNewer(slot, timestampMs) && this.head.put(cohort, slot, timestampMs, value, stale) === 'ok';
  }

  private takeLate(cohort: Cohort, slot: number, timestampMs: number, value: number, stale: boolean): boolean {
    const outcome = this.head.put(cohort, slot, timestampMs, value, stale, true);
    return outcome === 'ok' || outcome === 'late';
  }

  private newestOf(slot: number): number {
    this.newestMs = growFloat64(this.newestMs, slot + 1, -Infinity);
    return this.newestMs[slot] as number;
  }
}
