import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BatchAnswer, decodeFrames } from '@/lib/api/decodeFrames';
import { isPresent } from '@/lib/api/frames';
import { type BatchQuery, FRAMES_CONTENT_TYPE, jsonAnswer, type ResultFrame } from '@/lib/api/queryBatch';
import { ODD_NUMBERS } from '../testing/fixtureEngine';
import { startTestServer, type TestServer } from '../testing/testServer';

let server: TestServer;

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.app.close());

function query(id: string, expr: string, over: Partial<BatchQuery> = {}): BatchQuery {
  return { id, expr, kind: 'range', stepMs: 15_000, ...over };
}

function post(body: unknown, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.url}/api/v1/query_batch`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
    ...(signal && { signal }),
  });
}

async function ask(queries: readonly BatchQuery[], from = 0, to = 60_000): Promise<BatchAnswer[]> {
  const response = await post({ from, to, queries });
  expect(response.headers.get('content-type')).toBe(FRAMES_CONTENT_TYPE);
  const answers: BatchAnswer[] = [];
  if (response.body === null) throw new Error('no body');
  for await (const answer of decodeFrames(response.body)) answers.push(answer);
  return answers;
}

function resultOf(answer: BatchAnswer | undefined): ResultFrame {
  if (answer === undefined || !('values' in answer)) throw new Error(`not a result: ${JSON.stringify(answer)}`);
  return answer;
}

describe('/api/v1/query_batch', () => {
  it('sends columns with a bit for every step', async () => {
    const frame = resultOf((await ask([query('A', 'series 2')]))[0]);
    expect(frame.header).toMatchObject({
      id: 'A',
      resultType: 'matrix',
      startMs: 0,
      stepMs: 15_000,
      steps: 5,
      series: [
        ['__name__', 'series', 'n', '0'],
        ['__name__', 'series', 'n', '1'],
      ],
      totalSeries: 2,
      tier: 'raw',
    });
    expect([...frame.values.subarray(5)].map((v) => v.toFixed(1))).toEqual(['1.0', '1.1', '1.2', '1.3', '1.4']);
    expect([0, 1, 2, 3, 4].map((step) => isPresent(frame, 1, step))).toEqual([true, true, false, true, true]);
  });

  it('names the tier that answered, and asks for none coarser than wanted', async () => {
    const [frame] = await ask([query('A', 'tier 3600000', { maxSourceResolution: '5m' })]);
    expect(resultOf(frame).header).toMatchObject({ tier: '1h', approximate: true });
    expect(server.engine.calls.at(-1)?.options.maxResolutionMs).toBe(300_000);
    await ask([query('A', 'series 1', { maxSourceResolution: 'auto' })]);
    expect(server.engine.calls.at(-1)?.options.maxResolutionMs).toBeUndefined();
  });

  it('evaluates equal queries apart that want different tiers', async () => {
    const before = server.engine.calls.length;
    const tiers = ['auto', 'raw', '0s', '1h'] as const;
    await ask(tiers.map((tier) => query(tier, 'series 1', { maxSourceResolution: tier })));
    const asked = server.engine.calls.slice(before).map(({ options }) => options.maxResolutionMs);
    expect(asked).toEqual([undefined, 0, 3_600_000]);
  });

  it('refuses a tier that there is none of', async () => {
    const response = await post({
      from: 0,
      to: 60_000,
      queries: [{ ...query('A', 'series 1'), maxSourceResolution: '2m' }],
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      errorType: 'bad_data',
      error: expect.stringMatching(/queries\.0\.maxSourceResolution: .*"auto"/),
    });
  });

  it('aligns both ends down to the step', async () => {
    const { header } = resultOf((await ask([query('A', 'series 1')], 29_999, 61_000))[0]);
    expect(header).toMatchObject({ startMs: 15_000, steps: 4 });
  });

  it('evaluates an instant query at the end and takes intervals per query', async () => {
    await ask([query('A', 'series 1', { kind: 'instant', to: 45_678 })]);
    expect(server.engine.calls.at(-1)).toMatchObject({ kind: 'instant', times: [45_678] });
  });

  it('sends a text', async () => {
    const { header } = resultOf((await ask([query('A', 'string', { kind: 'instant' })]))[0]);
    expect(header).toMatchObject({ resultType: 'string', text: 'a "quoted" text', series: [] });
  });

  it('evaluates equal queries once and answers every one of them', async () => {
    const before = server.engine.calls.length;
    const same = ['A', 'B', 'C'].map((id) => query(id, 'series 3', id === 'C' ? { maxSeries: 1 } : {}));
    const answers = await ask([...same, query('D', 'series 3', { stepMs: 30_000 })]);
    expect(server.engine.calls.length - before).toBe(2);
    expect(answers.map((answer) => answer.header.id).sort()).toEqual(['A', 'B', 'C', 'D']);
    const cut = resultOf(answers.find((answer) => answer.header.id === 'C'));
    expect(cut.header).toMatchObject({ totalSeries: 3, series: [['__name__', 'series', 'n', '0']] });
  });

  it('sends what is ready before what is slow', async () => {
    const ids = (await ask([query('slow', 'sleep 300'), query('quick', 'series 1')])).map(({ header }) => header.id);
    expect(ids).toEqual(['quick', 'slow']);
  });

  it('delivers the quick frame while the slow query still runs', async () => {
    const response = await post({
      from: 0,
      to: 60_000,
      queries: [query('slow', 'sleep 5000'), query('quick', 'series 1')],
    });
    if (response.body === null) throw new Error('no body');
    const started = performance.now();
    for await (const answer of decodeFrames(response.body)) {
      expect(answer.header.id).toBe('quick');
      break;
    }
    expect(performance.now() - started).toBeLessThan(2_000);
    await expect.poll(() => server.engine.aborted).toContain('sleep 5000');
  });

  it('answers a failed query with an error and the others as asked', async () => {
    const answers = await ask([
      query('bad', 'fail bad_data'),
      query('crash', 'crash'),
      query('raw', 'raw', { kind: 'instant' }),
      query('fine', 'series 1', { stepMs: 1 }),
      query('backwards', 'series 1', { from: 60_000, to: 0 }),
      query('good', 'series 1'),
    ]);
    const byId = new Map(answers.map((answer) => [answer.header.id, answer.header]));
    expect(byId.get('bad')).toMatchObject({ errorType: 'bad_data', position: { start: 0, end: 4 } });
    expect(byId.get('crash')).toMatchObject({ errorType: 'internal', message: expect.not.stringContaining('secret') });
    expect(byId.get('raw')).toMatchObject({
      errorType: 'bad_data',
      message: expect.stringContaining('range selector'),
    });
    expect(byId.get('fine')).toMatchObject({ message: expect.stringContaining('11,000 points') });
    expect(byId.get('backwards')).toMatchObject({ message: '`to` must not be before `from`' });
    expect(byId.get('good')).toMatchObject({ type: 'result' });
  });

  it('answers the same as JSON', async () => {
    const queries = [query('A', 'odd', { kind: 'instant' }), query('B', 'series 2'), query('C', 'fail execution')];
    const response = await post({ from: 0, to: 30_000, queries }, { accept: 'application/json' });
    const { frames } = jsonAnswer.parse(await response.json());
    const byId = new Map(frames.map((frame) => [frame.id, frame]));
    expect(byId.get('A')).toMatchObject({ values: [['NaN'], ['+Inf'], ['-Inf'], [-0], [1e-7], [1e21], [0.1]] });
    expect(ODD_NUMBERS).toHaveLength(7);
    expect(byId.get('B')).toMatchObject({
      steps: 3,
      values: [
        [0, 0.1, 0.2],
        [1, 1.1, null],
      ],
    });
    expect(byId.get('C')).toMatchObject({ type: 'error', errorType: 'execution' });
  });

  it('cancels everything when the client goes away', async () => {
    const controller = new AbortController();
    const queries = Array.from({ length: 6 }, (_, i) => query(`q${i}`, `sleep ${20_000 + i}`));
    const asked = post({ from: 0, to: 60_000, queries }, {}, controller.signal);
    await expect.poll(() => server.engine.calls.at(-1)?.expr).toBe('sleep 20003');
    controller.abort();
    await expect(asked).rejects.toThrow();
    await expect.poll(() => server.engine.aborted).toContain('sleep 20003');
    // The two that had not begun never do.
    expect(server.engine.calls.at(-1)?.expr).toBe('sleep 20003');
  });

  it.each<[string, unknown, RegExp]>([
    ['no body', '', /query_batch|JSON/i],
    ['no JSON', '{', /JSON/],
    ['a list', [], /malformed query_batch request, the body/],
    ['no queries', { from: 0, to: 1, queries: [] }, /queries/],
    ['two equal ids', { from: 0, to: 1, queries: [query('A', '1'), query('A', '2')] }, /ids must be unique/],
    ['a step of zero', { from: 0, to: 1, queries: [query('A', '1', { stepMs: 0 })] }, /queries.0.stepMs/],
    ['an unknown kind', { from: 0, to: 1, queries: [{ ...query('A', '1'), kind: 'magic' }] }, /queries.0.kind/],
    [
      'an endless time',
      '{"from":0,"to":1e999,"queries":[{"id":"A","expr":"1","kind":"instant","stepMs":1}]}',
      /malformed .*to/,
    ],
    [
      'too many queries',
      { from: 0, to: 1, queries: Array.from({ length: 501 }, (_, i) => query(`${i}`, '1')) },
      /queries/,
    ],
  ])('refuses %s', async (_name, body, message) => {
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errorType: 'bad_data', error: expect.stringMatching(message) });
  });

  it('takes no form, which a page of another site could send', async () => {
    const response = await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' });
    expect(response.status).toBe(400);
  });
});
