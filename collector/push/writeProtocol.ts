/** Which message a request carries: prometheus.WriteRequest (1) or io.prometheus.write.v2.Request (2). */
export type WriteVersion = 1 | 2;

export type WriteProtocol =
  | { readonly ok: true; readonly version: WriteVersion }
  | { readonly ok: false; readonly reason: string };

const MEDIA_TYPE = 'application/x-protobuf';
const VERSION_OF: ReadonlyMap<string, WriteVersion> = new Map([
  ['prometheus.writerequest', 1],
  ['io.prometheus.write.v2.request', 2],
]);
const ACCEPTED = `${MEDIA_TYPE}, with proto=prometheus.WriteRequest or proto=io.prometheus.write.v2.Request`;

/**
 * What a request of these headers carries. Without `proto` it is version 1, as all senders before 2.0 send it. What is not
 * taken is answered with HTTP 415, upon which a sender of version 2 falls back to 1.
 * Source: https://prometheus.io/docs/specs/prw/remote_write_spec_2_0/#protocol
 */
export function writeProtocolOf(contentType: string, contentEncoding: string): WriteProtocol {
  const [mediaType, ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  if (mediaType !== MEDIA_TYPE) return refuse(`Content-Type must be ${ACCEPTED}; it is ${JSON.stringify(contentType)}`);
  if (contentEncoding !== '' && contentEncoding.trim().toLowerCase() !== 'snappy') {
    return refuse(`Content-Encoding must be snappy (block format); it is ${JSON.stringify(contentEncoding)}`);
  }
  const proto = parameters.find((parameter) => parameter.startsWith('proto='))?.slice('proto='.length);
  const version = proto === undefined ? 1 : VERSION_OF.get(proto.replace(/^"(.*)"$/, '$1'));
  if (version === undefined) return refuse(`Content-Type must be ${ACCEPTED}; it has proto=${proto}`);
  return { ok: true, version };
}

function refuse(reason: string): WriteProtocol {
  return { ok: false, reason };
}
