import { expect, it } from 'vitest';
import { writeProtocolOf } from './writeProtocol';

it.each([
  ['application/x-protobuf', 'snappy', 1],
  ['application/x-protobuf;proto=prometheus.WriteRequest', 'Snappy', 1],
  ['application/x-protobuf', '', 1],
  ['application/x-protobuf;proto=io.prometheus.write.v2.Request', 'snappy', 2],
  ['Application/X-Protobuf; charset=x; proto="io.prometheus.write.v2.Request"', 'snappy', 2],
  ['application/x-protobuf;proto=io.prometheus.write.v3.Request', 'snappy', 'has proto=io.prometheus.write.v3.request'],
  ['application/json', 'snappy', 'it is "application/json"'],
  ['', 'snappy', 'Content-Type must be application/x-protobuf, with proto=prometheus.WriteRequest or'],
  ['application/x-protobuf', 'gzip', 'Content-Encoding must be snappy (block format); it is "gzip"'],
])('%j with %j: %s', (contentType, contentEncoding, want) => {
  const protocol = writeProtocolOf(contentType, contentEncoding);
  if (protocol.ok) expect(protocol.version).toBe(want);
  else expect(protocol.reason).toContain(want);
});
