/** prometheus.WriteRequest. Source: prometheus: prompb/remote.proto and prompb/types.proto. */
import type { MetricMetadata } from '@/collector/storage/storage';
import { BYTES, type ProtobufReader } from './protobufReader';
import { readSample } from './readSample';
import type { WriteColumns } from './writeColumns';
import type { WriteRequest } from './writeRequest';

/** By the number of prometheus.MetricMetadata.MetricType, and of io.prometheus.write.v2.Metadata.MetricType. */
export const METRIC_TYPES: readonly MetricMetadata['type'][] = [
  'unknown',
  'counter',
  'gauge',
  'histogram',
  'gaugehistogram',
  'summary',
  'info',
  'stateset',
];

/** Field 1, length-delimited. */
const LABEL_TAG = 0x0a;

type Rest = Pick<WriteRequest, 'bytes' | 'metadata' | 'seriesMetadata'>;

const NO_SERIES_METADATA = (): undefined => undefined;

/** `WriteRequest {repeated TimeSeries timeseries = 1; repeated MetricMetadata metadata = 3}` */
export function readVersion1(reader: ProtobufReader, columns: WriteColumns): Rest {
  const { bytes } = reader;
  const metadata: MetricMetadata[] = [];
  while (reader.nextField(bytes.length)) {
    if (reader.field === 1) readSeries(reader, columns);
    else if (reader.field === 3) readMetadata(reader, metadata);
    else reader.skip(bytes.length);
  }
  return { bytes, metadata, seriesMetadata: NO_SERIES_METADATA };
}

/** `TimeSeries {repeated Label labels = 1; repeated Sample samples = 2; repeated Exemplar = 3; repeated Histogram = 4}` */
function readSeries(reader: ProtobufReader, columns: WriteColumns): void {
  reader.expect(BYTES);
  const end = reader.readLength(reader.bytes.length);
  columns.beginSeries();
  let labelStart = -1;
  let labelEnd = reader.at;
  const afterLabels = skipShortFields(reader, LABEL_TAG, end);
  if (afterLabels > labelEnd) {
    labelStart = labelEnd;
    labelEnd = reader.at = afterLabels;
  }
  let fieldStart = reader.at;
  while (reader.nextField(end)) {
    if (reader.field === 1) {
      if (labelStart < 0) labelStart = fieldStart;
      reader.expect(BYTES);
      reader.at = labelEnd = reader.readLength(end);
    } else if (reader.field === 2) readSample(reader, columns, end);
    else if (reader.field === 3) readExemplar(reader, columns, end);
    else {
      if (reader.field === 4) columns.histograms++;
      reader.skip(end);
    }
    fieldStart = reader.at;
  }
  columns.endSeries(labelStart < 0 ? labelEnd : labelStart, labelEnd);
}

/**
 * The end of the fields of this one-byte tag that come next, as far as each is shorter than 128 bytes: so nearly all labels
 * are, and half of the time of reading goes into stepping over them.
 */
function skipShortFields({ bytes, at: start }: ProtobufReader, tag: number, end: number): number {
  let at = start;
  while (at + 1 < end && bytes[at] === tag) {
    const length = bytes[at + 1]!;
    if (length >= 0x80 || length > end - at - 2) return at;
    at += 2 + length;
  }
  return at;
}

const value = new Float64Array(1);
const valueWords = new Uint32Array(value.buffer);

/** `Exemplar {repeated Label labels = 1; double value = 2; int64 timestamp = 3}` */
function readExemplar(reader: ProtobufReader, columns: WriteColumns, seriesEnd: number): void {
  reader.expect(BYTES);
  const end = reader.readLength(seriesEnd);
  let [labelStart, labelEnd, timestampMs] = [-1, reader.at, 0];
  let fieldStart = reader.at;
  value[0] = 0;
  while (reader.nextField(end)) {
    if (reader.field === 1) {
      if (labelStart < 0) labelStart = fieldStart;
      reader.expect(BYTES);
      reader.at = labelEnd = reader.readLength(end);
    } else if (reader.field === 2) reader.readDouble(valueWords, 0, end);
    else if (reader.field === 3) timestampMs = reader.readTimestamp(end);
    else reader.skip(end);
    fieldStart = reader.at;
  }
  const series = columns.seriesCount;
  labelStart = labelStart < 0 ? labelEnd : labelStart;
  columns.addExemplar({ series, labelStart, labelEnd, timestampMs, value: value[0] });
}

/** `MetricMetadata {type = 1; metric_family_name = 2; help = 4; unit = 5}` */
function readMetadata(reader: ProtobufReader, metadata: MetricMetadata[]): void {
  const { bytes } = reader;
  reader.expect(BYTES);
  const end = reader.readLength(bytes.length);
  const taken = { type: METRIC_TYPES[0]!, metric: '', help: '', unit: '' };
  while (reader.nextField(end)) {
    const { field } = reader;
    if (field === 1) taken.type = METRIC_TYPES[reader.readNumber(end)] ?? 'unknown';
    else if (field === 2 || field === 4 || field === 5) {
      reader.expect(BYTES);
      const text = reader.readText(end) ?? '';
      if (field === 2) taken.metric = text;
      else if (field === 4) taken.help = text;
      else taken.unit = text;
    } else reader.skip(end);
  }
  if (taken.metric !== '') metadata.push(taken);
}
