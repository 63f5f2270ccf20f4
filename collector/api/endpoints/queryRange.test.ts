import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestServer, type TestServer } from '../testing/testServer';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.app.close());

async function get(search: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${server.url}/api/v1/query_range?${search}`);
  return { status: response.status, body: await response.json() };
}

const RESOLUTION =
  'exceeded maximum resolution of 11,000 points per timeseries. Try decreasing the query resolution (?step=XX)';

describe('/api/v1/query_range', () => {
  it('answers with a matrix that leaves absent steps out', async () => {
    expect(await get('query=series+2&start=10&end=11.5&step=500ms')).toEqual({
      status: 200,
      body: {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { __name__: 'series', n: '0' },
              values: [
                [10, '0'],
                [10.5, '0.1'],
                [11, '0.2'],
                [11.5, '0.3'],
              ],
            },
            {
              metric: { __name__: 'series', n: '1' },
              values: [
                [10, '1'],
                [10.5, '1.1'],
                [11.5, '1.3'],
              ],
            },
          ],
        },
      },
    });
  });

  it('names the tier that answered in a header, and in the data when samples were downsampled', async () => {
    const ask = async (expr: string) => {
      const response = await fetch(`${server.url}/api/v1/query_range?query=${expr}&start=0&end=60&step=60`);
      return [response.headers.get('x-belvedere-resolution'), (await response.json()).data.resolution];
    };
    expect(await ask('tier+300000')).toEqual(['5m', '5m']);
    expect(await ask('tier+3600000')).toEqual(['1h', '1h']);
    expect(await ask('series+1')).toEqual(['raw', undefined]);
  });

  it.each<[string, number | undefined]>([
    ['', undefined],
    ['auto', undefined],
    ['raw', 0],
    ['0s', 0],
    ['0', 0],
    ['4m59s', 0],
    ['5m', 300_000],
    ['300000ms', 300_000],
    ['300', 300_000],
    ['59m', 300_000],
    ['1h', 3_600_000],
    ['1d', 3_600_000],
  ])('takes max_source_resolution=%s', async (text, want) => {
    expect((await get(`query=series+1&start=0&end=60&step=60&max_source_resolution=${text}`)).status).toBe(200);
    expect(server.engine.calls.at(-1)?.options.maxResolutionMs).toBe(want);
  });

  it.each(['fine', '-5m', '-1', '5 minutes', '1e400'])('refuses max_source_resolution=%s', async (text) => {
    const { status, body } = await get(`query=1&start=0&end=60&step=60&max_source_resolution=${text}`);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      errorType: 'bad_data',
      error: expect.stringMatching(/^invalid parameter "max_source_resolution": cannot parse .*: want auto, raw or/),
    });
  });

  it('makes a matrix of a scalar', async () => {
    const { body } = await get('query=sleep+0&start=0&end=60&step=60');
    expect(body).toMatchObject({
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: {},
            values: [
              [0, '0'],
              [60, '0.1'],
            ],
          },
        ],
      },
    });
  });

  it('hands RFC 3339 times and durations to the engine in ms', async () => {
    await get('query=series+1&start=2023-11-14T22:13:20.5Z&end=2023-11-15T00:13:20%2B01:00&step=1m');
    expect(server.engine.calls.at(-1)?.times).toEqual([1_700_000_000_500, 1_700_003_600_000, 60_000]);
  });

  it('streams a large matrix whole', async () => {
    const { body } = await get('query=series+300&start=0&end=7200&step=15');
    const { result } = (body as { data: { result: { values: [number, string][] }[] } }).data;
    expect(result).toHaveLength(300);
    expect(result[298]?.values).toHaveLength(481);
    expect(result[298]?.values.at(-1)).toEqual([7200, '346']);
  });

  it.each<[string, string]>([
    ['query=series+1&start=0&end=11001&step=1', RESOLUTION],
    ['query=series+1&start=10&end=9&step=1', 'invalid parameter "end": end timestamp must not be before start time'],
    ['query=series+1&start=0&end=9&step=0', 'invalid parameter "step": zero or negative query resolution'],
    ['query=series+1&start=0&end=9&step=-15', 'zero or negative query resolution step widths are not accepted'],
    ['query=series+1&start=0&end=9&step=0.0001', 'zero or negative query resolution step widths are not accepted'],
    ['query=series+1&start=0&end=9&step=', 'invalid parameter "step": cannot parse "" to a valid duration'],
    ['query=series+1&end=9&step=1', 'invalid parameter "start": cannot parse "" to a valid timestamp'],
    ['query=series+1&start=NaN&end=9&step=1', 'cannot parse "NaN" to a valid timestamp'],
    ['query=series+1&start=0&end=Inf&step=1', 'cannot parse "Inf" to a valid timestamp'],
  ])('%s -> 400', async (search, message) => {
    const answer = await get(search);
    expect(answer.status).toBe(400);
    expect((answer.body as { error: string }).error).toContain(message);
  });

  it('takes 11,000 intervals', async () => {
    expect((await get('query=series+1&start=0&end=11000&step=1')).status).toBe(200);
  });
});
