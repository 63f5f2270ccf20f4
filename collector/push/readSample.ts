import { BYTES, type ProtobufReader } from './protobufReader';
import type { WriteColumns } from './writeColumns';

/**
 * `Sample {double value = 1; int64 timestamp = 2}` of both versions; what is missing is 0. Version 2's start timestamp (3)
 * is accepted and not kept.
 */
export function readSample(reader: ProtobufReader, columns: WriteColumns, seriesEnd: number): void {
  reader.expect(BYTES);
  const end = reader.readLength(seriesEnd);
  const sample = columns.addSample();
  while (reader.nextField(end)) {
    if (reader.field === 1) reader.readDouble(columns.words, sample, end);
    else if (reader.field === 2) columns.timestamps[sample] = reader.readTimestamp(end);
    else reader.skip(end);
  }
}
