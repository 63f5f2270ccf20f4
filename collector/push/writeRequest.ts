import type { MetricMetadata } from '@/collector/storage/storage';
import { ProtobufReader } from './protobufReader';
import { SnappyDecoder } from './snappyBlock';
import { SymbolTable } from './symbolTable';
import { WRITE_LIMITS, WriteColumns, type WriteLimits, type WrittenExemplar } from './writeColumns';
import type { WriteVersion } from './writeProtocol';
import { readVersion1 } from './writeRequestV1';
import { readVersion2 } from './writeRequestV2';

/**
 * A decoded remote write request, in columns, which may be longer than they say. Series `i` has the samples
 * `[sampleStarts[i], sampleStarts[i + 1])`, and its labels lie undecoded at `[labelStarts[i], labelEnds[i])` of `bytes`:
 * equal bytes mean equal labels, so that series known from the last request need no strings (writeLabels.ts).
 */
export interface WriteRequest {
  readonly version: WriteVersion;
  readonly bytes: Uint8Array;
  readonly seriesCount: number;
  readonly sampleCount: number;
  /** One longer than there are series. */
  readonly sampleStarts: Uint32Array;
  readonly labelStarts: Uint32Array;
  readonly labelEnds: Uint32Array;
  /** Milliseconds. */
  readonly timestamps: Float64Array;
  /** `values[i]` belongs to `timestamps[i]`; staleness markers by their bits. */
  readonly values: Float64Array;
  /** The two words of each value. */
  readonly words: Uint32Array;
  /** In order of their series. */
  readonly exemplars: readonly WrittenExemplar[];
  /** Of whole metrics: version 1. */
  readonly metadata: readonly MetricMetadata[];
  /** Of a series by its number: version 2. Undefined: the sender says nothing. */
  seriesMetadata(series: number): SeriesMetadata | undefined;
  /** Samples that are native histograms; they are not read. */
  readonly histograms: number;
}

/** What version 2 says of a series' metric. */
export type SeriesMetadata = Omit<MetricMetadata, 'metric'>;

/**
 * Reads whole requests before anything of them is used. Throws WriteRequestError: then nothing is to be applied. What
 * `decode` answers is valid until the next call, which writes to the same memory.
 */
export class WriteRequestDecoder {
  readonly #snappy = new SnappyDecoder();
  readonly #columns: WriteColumns;
  readonly #symbols: SymbolTable;

  constructor(private readonly limits: WriteLimits = WRITE_LIMITS) {
    this.#columns = new WriteColumns(limits);
    this.#symbols = new SymbolTable(limits);
  }

  decode(body: Uint8Array, version: WriteVersion): WriteRequest {
    const reader = new ProtobufReader(this.#snappy.decode(body, this.limits.maxDecodedBytes));
    const columns = this.#columns;
    columns.reset();
    const rest = version === 1 ? readVersion1(reader, columns) : readVersion2(reader, columns, this.#symbols);
    const { seriesCount, sampleCount, sampleStarts, labelStarts, labelEnds } = columns;
    const { timestamps, values, words, exemplars, histograms } = columns;
    return {
      version,
      ...rest,
      ...{ seriesCount, sampleCount, sampleStarts, labelStarts, labelEnds },
      ...{ timestamps, values, words, exemplars, histograms },
    };
  }
}
