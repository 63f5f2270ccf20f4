import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RecordingStore } from '@/collector/push/recordingStore';
import { StorageUnavailableError } from '@/collector/storage/storage';
import { createImporter } from '@/collector/transfer/importExposition';
import { importResult } from '@/lib/api/importResult';
import { startTestServer, type TestServer } from '../testing/testServer';

let store = new RecordingStore();
let server: TestServer;

beforeAll(async () => {
  const appendable = { appender: (cohort: Parameters<RecordingStore['appender']>[0]) => store.appender(cohort) };
  server = await startTestServer({ importer: createImporter({ appendable }) });
});
beforeEach(() => {
  store = new RecordingStore();
});
afterAll(() => server.app.close());

function send(body: string, query = '', type = 'application/openmetrics-text'): Promise<Response> {
  return fetch(`${server.url}/api/v1/import${query}`, { method: 'POST', body, headers: { 'content-type': type } });
}

describe('/api/v1/import', () => {
  it('answers what became of the samples, once they are durable', async () => {
    const response = await send('m 1 5\nm 2 5\nm 3 6\n# EOF\n', '?first_line=41');
    expect(response.status).toBe(200);
    const { data } = await response.json();
    expect(importResult.parse(data)).toEqual({
      samples: 2,
      added: 2,
      refused: [{ reason: 'another value is stored for the same time', samples: 1, first: 'line 42: m' }],
      skippedLines: 0,
    });
  });

  it('takes Prometheus’ text format and leaves broken lines out', async () => {
    const response = await send('m 1 5000\n<\n', '?format=prometheus&skip_errors=true', 'application/octet-stream');
    expect((await response.json()).data).toMatchObject({ samples: 1, skippedLines: 1 });
    expect(store.committed).toEqual([['//import', 'm', 5_000, 1]]);
  });

  it.each([
    ['a line that cannot be read', 'm 1 5\nm{ 2 5\n# EOF\n', '?first_line=9', 400, 'line 10, column 3: '],
    ['an unknown format', 'm 1 5\n', '?format=csv', 400, 'must be openmetrics or prometheus'],
    ['a line number that is none', 'm 1 5\n# EOF\n', '?first_line=x', 400, 'first_line'],
    ['a form', 'm=1', '', 415, 'Content-Type'],
  ])('refuses %s', async (name, body, query, status, message) => {
    const type = name === 'a form' ? 'application/x-www-form-urlencoded' : undefined;
    const response = await send(body, query, type);
    expect(response.status).toBe(status);
    expect((await response.json()).error).toContain(message);
  });

  it('answers 503 while samples cannot be made durable', async () => {
    store.failure = new StorageUnavailableError('Postgres does not answer');
    expect((await send('m 1 5\n# EOF\n')).status).toBe(503);
  });
});

describe('/api/v1/export', () => {
  it('streams OpenMetrics of the selected series', async () => {
    const selection = new URLSearchParams([['match[]', 'up{instance="b:9100"}']]);
    const response = await fetch(`${server.url}/api/v1/export?${selection}`);
    expect(response.headers.get('content-type')).toMatch(/^application\/openmetrics-text/);
    expect(await response.text()).toMatch(/^# TYPE up gauge\n# HELP up .*\nup\{.*\} 1 1\n# EOF\n$/s);
    expect(server.store.openQueriers).toBe(0);
  });

  it.each([
    ['match[]=up[5m]', 'is not a series selector'],
    ['start=yesterday', 'start'],
    ['start=2&end=1', 'end timestamp must not be before start'],
  ])('refuses %s', async (query, message) => {
    const response = await fetch(`${server.url}/api/v1/export?${query}`);
    expect(response.status).toBe(400);
    expect((await response.json()).error).toContain(message);
  });
});
