// @ts-check
import { createServer } from 'node:http';

/**
 * @typedef {object} TestServer
 * @property {string} address host:port
 * @property {() => Promise<void>} close cuts off who is still connected
 */

/** An HTTP server on a free port of loopback. @param {import('node:http').RequestListener} handler @returns {Promise<TestServer>} */
export async function listen(handler) {
  const server = createServer(handler);
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no TCP address');
  const close = () =>
    new Promise((/** @type {(value?: undefined) => void} */ resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return { address: `127.0.0.1:${address.port}`, close };
}

/**
 * Ports nobody listens on; all are held until the last is found, so that they differ.
 * @param {number} count
 * @returns {Promise<number[]>}
 */
export async function freePorts(count) {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(() => undefined)));
  await Promise.all(servers.map(({ close }) => close()));
  return servers.map(({ address }) => Number(address.split(':')[1]));
}
