/** One row of the write-ahead log: new series, metadata and commits in the order they happened. FORMAT.md draws it. */
import type { Labels } from '@/lib/labels/labels';
import { ByteWriter } from '../chunkenc/byteWriter';
import { PageKind, sealPage, startPage } from '../chunkenc/page';
import { type KeptExemplar, writeExemplar } from '../exemplars/exemplarCodec';
import type { CohortKey, MetricMetadata } from '../storage';
import { TextWriter } from './textTable';
import { ValueDeltas } from './valueDeltas';

export const Record = { reset: 1, series: 2, metadata: 3, commit: 4, lateCommit: 5, exemplar: 6 } as const;

/** Collects what happened since the last row. Owns the previous values, so every row it gives must be stored, in order. */
export class LogRowBuilder {
  private readonly out = startPage(1 << 15);
  private readonly texts = new TextWriter();
  private readonly deltas = new ValueDeltas();
  private readonly commit = new ByteWriter(4096);
  private commitSamples = 0;
  /** Samples in the row so far. */
  samples = 0;
  private previousRef = 0;
  private previousTimestamp = 0;
  private readonly start = this.out.length;

  constructor() {
    this.reset();
  }

  get isEmpty(): boolean {
    return this.out.length === this.start;
  }

  get size(): number {
    return this.out.length;
  }

  /** A new series. Its slot may have been another one's before. */
  series(ref: number, slot: number, labels: Labels): void {
    this.deltas.forget(slot);
    this.out.u8(Record.series);
    this.out.varint(ref);
    this.out.varint(labels.length);
    for (const text of labels) this.texts.write(this.out, text);
  }

  metadata(metadata: MetricMetadata): void {
    this.out.u8(Record.metadata);
    for (const text of [metadata.metric, metadata.type, metadata.help, metadata.unit]) this.texts.write(this.out, text);
  }

  exemplar(kept: KeptExemplar): void {
    this.out.u8(Record.exemplar);
    writeExemplar(this.out, this.texts, kept);
  }

  sample(ref: number, slot: number, timestampMs: number, value: number, stale: boolean): void {
    const { commit } = this;
    const distance = ref - this.previousRef;
    const zigzag = distance < 0 ? -2 * distance - 1 : 2 * distance;
    // The lowest bit says that the timestamp is another than the previous sample's.
    if (timestampMs === this.previousTimestamp) {
      commit.varint(zigzag * 2);
    } else {
      commit.varint(zigzag * 2 + 1);
      commit.svarint(timestampMs - this.previousTimestamp);
    }
    if (stale) this.deltas.writeStale(commit);
    else this.deltas.write(commit, slot, value);
    this.previousRef = ref;
    this.previousTimestamp = timestampMs;
    this.commitSamples++;
  }

  /**
   * Ends the commit that the samples since the last call belong to.
   *
   * @param late whether they lie before what their series have in closed blocks
   */
  endCommit(cohort: CohortKey, late = false): void {
    if (this.commitSamples > 0) {
      const { out, commit } = this;
      out.u8(late ? Record.lateCommit : Record.commit);
      for (const text of [cohort.job, cohort.instance, cohort.origin]) this.texts.write(out, text);
      out.varint(this.commitSamples);
      this.samples += this.commitSamples;
      out.append(commit.view());
    }
    this.commit.reset();
    this.commitSamples = 0;
    this.previousRef = 0;
    this.previousTimestamp = 0;
  }

  /** The row; the builder is empty afterwards. */
  finish(): Uint8Array<ArrayBuffer> {
    const row = sealPage(this.out, PageKind.logRow);
    this.out.length = this.start;
    this.texts.reset();
    this.samples = 0;
    return row;
  }

  /** Makes the next row readable without those before it: the log begins anew, or rows were dropped. */
  reset(): void {
    this.out.u8(Record.reset);
    this.deltas.reset();
  }
}
