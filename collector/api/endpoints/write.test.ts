import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecordingStore } from '@/collector/push/recordingStore';
import { createRemoteWriteReceiver } from '@/collector/push/remoteWrite';
import { encodeBody, labelPairs } from '@/collector/push/writeRequestTestKit';
import { encodeBodyV2 } from '@/collector/push/writeRequestV2TestKit';
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

/** What senders of 2.0 read: samples, histograms and exemplars. */
function writtenOf({ headers }: Response): (string | null)[] {
  return ['samples', 'histograms', 'exemplars'].map((what) => headers.get(`x-prometheus-remote-write-${what}-written`));
}

const V2_HEADERS = { ...HEADERS, 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v2.Request' };

describe('/api/v1/write', () => {
  it('stores samples and answers 204 without a body', async () => {
    const response = await write(up('a', 1_000, 2_000));
    expect([response.status, await response.text()]).toEqual([204, '']);
    expect(writtenOf(response)).toEqual(['2', '0', '0']);
    expect(store.committed).toHaveLength(2);
  });

  it('answers 400 with the reason when a sample was refused, and keeps the rest', async () => {
    const response = await write(up('b', 2_000, 1_000, 3_000));
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('text/plain');
    expect(await response.text()).toMatch(/^out of order sample for series up\{instance="b", job="node"\}\n$/);
    expect(writtenOf(response)).toEqual(['2', '0', '0']);
    expect(store.committed.map(([, , timestamp]) => timestamp)).toEqual([2_000, 3_000]);
  });

  it('takes version 2, and tells of what it has no room for', async () => {
    const labels = { __name__: 'up', instance: 'v2' };
    const sample = { timestamp: 1_000, value: 1 };
    const whole = await write(encodeBodyV2({ labels, samples: [sample] }), V2_HEADERS);
    expect([whole.status, ...writtenOf(whole)]).toEqual([204, '1', '0', '0']);
    const later = { timestamp: 2_000, value: 1 };
    const partly = await write(encodeBodyV2({ labels, samples: [later], histograms: [later] }), V2_HEADERS);
    expect([partly.status, ...writtenOf(partly)]).toEqual([400, '1', '0', '0']);
    expect(await partly.text()).toBe('native histograms are not stored yet (1 left out)\n');
    expect(store.committed).toHaveLength(2);
  });

  it('does not read a body of one version as one of the other', async () => {
    expect((await write(up('e', 1_000), V2_HEADERS)).status).toBe(204);
    expect(store.committed).toEqual([]);
  });

  it('answers 503 while samples cannot be made durable', async () => {
    store.failure = new StorageUnavailableError('Postgres does not answer');
    const response = await write(up('c', 1_000));
    expect(writtenOf(response)).toEqual(['0', '0', '0']);
    expect([response.status, await response.text()]).toEqual([503, 'Postgres does not answer\n']);
  });

  it.each<[string, Uint8Array, Record<string, string>, number]>([
    ['no protobuf', up('d', 1), { ...HEADERS, 'content-type': 'application/json' }, 415],
    ['an unknown type', up('d', 1), { ...HEADERS, 'content-type': 'application/octet-stream' }, 415],
    ['a form', up('d', 1), { ...HEADERS, 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [
      'version 3',
      up('d', 1),
      { ...HEADERS, 'content-type': 'application/x-protobuf;proto=io.prometheus.write.v3.Request' },
      415,
    ],
    ['gzip', up('d', 1), { ...HEADERS, 'content-encoding': 'gzip' }, 415],
    ['no snappy block', new TextEncoder().encode('hello, this is not snappy'), HEADERS, 400],
    ['a block that claims 4 GB', new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x0f, 0]), HEADERS, 413],
    ['nothing', new Uint8Array(0), HEADERS, 400],
    ['a body over 32 MiB', new Uint8Array(32 * 1024 * 1024 + 1), HEADERS, 413],
  ])('refuses %s', async (_name, body, headers, status) => {
    const response = await write(body, headers);
    expect([response.status, ...writtenOf(response)]).toEqual([status, '0', '0', '0']);
    expect(store.committed).toEqual([]);
  });

  it.each([
    ['too_large before decompression', new Uint8Array(32 * 1024 * 1024 + 1), 'larger than 33554432 bytes before'],
    ['too_large after it', new Uint8Array([0xff, 0xff, 0xff, 0xff, 0x0f, 0]), 'at most 33554432 are taken'],
  ])('names the limit: %s', async (_name, body, text) => {
    expect(await (await write(body)).text()).toContain(text);
  });

  it('names the limit of a body that does not say its size', async () => {
    let left = 9;
    const body = new ReadableStream({
      pull(controller) {
        if (left-- > 0) controller.enqueue(new Uint8Array(1 << 22));
        else controller.close();
      },
    });
    const options: RequestInit & { duplex: 'half' } = { method: 'POST', body, headers: HEADERS, duplex: 'half' };
    const answer = await fetch(`${server.url}/api/v1/write`, options).catch(() => undefined);
    // The server may cut the connection while the body is still being sent.
    if (answer !== undefined)
      expect([answer.status, await answer.text()]).toEqual([413, expect.stringContaining('33554432')]);
  });
});
