import { afterEach, describe, expect, it } from 'vitest';
import { StorageLimitError, StorageUnavailableError } from '@/collector/storage/storage';
import type { DeleteRequest, SeriesAdmin } from '../deps';
import { startTestServer, type TestServer } from '../testing/testServer';

const STATUS = { running: true, windowsDone: 1, windowsTotal: 3, seriesMoved: 2, error: '' };
let server: TestServer;
const deleted: Omit<DeleteRequest, 'signal'>[] = [];

const admin: SeriesAdmin = {
  deleteSeries: async ({ signal, ...request }) => {
    if (signal.aborted) throw new Error('aborted');
    return deleted.push(request);
  },
  cleanTombstones: async () => undefined,
  startRepack: async () => STATUS,
  repackStatus: () => STATUS,
};

async function start(adminApi: boolean, over: Partial<SeriesAdmin> = {}): Promise<void> {
  deleted.length = 0;
  server = await startTestServer({ seriesAdmin: { ...admin, ...over } }, { adminApi });
}

afterEach(() => server.app.close());

async function send(path: string, method = 'POST'): Promise<[status: number, body: Record<string, unknown>]> {
  const answer = await fetch(`${server.url}/api/v1/${path}`, { method });
  const text = await answer.text();
  return [answer.status, text === '' ? {} : JSON.parse(text)];
}

const EVER = { fromMs: Number.MIN_SAFE_INTEGER, untilMs: Number.MAX_SAFE_INTEGER };
const UP = [{ name: '__name__', operator: '=', value: 'up' }];

describe('/api/v1/admin/tsdb/delete_series', () => {
  it.each([
    ['match[]=up', { matcherSets: [UP], ...EVER }],
    ['match[]=up&start=10&end=20.5', { matcherSets: [UP], fromMs: 10_000, untilMs: 20_500 }],
    [
      'match[]=up&match[]=%7Bjob%3D~%22a.*%22%7D',
      { matcherSets: [UP, [{ name: 'job', operator: '=~', value: 'a.*' }]], ...EVER },
    ],
  ])('deletes %s, and answers 204', async (query, want) => {
    await start(true);
    expect(await send(`admin/tsdb/delete_series?${query}`)).toEqual([204, {}]);
    expect(await send(`admin/tsdb/delete_series?${query}`, 'PUT')).toEqual([204, {}]);
    expect(deleted).toEqual([want, want]);
  });

  it.each([
    ['', 'no match[] parameter provided'],
    ['match[]=rate(up[5m])', 'is not a series selector'],
    ['match[]=%7B%7D', 'must contain at least one non-empty matcher'],
    ['match[]=up&start=noon', 'invalid parameter "start"'],
  ])('refuses %j: %s', async (query, message) => {
    await start(true);
    const [status, body] = await send(`admin/tsdb/delete_series?${query}`);
    expect(status).toBe(400);
    expect(body['error']).toContain(message);
    expect(deleted).toEqual([]);
  });

  it.each([
    [new StorageUnavailableError('Postgres cannot be reached'), 503],
    [new StorageLimitError('1000 deletions wait'), 422],
  ])('says what is in the way: %s', async (error, status) => {
    await start(true, { deleteSeries: () => Promise.reject(error) });
    const [got, body] = await send('admin/tsdb/delete_series?match[]=up');
    expect([got, body['error']]).toEqual([status, error.message]);
  });
});

describe('the admin API', () => {
  it('is off where nobody has to sign in, unless it is switched on', async () => {
    await start(false);
    for (const path of ['delete_series?match[]=up', 'clean_tombstones', 'snapshot', 'repack']) {
      const [status, body] = await send(`admin/tsdb/${path}`);
      expect([status, body['errorType'], body['error']]).toEqual([
        503,
        'unavailable',
        'admin APIs disabled; start with --web.enable-admin-api',
      ]);
    }
    expect(deleted).toEqual([]);
    expect((await send('admin/tsdb/delete_series?match[]=up', 'GET'))[0]).toBe(404);
  });

  it('cleans tombstones, and repacks in the background', async () => {
    await start(true);
    expect(await send('admin/tsdb/clean_tombstones')).toEqual([204, {}]);
    expect(await send('admin/tsdb/snapshot')).toMatchObject([404, { error: expect.stringContaining('pg_dump') }]);
    expect(await send('admin/tsdb/repack')).toEqual([202, { status: 'success', data: STATUS }]);
    expect(await send('status/repack', 'GET')).toEqual([200, { status: 'success', data: STATUS }]);
  });
});
