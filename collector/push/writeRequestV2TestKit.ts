import protobuf from 'protobufjs';
import { compress } from 'snappyjs';
import type { TestSample } from './writeRequestTestKit';

/** The messages of remote write 2.0 as its specification declares them, for an encoder independent of our reader. */
const SCHEMA = `
syntax = "proto3";
package io.prometheus.write.v2;
message Request { reserved 1 to 3; repeated string symbols = 4; repeated TimeSeries timeseries = 5; }
message TimeSeries {
  repeated uint32 labels_refs = 1;
  repeated Sample samples = 2;
  repeated Histogram histograms = 3;
  repeated Exemplar exemplars = 4;
  Metadata metadata = 5;
  int64 created_timestamp = 6;
}
message Exemplar { repeated uint32 labels_refs = 1; double value = 2; int64 timestamp = 3; }
message Sample { double value = 1; int64 timestamp = 2; int64 start_timestamp = 3; }
message Metadata { int32 type = 1; uint32 help_ref = 3; uint32 unit_ref = 4; }
message Histogram { uint64 count_int = 1; int64 timestamp = 15; }
`;

const RequestMessage = protobuf.parse(SCHEMA, { keepCase: true }).root.lookupType('io.prometheus.write.v2.Request');

type LabelRecord = Readonly<Record<string, string>>;

export interface TestSeriesV2 {
  readonly labels: LabelRecord;
  readonly samples?: readonly (TestSample & { readonly start_timestamp?: number })[];
  readonly exemplars?: readonly (TestSample & { readonly labels?: LabelRecord })[];
  readonly histograms?: readonly { readonly timestamp: number }[];
  readonly metadata?: { readonly type: number; readonly help?: string; readonly unit?: string };
  readonly created_timestamp?: number;
}

/** As a sender does it: each string once, the empty one first. `first` shifts the numbers of all others. */
export function encodeProtobufV2(series: readonly TestSeriesV2[], first: readonly string[] = []): Uint8Array {
  const symbols = ['', ...first];
  const refOf = (text: string): number => {
    const known = symbols.indexOf(text);
    return known < 0 ? symbols.push(text) - 1 : known;
  };
  const refsOf = (labels: LabelRecord = {}): number[] => Object.entries(labels).flat().map(refOf);
  const timeseries = series.map(({ labels, exemplars, metadata, ...rest }) => ({
    ...rest,
    labels_refs: refsOf(labels),
    ...(exemplars && { exemplars: exemplars.map((one) => ({ ...one, labels_refs: refsOf(one.labels) })) }),
    ...(metadata && {
      metadata: { type: metadata.type, help_ref: refOf(metadata.help ?? ''), unit_ref: refOf(metadata.unit ?? '') },
    }),
  }));
  return encodeRequestV2({ symbols, timeseries });
}

/** Any message at all, wrong ones too. */
export function encodeRequestV2(request: Readonly<Record<string, unknown>>): Uint8Array {
  return RequestMessage.encode(RequestMessage.fromObject({ ...request })).finish();
}

export function encodeBodyV2(...series: readonly TestSeriesV2[]): Uint8Array {
  return compress(encodeProtobufV2(series));
}
