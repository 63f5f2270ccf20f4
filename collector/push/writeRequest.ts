import type { MetricMetadata } from '@/collector/storage/storage';
import { wordsOf } from '@/lib/labels/staleness';
import { BYTES, FIXED64, ProtobufReader, VARINT } from './protobufReader';
import { decodeSnappyBlock } from './snappyBlock';
import { WriteRequestError } from './writeRequestError';

/**
 * A decoded remote write request, in columns. Series `i` has the samples `[sampleStarts[i], sampleStarts[i + 1])`,
 * and its labels lie undecoded at `[labelStarts[i], labelEnds[i])` of `bytes`: equal bytes mean equal labels, so that
 * series known from the last request need no strings (writeLabels.ts).
 */
export interface WriteRequest {
  readonly bytes: Uint8Array;
  readonly seriesCount: number;
  /** One longer than there are series. */
  readonly sampleStarts: Uint32Array;
  readonly labelStarts: Uint32Array;
  readonly labelEnds: Uint32Array;
  /** Milliseconds. */
  readonly timestamps: Float64Array;
  /** `values[i]` belongs to `timestamps[i]`; staleness markers by their bits. */
  readonly values: Float64Array;
  readonly metadata: readonly MetricMetadata[];
  /** What is understood by later versions only, and was left out. */
  readonly skippedHistograms: number;
  readonly skippedExemplars: number;
}

export interface WriteLimits {
  /** Of the body after decompression. */
  readonly maxDecodedBytes: number;
  /** Of series, and of samples: without them a body of empty messages would need ten times its size in columns. */
  readonly maxSeries: number;
  readonly maxSamples: number;
}

/** Prometheus sends 2,000 samples a request by default, vmagent 10,000. */
export const WRITE_LIMITS: WriteLimits = {
  maxDecodedBytes: 32 * 2 ** 20,
  maxSeries: 1_000_000,
  maxSamples: 1_000_000,
};

type SeriesColumns = Pick<WriteRequest, 'sampleStarts' | 'labelStarts' | 'labelEnds' | 'timestamps' | 'values'>;

/** By the number of prometheus.MetricMetadata.MetricType. */
const METRIC_TYPES: readonly MetricMetadata['type'][] = [
  'unknown',
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
];

/**
 * Why a request of these headers is not taken, or undefined when it is: protobuf of version 1 in a snappy block.
 * A sender that speaks version 2 falls back to 1 on HTTP 415.
 */
