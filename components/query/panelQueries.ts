import type { BatchQuery, ErrorHeader, QueryBatchRequest, ResultFrame } from '@/lib/api/queryBatch';
import type { PlannedQuery } from './planQueries';

export type BatchAnswer = ResultFrame | { readonly header: ErrorHeader };

/** Sends one batch; answers come in any order as they are ready. */
export type SendBatch = (
  request: QueryBatchRequest,
  options: { readonly signal: AbortSignal },
) => AsyncIterable<BatchAnswer>;

export interface Bounds {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface PanelRequest {
  /** Two requests of one panel with the same signature are the same; the second is not sent. */
  readonly signature: string;
  readonly queries: readonly PlannedQuery[];
  readonly bounds: Bounds;
}

export interface PanelResult {
  readonly planned: PlannedQuery;
  readonly frame: ResultFrame;
}

export interface PanelFailure {
  readonly refId: string;
  readonly message: string;
}

/** Results and the interval they were fetched for; they change together. */
export interface PanelAnswer {
  readonly results: readonly PanelResult[];
  readonly bounds: Bounds;
  readonly receivedMs: number;
  /** Other queries of the panel failed; these are as fresh as if none had. */
  readonly partial?: true;
}

export interface PanelQueryState {
  readonly phase: 'idle' | 'loading' | 'ready' | 'error';
  /** The last complete answer; it stays while the next one is awaited and after a failure. */
  readonly answer?: PanelAnswer;
  /** What went wrong last; it stays while the next answer is awaited, so that nothing flickers. */
  readonly failure?: PanelFailure;
  readonly startedMs?: number;
}

/** What was last sent to the collector for a panel. */
export interface AskedPanel {
  readonly request: PanelRequest;
  readonly askedMs: number;
  /** When its last query was answered; undefined while one is not. */
  readonly answeredMs?: number;
}

interface Running {
  readonly request: PanelRequest;
  readonly batch: Batch;
  readonly results: Map<string, PanelResult>;
  failure?: PanelFailure;
  waiting: number;
}

interface Batch {
  readonly controller: AbortController;
  /** Panels that still wait for answers of this batch. */
  readonly waiting: Set<string>;
}

const IDLE: PanelQueryState = { phase: 'idle' };
/** What the route takes in one request. */
const MAX_QUERIES = 500;

/**
 * Gathers what the panels of a page want and asks for it in one request per refresh. A panel turns to its new state
 * when all of its own queries are answered, without waiting for other panels.
 */
export class PanelQueries {
  private readonly states = new Map<string, PanelQueryState>();
  private readonly signatures = new Map<string, string>();
  private readonly running = new Map<string, Running>();
  private readonly asked = new Map<string, AskedPanel>();
  private readonly listeners = new Map<string, Set<() => void>>();
  private queue = new Map<string, PanelRequest>();
  private scheduled = false;
  private latestMs: number | undefined;

  constructor(
    private readonly send: SendBatch,
    private readonly now: () => number = Date.now,
  ) {}

  state(key: string): PanelQueryState {
    return this.states.get(key) ?? IDLE;
  }

  subscribe(key: string, listener: () => void): () => void {
    const set = this.listeners.get(key) ?? new Set();
    this.listeners.set(key, set.add(listener));
    return () => set.delete(listener);
  }

  /** What was last asked for a panel, and how long it took; undefined when nothing was. */
  lastAsked(key: string): AskedPanel | undefined {
    return this.asked.get(key);
  }

  /** True while any panel waits for an answer. */
  get busy(): boolean {
    return this.running.size > 0 || this.queue.size > 0;
  }

  /** When an answer without failure last came; undefined before the first. */
  get lastReceivedMs(): number | undefined {
    return this.latestMs;
  }

  /** Asks for a panel's data unless the same was asked before. Requests of one turn of the event loop go together. */
  want(key: string, request: PanelRequest): void {
    if (this.signatures.get(key) === request.signature) return;
    this.signatures.set(key, request.signature);
    this.leaveBatch(key);
    this.queue.set(key, request);
    this.update(key, { ...this.state(key), phase: 'loading', startedMs: this.now() });
    if (this.scheduled) return;
    this.scheduled = true;
    setTimeout(() => this.flush(), 0);
  }

  /** Asks again for what a panel asked last, at once. */
  retry(key: string, request: PanelRequest): void {
    this.signatures.delete(key);
    this.want(key, request);
  }

