// @ts-check

/**
 * Where a request comes from. A proxy on this machine is believed; what others write into X-Forwarded-For is not.
 * @param {import('node:http').IncomingMessage} request
 * @returns {string}
 */
export function clientAddress({ socket, headers }) {
  const peer = socket.remoteAddress ?? '';
  const forwarded = headers['x-forwarded-for'];
  if (forwarded === undefined || !isLoopback(peer)) return peer;
  // The last one is what the proxy itself saw.
  const last = String(forwarded).split(',').at(-1)?.trim() ?? '';
  return /^[0-9a-f.:]{2,45}$/i.test(last) ? last : peer;
}

/** @param {string} address */
function isLoopback(address) {
  return address === '::1' || /^(::ffff:)?127\./.test(address);
}
