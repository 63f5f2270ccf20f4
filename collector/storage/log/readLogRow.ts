import type { Labels } from '@/lib/labels/labels';
import type { ByteReader } from '../chunkenc/byteReader';
import { CorruptPageError } from '../chunkenc/corruptPageError';
import { openPage, PAGE_HEADER_BYTES, PageKind } from '../chunkenc/page';
import { type KeptExemplar, readExemplar } from '../exemplars/exemplarCodec';
import { MAX_REF, RefTable } from '../head/refTable';
import type { CohortKey, MetricMetadata } from '../storage';
import { Record } from './logRow';
import { TextReader } from './textTable';
import { ValueDeltas } from './valueDeltas';

/** What a log row does, in its order. */
export interface LogRowVisitor {
  /** A new series. Called again for one that is known already. */
  series(ref: number, labels: Labels): void;
  metadata(metadata: MetricMetadata): void;
  exemplar(kept: KeptExemplar): void;
  /** The cohort of the samples that follow, and whether they came after their series' block was closed. */
  beginCommit(cohort: CohortKey, late: boolean): void;
  /** `value[0]` is the value, by its bits. */
  sample(ref: number, timestampMs: number, value: Float64Array, stale: boolean): void;
}

const METRIC_TYPES: readonly string[] = [
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
] satisfies MetricMetadata['type'][];

function isMetricType(text: string): text is MetricMetadata['type'] {
  return METRIC_TYPES.includes(text);
}

export function readMetadata(read: () => string): MetricMetadata {
  const metric = read();
  const type = read();
  return { metric, type: isMetricType(type) ? type : 'unknown', help: read(), unit: read() };
}

/** Reads rows in order of their sequence. Throws CorruptPageError. */
export class LogRowReader {
  private readonly deltas = new ValueDeltas();
  /** Series seen since the last reset, numbered in this order: what `deltas` knows them by. */
  private readonly numbers = new RefTable();
  private readonly value = new Float64Array(1);

  read(row: Uint8Array, visitor: LogRowVisitor): void {
    const reader = openPage(row, PageKind.logRow);
    const texts = new TextReader();
    while (reader.remaining > 0) {
      const kind = reader.u8();
      switch (kind) {
        case Record.reset:
          this.deltas.reset();
          this.numbers.clear();
          break;
        case Record.series:
          readSeries(reader, texts, visitor);
          break;
        case Record.metadata:
          visitor.metadata(readMetadata(() => texts.read(reader)));
          break;
        case Record.exemplar:
          visitor.exemplar(readExemplar(reader, texts));
          break;
        case Record.commit:
          this.readCommit(reader, texts, visitor, false);
          break;
        case Record.lateCommit:
          this.readCommit(reader, texts, visitor, true);
          break;
        default:
          throw new CorruptPageError(`unknown log record ${kind} at byte ${reader.position - 1}`);
      }
    }
  }

  /** Whether a row can be read without the rows before it. */
  static startsAnew(row: Uint8Array): boolean {
    return row[PAGE_HEADER_BYTES] === Record.reset;
  }

  private readCommit(reader: ByteReader, texts: TextReader, visitor: LogRowVisitor, late: boolean): void {
    const cohort = { job: texts.read(reader), instance: texts.read(reader), origin: texts.read(reader) };
    visitor.beginCommit(cohort, late);
    let ref = 0;
    let timestamp = 0;
    for (let left = reader.count(reader.remaining, 'samples'); left > 0; left--) {
      const code = reader.varint();
      const zigzag = Math.floor(code / 2);
      ref += zigzag % 2 === 1 ? -(zigzag + 1) / 2 : zigzag / 2;
      if (ref < 1 || ref > MAX_REF) throw new CorruptPageError(`series ${ref} at byte ${reader.position}`);
      if (code % 2 === 1) timestamp += reader.svarint();
      const stale = this.deltas.read(reader, this.numberOf(ref), this.value, 0);
      visitor.sample(ref, timestamp, this.value, stale);
    }
  }

  private numberOf(ref: number): number {
    const known = this.numbers.slotOf(ref);
    if (known >= 0) return known;
    const number = this.numbers.count;
    this.numbers.set(ref, number);
    return number;
  }
}

function readSeries(reader: ByteReader, texts: TextReader, visitor: LogRowVisitor): void {
  const ref = reader.varint();
  if (ref < 1 || ref > MAX_REF) throw new CorruptPageError(`series ${ref} at byte ${reader.position}`);
  const labels: string[] = [];
  for (let left = reader.count(reader.remaining, 'labels'); left > 0; left--) labels.push(texts.read(reader));
  visitor.series(ref, labels);
}
