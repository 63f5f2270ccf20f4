/** How long the engine is told that a result is in use, over real connections. */
import { type IncomingMessage, request } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cutWhenStalled } from './cutWhenStalled';
import { startTestServer, type TestServer } from './testing/testServer';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.app.close());

/** 11,000 steps: some 60 MB of JSON, 20 MB of frames, which no socket buffer holds. */
const END_SECONDS = 10_999;
const EXPR = 'series 200';

function send(url: string, accept?: string): Promise<IncomingMessage> {
  const queries = ['A', 'B'].map((id) => ({ id, expr: `${EXPR} ${id}`, kind: 'range', stepMs: 1000 }));
  const batch = accept && JSON.stringify({ from: 0, to: END_SECONDS * 1000, queries });
  return new Promise((resolve, reject) => {
    const headers = { ...(accept && { accept, 'content-type': 'application/json' }) };
    const sent = request(url, { method: batch ? 'POST' : 'GET', headers }, resolve);
    sent.once('error', reject);
    sent.end(batch);
  });
}

/** Whether the newest query's result may go, now. */
async function isLetGo(): Promise<boolean> {
  const letGo = server.engine.calls.at(-1)?.options.letGo;
  if (!letGo) throw new Error('the engine was told nothing');
  return Promise.race([letGo.then(() => true), sleep(1).then(() => false)]);
}

describe.each<[string, string, string?]>([
  ['query_range', `/api/v1/query_range?query=${encodeURIComponent(EXPR)}&start=0&end=${END_SECONDS}&step=1`],
  ['query_batch', '/api/v1/query_batch', 'application/vnd.belvedere.frames'],
  ['query_batch as JSON', '/api/v1/query_batch', 'application/json'],
])('a large result of %s', (_name, path, accept) => {
  it('is held while the client does not read, and let go of when it has everything', async () => {
    const response = await send(server.url + path, accept);
    await sleep(150);
    expect(await isLetGo()).toBe(false);
    let bytes = 0;
    for await (const chunk of response) bytes += chunk.length;
    expect(bytes).toBeGreaterThan(15_000_000);
    expect(await isLetGo()).toBe(true);
  });

  it('is let go of when the client leaves', async () => {
    const response = await send(server.url + path, accept);
    await sleep(50);
    expect(await isLetGo()).toBe(false);
    response.destroy();
    await expect.poll(isLetGo).toBe(true);
  });
});

describe('a small result', () => {
  it('is let go of at once', async () => {
    const response = await fetch(`${server.url}/api/v1/query?query=series+1`);
    await response.text();
    expect(await isLetGo()).toBe(true);
  });
});

describe('cutWhenStalled', () => {
  it('cuts the connection of a client that takes nothing', async () => {
    const app = Fastify();
    let ended = false;
    async function* endless() {
      try {
        for (;;) yield Buffer.alloc(100_000);
      } finally {
        ended = true;
      }
    }
    app.get('/', (_request, reply) => reply.send(Readable.from(cutWhenStalled(reply, endless(), 50))));
    const response = await send(await app.listen({ host: '127.0.0.1', port: 0 }));
    await expect.poll(() => ended).toBe(true);
    await expect(response.toArray()).rejects.toThrow('aborted');
    await app.close();
  });
});
