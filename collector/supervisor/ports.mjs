// @ts-check
import { createServer } from 'node:net';
import { Failure } from './failure.mjs';

/**
 * Makes sure that all ports can be had, before anything is built or started.
 * @param {readonly { host: string, port: number, setting: string }[]} wanted
 * @throws Failure naming the port and the setting that changes it
 */
export async function checkPorts(wanted) {
  for (const [index, { port, setting }] of wanted.entries()) {
    const same = wanted.slice(0, index).find((other) => other.port === port);
    if (same) throw new Failure(`${same.setting} and ${setting} are both ${port}; each needs a port of its own`);
  }
  for (const { host, port, setting } of wanted) {
    const code = await tryToListen(host, port);
    if (code === 'EADDRINUSE') throw new Failure(`port ${port} on ${host} is in use; set ${setting} to another`);
    if (code === 'EACCES') throw new Failure(`port ${port} needs more rights; set ${setting} to one above 1023`);
    if (code !== undefined) throw new Failure(`cannot listen on ${host}:${port} (${code}); set ${setting}`);
  }
}

/** @param {string} host @param {number} port @returns {Promise<string | undefined>} why not */
function tryToListen(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (/** @type {NodeJS.ErrnoException} */ error) => resolve(error.code ?? error.message));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}
