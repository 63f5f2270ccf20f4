import { beforeEach, describe, expect, it } from 'vitest';
import type { QueryBatchRequest } from '@/lib/api/queryBatch';
import { type BatchAnswer, PanelQueries, type PanelRequest } from './panelQueries';
import { testTarget } from './testPanel';

/** A batch under way, answered by the test. */
class Sent {
  private readonly answers: (BatchAnswer | Error | undefined)[] = [];
  private wake: () => void = () => undefined;

  constructor(
    readonly request: QueryBatchRequest,
    readonly signal: AbortSignal,
  ) {
    signal.addEventListener('abort', () => this.push(new Error('aborted')));
  }

  push(answer: BatchAnswer | Error | undefined): void {
    this.answers.push(answer);
    this.wake();
  }

  async *stream(): AsyncGenerator<BatchAnswer> {
    for (;;) {
      while (this.answers.length === 0) await new Promise<void>((resolve) => (this.wake = resolve));
      const answer = this.answers.shift();
      if (answer === undefined) return;
      if (answer instanceof Error) throw answer;
      yield answer;
    }
  }

  get ids(): string[] {
    return this.request.queries.map(({ id }) => id);
  }
}

function ok(id: string): BatchAnswer {
  const header = {
    type: 'result',
    id,
    resultType: 'matrix',
    startMs: 0,
    stepMs: 1,
    steps: 0,
    series: [],
    totalSeries: 0,
    tier: 'raw',
    warnings: [],
    infos: [],
    statistics: { series: 0, samples: 0, durationMs: 0 },
  } as const;
  return { header, values: new Float64Array(), present: new Uint8Array() };
}

function failed(id: string): BatchAnswer {
  return { header: { type: 'error', id, errorType: 'bad_data', message: 'parse error' } };
}

function wanted(signature: string, refIds: readonly string[] = ['A'], toMs = 10): PanelRequest {
  const queries = refIds.map((refId) => ({
    target: testTarget({ refId }),
    expr: 'up',
    legendFormat: '',
    query: { expr: 'up', kind: 'range', stepMs: 1 } as const,
  }));
  return { signature, queries, bounds: { fromMs: 0, toMs } };
}

const turn = () => new Promise((resolve) => setTimeout(resolve, 2));

let sent: Sent[];
let queries: PanelQueries;

beforeEach(() => {
  sent = [];
  queries = new PanelQueries(
    (request, { signal }) => {
      const batch = new Sent(request, signal);
      sent.push(batch);
      return batch.stream();
    },
    () => 42,
  );
});

describe('PanelQueries', () => {
  it('sends what all panels want in one batch, and each panel turns as its own answers come', async () => {
    queries.want('1', wanted('s', ['A', 'B']));
    queries.want('2', wanted('s'));
    await turn();
    expect(sent.map(({ ids }) => ids)).toEqual([['1/0', '1/1', '2/0']]);
    sent[0]?.push(ok('2/0'));
    sent[0]?.push(ok('1/1'));
    await turn();
    expect(queries.state('2').phase).toBe('ready');
    expect(queries.state('1').phase).toBe('loading');
    sent[0]?.push(ok('1/0'));
    await turn();
    expect(queries.state('1')).toMatchObject({ phase: 'ready', answer: { receivedMs: 42, bounds: { toMs: 10 } } });
    expect(queries.state('1').answer?.results.map(({ planned }) => planned.target.refId)).toEqual(['A', 'B']);
    expect(queries.busy).toBe(false);
  });

  it('does not ask twice for the same, and asks again on retry', async () => {
    queries.want('1', wanted('s'));
    queries.want('1', wanted('s'));
    await turn();
    expect(sent).toHaveLength(1);
    queries.retry('1', wanted('s'));
    await turn();
    expect(sent).toHaveLength(2);
  });

  it('keeps the old answer while the next is awaited and after it failed', async () => {
    queries.want('1', wanted('s1'));
    await turn();
    sent[0]?.push(ok('1/0'));
    await turn();
    const { answer } = queries.state('1');
    queries.want('1', wanted('s2', ['A'], 20));
    expect(queries.state('1')).toMatchObject({ phase: 'loading', answer });
    await turn();
    sent[1]?.push(failed('1/0'));
    await turn();
    expect(queries.state('1')).toEqual({ phase: 'error', answer, failure: { refId: 'A', message: 'parse error' } });
  });

  it('shows what did arrive when there is nothing older', async () => {
    queries.want('1', wanted('s', ['A', 'B']));
    await turn();
    sent[0]?.push(failed('1/1'));
    sent[0]?.push(ok('1/0'));
    await turn();
    expect(queries.state('1')).toMatchObject({ phase: 'error', failure: { refId: 'B' } });
    expect(queries.state('1').answer?.results).toHaveLength(1);
  });

  it('aborts a batch that nobody waits for any more, and ignores its late answers', async () => {
    queries.want('1', wanted('s1'));
    queries.want('2', wanted('s1'));
    await turn();
    queries.want('1', wanted('s2', ['A'], 20));
    expect(sent[0]?.signal.aborted).toBe(false);
    queries.want('2', wanted('s2', ['A'], 20));
    expect(sent[0]?.signal.aborted).toBe(true);
    await turn();
    sent[0]?.push(ok('1/0'));
    sent[1]?.push(ok('1/0'));
    await turn();
    expect(queries.state('1').answer?.bounds.toMs).toBe(20);
    expect(queries.state('2').phase).toBe('loading');
  });

  it('fails all waiting panels when the request fails or ends too early', async () => {
    queries.want('1', wanted('s'));
    await turn();
    sent[0]?.push(new Error('the collector cannot be reached'));
    await turn();
    expect(queries.state('1').failure?.message).toBe('the collector cannot be reached');
    queries.want('1', wanted('s2'));
    await turn();
    sent[1]?.push(undefined);
    await turn();
    expect(queries.state('1')).toMatchObject({
      phase: 'error',
      failure: { message: expect.stringContaining('retry') },
    });
  });

  it('cancels one panel and leaves the others', async () => {
    queries.want('1', wanted('s'));
    queries.want('2', wanted('s'));
    await turn();
    queries.cancel('1');
    expect(queries.state('1').failure?.message).toBe('Cancelled');
    expect(sent[0]?.signal.aborted).toBe(false);
    sent[0]?.push(ok('2/0'));
    await turn();
    expect(queries.state('2').phase).toBe('ready');
  });

  it('splits what is too much for one request', async () => {
    for (let panel = 0; panel < 30; panel++)
      queries.want(
        String(panel),
        wanted(
          's',
          Array.from({ length: 20 }, (_, i) => `R${i}`),
        ),
      );
    await turn();
    expect(sent.map(({ ids }) => ids.length)).toEqual([500, 100]);
  });
});
