import { afterEach, describe, expect, it } from 'vitest';
import { StorageUnavailableError } from '@/collector/storage/storage';
import { sealResult } from '@/lib/api/sealResult';
import { startTestServer, type TestServer } from '../testing/testServer';

const RESULT = { windows: 3, samples: 1_000, bytes: 900 };
let server: TestServer;

afterEach(() => server.app.close());

const seal = (method = 'POST') => fetch(`${server.url}/api/v1/admin/tsdb/seal`, { method });

describe('/api/v1/admin/tsdb/seal', () => {
  it('answers when all is sealed, once for all who wait', async () => {
    const ends: (() => void)[] = [];
    server = await startTestServer({
      seal: () => new Promise((resolve) => ends.push(() => resolve(RESULT))),
    });
    const answers = [seal(), seal('PUT')];
    const answered = Promise.race(answers).then(() => 'answered');
    const waited = new Promise((resolve) => setTimeout(resolve, 100, 'waiting'));
    expect(await Promise.race([answered, waited])).toBe('waiting');
    expect(ends).toHaveLength(1);
    ends[0]?.();
    for (const answer of await Promise.all(answers)) {
      expect(sealResult.parse((await answer.json()).data)).toEqual(RESULT);
    }
    const again = seal();
    while (ends.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
    ends[1]?.();
    expect((await again).status).toBe(200);
  });

  it('answers 503 while Postgres is away', async () => {
    server = await startTestServer({ seal: () => Promise.reject(new StorageUnavailableError('Postgres is away')) });
    const answer = await seal();
    expect([answer.status, (await answer.json()).error]).toEqual([503, 'Postgres is away']);
  });
});
