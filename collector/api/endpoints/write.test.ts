import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecordingStore } from '@/collector/push/recordingStore';
import { createRemoteWriteReceiver } from '@/collector/push/remoteWrite';
import { encodeBody, labelPairs } from '@/collector/push/writeRequestTestKit';
import { StorageUnavailableError } from '@/collector/storage/storage';
import { startTestServer, type TestServer } from '../testing/testServer';

const HEADERS = { 'content-type': 'application/x-protobuf', 'content-encoding': 'snappy' };

let store = new RecordingStore();
let server: TestServer;

beforeAll(async () => {
  const appendable = { appender: (cohort: Parameters<RecordingStore['appender']>[0]) => store.appender(cohort) };
  server = await startTestServer({ remoteWrite: createRemoteWriteReceiver({ appendable }) });
});
beforeEach(() => {
  store = new RecordingStore();
});
afterAll(() => server.app.close());

function write(body: Uint8Array, headers: Record<string, string> = HEADERS): Promise<Response> {
  return fetch(`${server.url}/api/v1/write`, { method: 'POST', body: Buffer.from(body), headers });
}

function up(instance: string, ...timestamps: number[]): Uint8Array {
  const labels = labelPairs({ __name__: 'up', instance, job: 'node' });
  return encodeBody({ timeseries: [{ labels, samples: timestamps.map((timestamp) => ({ timestamp, value: 1 })) }] });
}

describe('/api/v1/write', () => {
  it('stores samples and answers 204 without a body', async () => {
    const response = await write(up('a', 1_000, 2_000));
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(store.committed).toHaveLength(2);
  });

  it('answers 400 with the reason when a sample was refused, and keeps the rest', async () => {
    const response = await write(up('b', 2_000, 1_000, 3_000));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toMatch(/^out of order sample for series up\{instance="b", job="node"\}\n$/);
    expect(store.committed.map(([, , timestamp]) => timestamp)).toEqual([2_000, 3_000]);
  });

  it('answers 503 while samples cannot be made durable', async () => {
    store.failure = new StorageUnavailableError('Postgres does not answer');
    const response = await write(up('c', 1_000));
    expect([response.status, await response.text()]).toEqual([503, 'Postgres does not answer\n']);
  });

  it.each<[string, Uint8Array, Record<string, string>, number]>([
    ['no protobuf', up('d', 1), { ...HEADERS, 'content-type': 'application/json' }, 400],
    ['an unknown type', up('d', 1), { ...HEADERS, 'content-type': 'application/octet-stream' }, 415],
    ['a form', up('d', 1), { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [
      'version 2',
      up('d', 1),
      { ...HEADERS, 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' },
      415,
    ],
    ['gzip', up('d', 1), { ...HEADERS, 'content-encoding': 'gzip' }, 415],
    ['no snappy block', new TextEncoder().encode('hello, this is not snappy'), HEADERS, 400],
    ['a block that claims 4 GB', new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x0f, 0]), HEADERS, 413],
    ['nothing', new Uint8Array(0), HEADERS, 400],
    ['a body over 32 MiB', new Uint8Array(32 * 1024 * 1024 + 1), HEADERS, 413],
  ])('refuses %s', async (_name, body, headers, status) => {
    expect((await write(body, headers)).status).toBe(status);
    expect(store.committed).toEqual([]);
  });
});
