/**
 * io.prometheus.write.v2.Request, remote write 2.0.
 * Source: https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/ and prometheus: prompb/io/prometheus/write/v2/types.proto.
 */
import { BYTES, type ProtobufReader } from './protobufReader';
import { readSample } from './readSample';
import type { SymbolTable } from './symbolTable';
import type { WriteColumns } from './writeColumns';
import type { SeriesMetadata, WriteRequest } from './writeRequest';
import { METRIC_TYPES } from './writeRequestV1';

type Rest = Pick<WriteRequest, 'bytes' | 'metadata' | 'seriesMetadata'>;

/** `Request {repeated string symbols = 4; repeated TimeSeries timeseries = 5}`: symbols mostly, but not surely, come first. */
export function readVersion2(reader: ProtobufReader, columns: WriteColumns, symbols: SymbolTable): Rest {
  const { bytes } = reader;
  symbols.reset(bytes);
  while (reader.nextField(bytes.length)) {
    if (reader.field !== 4) reader.skip(bytes.length);
    else {
      reader.expect(BYTES);
      const end = reader.readLength(bytes.length);
      symbols.add(reader.at, end);
      reader.at = end;
    }
  }
  symbols.checkFirst();
  const metadata = new MetadataOfSeries(reader, symbols);
  reader.at = 0;
  while (reader.nextField(bytes.length)) {
    if (reader.field === 5) readSeries(reader, columns, symbols, metadata);
    else reader.skip(bytes.length);
  }
  return { bytes: symbols.labels, metadata: [], seriesMetadata: (series) => metadata.of(series) };
}

/**
 * `TimeSeries {repeated uint32 labels_refs = 1; repeated Sample samples = 2; repeated Histogram histograms = 3; repeated
 * Exemplar exemplars = 4; Metadata metadata = 5}`; field 6, the created timestamp of early senders, is not kept.
 */
function readSeries(
  reader: ProtobufReader,
  columns: WriteColumns,
  symbols: SymbolTable,
  metadata: MetadataOfSeries,
): void {
  reader.expect(BYTES);
  const end = reader.readLength(reader.bytes.length);
  const start = reader.at;
  columns.beginSeries();
  const labelStart = symbols.labelsEnd;
  let hasExemplars = false;
  while (reader.nextField(end)) {
    const { field } = reader;
    if (field === 1) symbols.readLabels(reader, end);
    else if (field === 2) readSample(reader, columns, end);
    else if (field === 5) {
      reader.expect(BYTES);
      metadata.take(columns.seriesCount, reader.readLength(end));
    } else {
      if (field === 3) columns.histograms++;
      else if (field === 4) hasExemplars = true;
      reader.skip(end);
    }
  }
  const labelEnd = symbols.labelsEnd;
  if (hasExemplars) readExemplars(reader, start, end, columns, symbols);
  columns.endSeries(labelStart, labelEnd);
}

/** Goes through a series again, so that labels of exemplars do not come between those of the series. */
function readExemplars(
  reader: ProtobufReader,
  start: number,
  end: number,
  columns: WriteColumns,
  symbols: SymbolTable,
): void {
  reader.at = start;
  while (reader.nextField(end)) {
    if (reader.field === 4) readExemplar(reader, columns, symbols, end);
    else reader.skip(end);
  }
}

const value = new Float64Array(1);
const valueWords = new Uint32Array(value.buffer);

/** `Exemplar {repeated uint32 labels_refs = 1; double value = 2; int64 timestamp = 3}` */
function readExemplar(reader: ProtobufReader, columns: WriteColumns, symbols: SymbolTable, seriesEnd: number): void {
  reader.expect(BYTES);
  const end = reader.readLength(seriesEnd);
  const labelStart = symbols.labelsEnd;
  let timestampMs = 0;
  value[0] = 0;
  while (reader.nextField(end)) {
    if (reader.field === 1) symbols.readLabels(reader, end);
    else if (reader.field === 2) reader.readDouble(valueWords, 0, end);
    else if (reader.field === 3) timestampMs = reader.readTimestamp(end);
    else reader.skip(end);
  }
  const series = columns.seriesCount;
  columns.addExemplar({ series, labelStart, labelEnd: symbols.labelsEnd, timestampMs, value: value[0] });
}

/** Version 2 repeats the metadata with every series of a metric: equal bytes are read once. */
class MetadataOfSeries {
  readonly #bySeries: (SeriesMetadata | undefined)[] = [];
  readonly #read = new Map<string, SeriesMetadata | undefined>();

  constructor(
    private readonly reader: ProtobufReader,
    private readonly symbols: SymbolTable,
  ) {}

  /** Reads the message up to `end`. */
  take(series: number, end: number): void {
    const { reader } = this;
    const key = Buffer.from(reader.bytes.buffer, reader.bytes.byteOffset + reader.at, end - reader.at).toString(
      'latin1',
    );
    if (!this.#read.has(key)) this.#read.set(key, this.#parse(end));
    reader.at = end;
    while (this.#bySeries.length < series) this.#bySeries.push(undefined);
    this.#bySeries[series] = this.#read.get(key);
  }

  of(series: number): SeriesMetadata | undefined {
    return this.#bySeries[series];
  }

  /** `Metadata {MetricType type = 1; uint32 help_ref = 3; uint32 unit_ref = 4}` */
  #parse(end: number): SeriesMetadata | undefined {
    const { reader, symbols } = this;
    let [type, help, unit] = [0, 0, 0];
    while (reader.nextField(end)) {
      if (reader.field === 1) type = reader.readNumber(end);
      else if (reader.field === 3) help = reader.readNumber(end);
      else if (reader.field === 4) unit = reader.readNumber(end);
      else reader.skip(end);
    }
    if (type === 0 && help === 0 && unit === 0) return undefined;
    return { type: METRIC_TYPES[type] ?? 'unknown', help: symbols.text(help) ?? '', unit: symbols.text(unit) ?? '' };
  }
}
