import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RecordingStore } from './recordingStore';
import { createRemoteWriteReceiver } from './remoteWrite';
import { writeProtocolOf } from './writeProtocol';

const BINARY = 'prometheus';
const installed = spawnSync(BINARY, ['--version']).error === undefined;
if (!installed) console.warn(`skipped: receiving from a real sender needs the Debian package ${BINARY}`);

/** It scrapes this test's own server each second and writes what it finds back to it. */
const configFor = (port: number): string => `
global: {scrape_interval: 1s}
scrape_configs:
  - job_name: test
    static_configs: [{targets: ['127.0.0.1:${port}']}]
remote_write:
  - url: http://127.0.0.1:${port}/write
    queue_config: {batch_send_deadline: 200ms}
    metadata_config: {send_interval: 1s}
`;

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

describe.skipIf(!installed)('a real Prometheus that writes to us', () => {
  const store = new RecordingStore();
  const unsupported = new Set<string>();
  const rejections: string[] = [];
  let scrapes = 0;
  let server: Server;
  let target: string;
  let sender: ChildProcess;
  let folder: string;

  beforeAll(async () => {
    const receiver = createRemoteWriteReceiver({ appendable: store });
    server = createServer(async (request, response) => {
      if (request.url === '/metrics') {
        const passing = scrapes++ < 2 ? 'passing 7\n' : '';
        response.end(
          `# HELP jobs_total Jobs done.\n# TYPE jobs_total counter\njobs_total{kind="ü"} ${scrapes}\n${passing}`,
        );
        return;
      }
      const headers = request.headers;
      const protocol = writeProtocolOf(headers['content-type'] ?? '', String(headers['content-encoding'] ?? ''));
      if (!protocol.ok) unsupported.add(protocol.reason);
      const result = await receiver.write(await readBody(request));
      if (result.rejection !== undefined) rejections.push(result.rejection);
      await result.durable();
      response.writeHead(204).end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('the server has no port');
    target = `127.0.0.1:${address.port}`;
    folder = mkdtempSync(path.join(tmpdir(), 'remote-write-'));
    writeFileSync(path.join(folder, 'prometheus.yml'), configFor(address.port));
    const flags = [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      '--web.listen-address=127.0.0.1:0',
    ];
    sender = spawn(BINARY, flags, { stdio: 'ignore' });
    const enough = (): boolean => scrapes > 4 && store.metadata.length > 0 && samplesOf('passing').includes('stale');
    for (let tries = 0; tries < 250 && !enough(); tries++) await new Promise((resolve) => setTimeout(resolve, 100));
  }, 30_000);

  afterAll(async () => {
    const exited = once(sender, 'exit');
    sender.kill('SIGKILL');
    await exited;
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function samplesOf(name: string): (number | 'stale')[] {
    const taken = store.committed.filter(([, series]) => series === name || series.startsWith(`${name}{`));
    return taken.map(([, , , value]) => value);
  }

  it('is understood and never refused', () => {
    expect([...unsupported]).toEqual([]);
    expect(rejections).toEqual([]);
  });

  it('brings what it scraped, in order, under the cohort of the target', () => {
    const jobs = store.committed.filter(([, series]) => series.startsWith('jobs_total'));
    expect(new Set(jobs.map(([cohort, series]) => `${cohort} ${series}`))).toEqual(
      new Set([`test/${target}/push jobs_total{instance="${target}", job="test", kind="ü"}`]),
    );
    expect(samplesOf('jobs_total').slice(0, 3)).toEqual([1, 2, 3]);
    expect(samplesOf('up').slice(0, 3)).toEqual([1, 1, 1]);
  });

  it('marks a series that has ended as stale', () => {
    expect(samplesOf('passing')).toEqual([7, 7, 'stale']);
  });

  it('brings metadata', () => {
    expect(store.metadata).toContainEqual({ metric: 'jobs_total', type: 'counter', help: 'Jobs done.', unit: '' });
  });
});