  /** Gives up waiting; the old data stays. */
  cancel(key: string): void {
    this.queue.delete(key);
    if (!this.leaveBatch(key) && this.state(key).phase !== 'loading') return;
    this.update(key, { ...this.state(key), phase: 'error', failure: { refId: '', message: 'Cancelled' } });
  }

  /** A panel that is gone: its state is forgotten and nobody waits for it. */
  drop(key: string): void {
    this.queue.delete(key);
    this.leaveBatch(key);
    this.states.delete(key);
    this.signatures.delete(key);
    this.asked.delete(key);
  }

  private update(key: string, state: PanelQueryState): void {
    this.states.set(key, state);
    for (const listener of this.listeners.get(key) ?? []) listener();
  }

  /** A batch nobody waits for any more is aborted, so that the collector stops working on it. */
  private leaveBatch(key: string): boolean {
    const running = this.running.get(key);
    if (running === undefined) return false;
    this.running.delete(key);
    running.batch.waiting.delete(key);
    if (running.batch.waiting.size === 0) running.batch.controller.abort();
    return true;
  }

  private flush(): void {
    this.scheduled = false;
    const queue = this.queue;
    this.queue = new Map();
    let part = new Map<string, PanelRequest>();
    let count = 0;
    for (const [key, request] of queue) {
      if (count + request.queries.length > MAX_QUERIES && part.size > 0) {
        void this.run(part);
        part = new Map();
        count = 0;
      }
      part.set(key, request);
      count += request.queries.length;
    }
    if (part.size > 0) void this.run(part);
  }

  private async run(requests: ReadonlyMap<string, PanelRequest>): Promise<void> {
    const batch: Batch = { controller: new AbortController(), waiting: new Set(requests.keys()) };
    const owners = new Map<string, { readonly key: string; readonly planned: PlannedQuery }>();
    const queries: BatchQuery[] = [];
    for (const [key, request] of requests) {
      this.running.set(key, { request, batch, results: new Map(), waiting: request.queries.length });
      this.asked.set(key, { request, askedMs: this.now() });
      request.queries.forEach((planned, index) => {
        const id = `${key}/${index}`;
        owners.set(id, { key, planned });
        queries.push({ ...planned.query, id });
      });
    }
    const [first] = requests.values();
    if (first === undefined || queries.length === 0) return;
    const request = { from: first.bounds.fromMs, to: first.bounds.toMs, queries };
    try {
      for await (const answer of this.send(request, { signal: batch.controller.signal })) {
        const owner = owners.get(answer.header.id);
        if (owner !== undefined) this.receive(owner.key, owner.planned, answer, batch);
      }
      this.failAll(batch, 'The answer ended before this query was answered; retry');
    } catch (error) {
      this.failAll(batch, error instanceof Error ? error.message : String(error));
    }
  }

  private receive(key: string, planned: PlannedQuery, answer: BatchAnswer, batch: Batch): void {
    const running = this.running.get(key);
    if (running === undefined || running.batch !== batch) return;
    running.waiting--;
    const { refId } = planned.target;
    if ('values' in answer) running.results.set(answer.header.id, { planned, frame: answer });
    else running.failure ??= { refId, message: answer.header.message };
    if (running.waiting === 0) this.settle(key, running);
  }

  private settle(key: string, running: Running): void {
    this.running.delete(key);
    running.batch.waiting.delete(key);
    const { request, failure } = running;
    const results = [...running.results].sort(([a], [b]) => indexOf(a) - indexOf(b)).map(([, result]) => result);
    const old = this.state(key).answer;
    const fresh = { results, bounds: request.bounds, receivedMs: this.now() };
    const asked = this.asked.get(key);
    if (asked !== undefined) this.asked.set(key, { ...asked, answeredMs: fresh.receivedMs });
    if (failure === undefined) {
      this.latestMs = fresh.receivedMs;
      this.update(key, { phase: 'ready', answer: fresh });
    } else {
      // What did arrive is shown as it is now; only where nothing did, the old answer stays.
      const answer = results.length > 0 ? { ...fresh, partial: true as const } : old;
      this.update(key, { phase: 'error', failure, ...(answer === undefined ? {} : { answer }) });
    }
  }

  private failAll(batch: Batch, message: string): void {
    for (const key of [...batch.waiting]) {
      batch.waiting.delete(key);
      if (this.running.get(key)?.batch !== batch) continue;
      this.running.delete(key);
      this.update(key, { ...this.state(key), phase: 'error', failure: { refId: '', message } });
    }
  }
}

/** Position of a query in its panel, the last part of its id. */
function indexOf(id: string): number {
  return Number(id.slice(id.lastIndexOf('/') + 1));
}
