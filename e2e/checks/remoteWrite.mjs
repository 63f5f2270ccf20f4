// @ts-check
/** The least of remote write v1 that a check needs: one series, one sample, snappy made of literals. */

/** @param {number} value @returns {number[]} */
function varint(value) {
  const out = [];
  let rest = BigInt(value);
  for (; rest >= 128n; rest >>= 7n) out.push(Number((rest & 127n) | 128n));
  out.push(Number(rest));
  return out;
}

/** @param {number} field @param {Uint8Array} body */
function message(field, body) {
  return Buffer.concat([Buffer.from([(field << 3) | 2, ...varint(body.length)]), body]);
}

/** @param {number} value @param {number} timestampMs */
function sample(value, timestampMs) {
  const body = Buffer.alloc(9);
  body[0] = (1 << 3) | 1;
  body.writeDoubleLE(value, 1);
  return Buffer.concat([body, Buffer.from([2 << 3, ...varint(timestampMs)])]);
}

/** @param {Uint8Array} body @returns {Buffer} the body as a snappy block without any compression */
function snappy(body) {
  const parts = [Buffer.from(varint(body.length))];
  for (let at = 0; at < body.length; at += 60) {
    const literal = body.subarray(at, at + 60);
    parts.push(Buffer.from([(literal.length - 1) << 2]), Buffer.from(literal));
  }
  return Buffer.concat(parts);
}

/**
 * @param {string} collectorUrl
 * @param {Readonly<Record<string, string>>} labels
 * @param {number} value
 * @param {number} timestampMs
 * @returns {Promise<number>} HTTP status
 */
export async function writeSample(collectorUrl, labels, value, timestampMs) {
  const names = Object.keys(labels).sort();
  const series = Buffer.concat([
    ...names.map((name) =>
      message(1, Buffer.concat([message(1, Buffer.from(name)), message(2, Buffer.from(labels[name]))])),
    ),
    message(2, sample(value, timestampMs)),
  ]);
  const response = await fetch(`${collectorUrl}/api/v1/write`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' },
    body: snappy(message(1, series)),
    signal: AbortSignal.timeout(10_000),
  });
  await response.arrayBuffer();
  return response.status;
}
