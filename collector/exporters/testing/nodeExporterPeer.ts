/** For tests: the real node_exporter of Debian's package prometheus-node-exporter. */
import { spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:net';

const PROGRAM = 'prometheus-node-exporter';

/** False where the package is missing: tests with the exporter are skipped then. */
export const hasNodeExporter = spawnSync(PROGRAM, ['--version']).status === 0;

export interface NodeExporterPeer {
  /** host:port */
  readonly address: string;
  stop(): void;
}

/** Resolves when it answers. */
export async function startNodeExporter(): Promise<NodeExporterPeer> {
  const address = `127.0.0.1:${await freePort()}`;
  const child = spawn(PROGRAM, [`--web.listen-address=${address}`], { stdio: 'ignore' });
  for (let attempt = 0; attempt < 400; attempt++) {
    const answers = await fetch(`http://${address}/`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (answers) return { address, stop: () => void child.kill() };
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  child.kill();
  throw new Error(`${PROGRAM} does not answer at ${address}`);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