export function unsupportedWriteReason(contentType: string, contentEncoding: string): string | undefined {
  const [mediaType, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (mediaType !== 'application/x-protobuf') {
    return `Content-Type must be application/x-protobuf, not ${JSON.stringify(contentType)}`;
  }
  const proto = parameters.find((parameter) => parameter.startsWith('proto='));
  if (proto !== undefined && proto !== 'proto=prometheus.writerequest') {
    return `only remote write 1.0 (prometheus.WriteRequest) is taken, not ${proto.slice('proto='.length)}`;
  }
  if (contentEncoding !== '' && contentEncoding.trim().toLowerCase() !== 'snappy') {
    return `Content-Encoding must be snappy, not ${JSON.stringify(contentEncoding)}`;
  }
  return undefined;
}

/**
 * Reads a whole request before anything of it is used. Throws WriteRequestError: then nothing is to be applied.
 * Source: prometheus: prompb/remote.proto and prompb/types.proto.
 */
export function decodeWriteRequest(body: Uint8Array, limits: WriteLimits = WRITE_LIMITS): WriteRequest {
  const bytes = decodeSnappyBlock(body, limits.maxDecodedBytes);
  return new WriteRequestDecoder(bytes, limits).decode();
}

/** Two passes: the first counts, so that the columns can be allocated once. */
class WriteRequestDecoder {
  private readonly reader: ProtobufReader;
  private readonly metadata: MetricMetadata[] = [];
  private series = 0;
  private samples = 0;
  private histograms = 0;
  private exemplars = 0;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly limits: WriteLimits,
  ) {
    this.reader = new ProtobufReader(bytes);
  }

  decode(): WriteRequest {
    this.count();
    const { bytes, series, samples } = this;
    this.checkLimit(series, this.limits.maxSeries, 'series');
    this.checkLimit(samples, this.limits.maxSamples, 'samples');
    const columns = {
      sampleStarts: new Uint32Array(series + 1),
      labelStarts: new Uint32Array(series),
      labelEnds: new Uint32Array(series),
      timestamps: new Float64Array(samples),
      values: new Float64Array(samples),
    };
    this.fill(columns);
    const skipped = { skippedHistograms: this.histograms, skippedExemplars: this.exemplars };
    return { bytes, seriesCount: series, ...columns, metadata: this.metadata, ...skipped };
  }

  private count(): void {
    const { reader, bytes } = this;
    while (reader.nextField(bytes.length)) {
      if (reader.field !== 1) {
        reader.skip(bytes.length);
        continue;
      }
      reader.expect(BYTES);
      this.countSeries(reader.readLength(bytes.length));
    }
    reader.at = 0;
  }

  private countSeries(end: number): void {
    const { reader } = this;
    this.series++;
    while (reader.nextField(end)) {
      if (reader.field === 2) this.samples++;
      else if (reader.field === 3) this.exemplars++;
      else if (reader.field === 4) this.histograms++;
      reader.skip(end);
    }
  }

  private checkLimit(count: number, limit: number, what: string): void {
    if (count <= limit) return;
    throw new WriteRequestError('too_large', `the request has ${count} ${what}, and at most ${limit} are taken`);
  }

  private fill(columns: SeriesColumns): void {
    const { reader, bytes } = this;
    const words = wordsOf(columns.values);
    let series = 0;
    let sample = 0;
    while (reader.nextField(bytes.length)) {
      if (reader.field === 3) this.takeMetadata();
      else if (reader.field !== 1) reader.skip(bytes.length);
      else {
        columns.sampleStarts[series] = sample;
        sample = this.takeSeries(columns, words, series, sample);
        series++;
      }
    }
    columns.sampleStarts[series] = sample;
  }

  /** `TimeSeries {repeated Label labels = 1; repeated Sample samples = 2}`; answers the number of the next sample. */
  private takeSeries(columns: SeriesColumns, words: Uint32Array, series: number, firstSample: number): number {
    const { reader, bytes } = this;
    const end = reader.readLength(bytes.length);
    let sample = firstSample;
    let labelStart = -1;
    let labelEnd = reader.at;
    let fieldStart = reader.at;
    while (reader.nextField(end)) {
      if (reader.field === 2) this.takeSample(columns.timestamps, words, sample++, end);
      else if (reader.field === 1) {
        if (labelStart < 0) labelStart = fieldStart;
        reader.expect(BYTES);
        reader.at = labelEnd = reader.readLength(end);
      } else reader.skip(end);
      fieldStart = reader.at;
    }
    columns.labelStarts[series] = labelStart < 0 ? labelEnd : labelStart;
    columns.labelEnds[series] = labelEnd;
    return sample;
  }

  /** `Sample {double value = 1; int64 timestamp = 2}`; what is missing is 0. */
  private takeSample(timestamps: Float64Array, words: Uint32Array, index: number, seriesEnd: number): void {
    const { reader } = this;
    reader.expect(BYTES);
    const end = reader.readLength(seriesEnd);
    while (reader.nextField(end)) {
      if (reader.field === 1) {
        reader.expect(FIXED64);
        reader.readDoubleBits(words, index, end);
      } else if (reader.field === 2) {
        reader.expect(VARINT);
        timestamps[index] = reader.readInt64(end);
      } else reader.skip(end);
    }
  }

  /** `MetricMetadata {type = 1; metric_family_name = 2; help = 4; unit = 5}` */
  private takeMetadata(): void {
    const { reader, bytes } = this;
    reader.expect(BYTES);
    const end = reader.readLength(bytes.length);
    const taken = { type: METRIC_TYPES[0]!, metric: '', help: '', unit: '' };
    while (reader.nextField(end)) {
      const { field } = reader;
      if (field === 1) {
        reader.expect(VARINT);
        taken.type = METRIC_TYPES[reader.readVarint(end)] ?? 'unknown';
      } else if (field === 2 || field === 4 || field === 5) {
        reader.expect(BYTES);
        const text = reader.readText(end) ?? '';
        if (field === 2) taken.metric = text;
        else if (field === 4) taken.help = text;
        else taken.unit = text;
      } else reader.skip(end);
    }
    if (taken.metric !== '') this.metadata.push(taken);
  }
}
