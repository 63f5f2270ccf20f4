import protobuf from 'protobufjs';
import { compress } from 'snappyjs';

/** The messages of remote write as Prometheus declares them (prompb), for an encoder independent of our reader. */
const SCHEMA = `
syntax = "proto3";
package prometheus;
message WriteRequest { repeated TimeSeries timeseries = 1; reserved 2; repeated MetricMetadata metadata = 3; }
message TimeSeries { repeated Label labels = 1; repeated Sample samples = 2; repeated Exemplar exemplars = 3; repeated Histogram histograms = 4; }
message Label { string name = 1; string value = 2; }
message Sample { double value = 1; int64 timestamp = 2; }
message Exemplar { repeated Label labels = 1; double value = 2; int64 timestamp = 3; }
message Histogram { uint64 count_int = 1; int64 timestamp = 15; }
message MetricMetadata { int32 type = 1; string metric_family_name = 2; string help = 4; string unit = 5; }
`;

const WriteRequestMessage = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('prometheus.WriteRequest');

export interface TestSample {
  readonly value: number;
  readonly timestamp: number;
}

export interface TestRequest {
  readonly timeseries?: readonly {
    readonly labels: readonly { readonly name: string; readonly value: string }[];
    readonly samples?: readonly TestSample[];
    readonly exemplars?: readonly (TestSample & { readonly labels?: readonly { name: string; value: string }[] })[];
    readonly histograms?: readonly { readonly timestamp: number }[];
  }[];
  readonly metadata?: readonly {
    readonly type: number;
    readonly metric_family_name: string;
    readonly help?: string;
    readonly unit?: string;
  }[];
}

export function encodeProtobuf(request: TestRequest): Uint8Array {
  return WriteRequestMessage.encode(WriteRequestMessage.fromObject({ ...request })).finish();
}

/** The body as a sender has it. */
export function encodeBody(request: TestRequest): Uint8Array {
  return compress(encodeProtobuf(request));
}

/** `up{a="b"}` as pairs, in the given order. */
export function labelPairs(record: Readonly<Record<string, string>>): { name: string; value: string }[] {
  return Object.entries(record).map(([name, value]) => ({ name, value }));
}

/** The body with the bits of its one NaN replaced by those of a staleness marker: protobufjs writes the ordinary NaN. */
export function withStaleMarker(protobufBytes: Uint8Array): Uint8Array {
  const bytes = Buffer.from(protobufBytes);
  const nan = Buffer.from([0, 0, 0, 0, 0, 0, 0xf8, 0x7f]);
  const at = bytes.indexOf(nan);
  if (at < 0 || bytes.indexOf(nan, at + 1) >= 0) throw new Error('expected exactly one NaN');
  bytes.set([2, 0, 0, 0, 0, 0, 0xf0, 0x7f], at);
  return compress(new Uint8Array(bytes));
}
