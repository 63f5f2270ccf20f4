import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fetchMetadata, fetchTargets } from '@/lib/api/client';
import type { Readiness } from './deps';
import { startTestServer, type TestServer } from './testing/testServer';

const STARTING = { ready: false, reason: 'starting: replaying the write-ahead log, row 3 of 9' } as const;

describe('the browser client while the collector starts', () => {
  let server: TestServer;
  /** What the server is for the next requests; ready after the last. */
  let states: Readiness[] = [];

  beforeAll(async () => {
    server = await startTestServer({ readiness: () => states.shift() ?? { ready: true } });
  });
  afterAll(() => server.app.close());

  it('waits until it is ready', async () => {
    states = [STARTING, STARTING];
    const { data } = await fetchMetadata('', { baseUrl: server.url });
    expect(Object.keys(data).length).toBeGreaterThan(0);
    expect(states).toEqual([]);
  });

  it('says how far it is when it is not to wait', async () => {
    states = [STARTING];
    const asked = fetchTargets({}, { baseUrl: server.url, startPatienceMs: 0 });
    await expect(asked).rejects.toMatchObject({ isStarting: true, status: 503, message: STARTING.reason });
  });

  it('stops waiting when it is aborted', async () => {
    states = [STARTING, STARTING, STARTING];
    const signal = AbortSignal.timeout(50);
    await expect(fetchMetadata('', { baseUrl: server.url, signal })).rejects.toBe(await aborted(signal));
    expect(states).toHaveLength(2);
  });

  async function aborted(signal: AbortSignal): Promise<unknown> {
    await new Promise((resolve) => (signal.aborted ? resolve(undefined) : signal.addEventListener('abort', resolve)));
    return signal.reason;
  }
});
