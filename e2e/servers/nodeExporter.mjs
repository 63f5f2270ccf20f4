// @ts-check
import { freePorts } from './listen.mjs';
import { findProgram, startProgram } from './programs.mjs';

export const NODE_EXPORTER = 'prometheus-node-exporter';

/**
 * A real node_exporter of this machine, with the collectors that the built-in host exporter has too.
 * @returns {Promise<{ address: string, close: () => Promise<void> } | undefined>} undefined when it is not installed
 */
export async function startNodeExporter() {
  const path = findProgram(NODE_EXPORTER);
  if (path === undefined) return undefined;
  const [port] = await freePorts(1);
  const address = `127.0.0.1:${port}`;
  const { stop } = await startProgram(path, [`--web.listen-address=${address}`], `http://${address}/`);
  return { address, close: stop };
}
