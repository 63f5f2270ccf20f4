import type { BatchAnswer, SendBatch } from '@/components/query/panelQueries';
import type { ErrorHeader, QueryBatchRequest, ResultFrame } from '@/lib/api/queryBatch';
import type { Labels } from '@/lib/labels/labels';

/** What the collector last said to one query of the panel. */
export interface QueryReport {
  readonly phase: 'loading' | 'ready' | 'error';
  /** The text as it was asked, with variables put in. */
  readonly expr: string;
  readonly series: number;
  /** Series that the answer held; fewer than `series` when the panel's limit cut them. */
  readonly shownSeries: number;
  readonly points: number;
  readonly durationMs: number;
  /** Distance of steps; undefined for instant queries. */
  readonly stepMs: number | undefined;
  readonly labels: readonly Labels[];
  readonly warnings: readonly string[];
  readonly error?: Pick<ErrorHeader, 'message' | 'position'>;
}

const NOTHING: Omit<QueryReport, 'phase' | 'expr'> = {
  series: 0,
  shownSeries: 0,
  points: 0,
  durationMs: 0,
  stepMs: undefined,
  labels: [],
  warnings: [],
};

/** Listens to the answers of a panel's batches and keeps for each query what it came to. */
export class QueryReports {
  private reports: ReadonlyMap<string, QueryReport> = new Map();
  private readonly listeners = new Set<() => void>();

  /** By refId; another map after each change. */
  all = (): ReadonlyMap<string, QueryReport> => this.reports;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The same way of sending, overheard. */
  overhear(send: SendBatch): SendBatch {
    const reports = this;
    return async function* (request, options) {
      const run = reports.begin(request);
      try {
        for await (const answer of send(request, options)) {
          run.receive(answer);
          yield answer;
        }
      } catch (failure) {
        if (!options.signal.aborted) run.fail(failure instanceof Error ? failure.message : String(failure));
        throw failure;
      }
    };
  }

  private begin(request: QueryBatchRequest) {
    const owners = new Map(request.queries.map(({ id, source, expr }) => [id, { refId: source?.refId ?? '', expr }]));
    const fresh = new Map<string, QueryReport>();
    const open = new Set(owners.keys());
    for (const { refId, expr } of owners.values()) {
      const old = this.reports.get(refId) ?? NOTHING;
      const { error: _, ...rest } = { error: undefined, ...old };
      fresh.set(refId, { ...rest, phase: 'loading', expr });
    }
    this.publish(fresh);
    const started = new Set<string>();
    const receive = (answer: BatchAnswer) => {
      const owner = owners.get(answer.header.id);
      if (owner === undefined) return;
      open.delete(answer.header.id);
      const before = started.has(owner.refId) ? this.reports.get(owner.refId) : undefined;
      started.add(owner.refId);
      this.put(owner.refId, withAnswer(before, answer, owner.expr));
    };
    const fail = (message: string) => {
      for (const id of open) {
        const owner = owners.get(id);
        if (owner !== undefined)
          this.put(owner.refId, { ...NOTHING, phase: 'error', expr: owner.expr, error: { message } });
      }
    };
    return { receive, fail };
  }

  private put(refId: string, report: QueryReport): void {
    this.publish(new Map([...this.reports, [refId, report]]));
  }

  private publish(reports: ReadonlyMap<string, QueryReport>): void {
    this.reports = reports;
    for (const listener of this.listeners) listener();
  }
}

/** A query of both kinds, range and instant, has two answers: they add up. */
function withAnswer(before: QueryReport | undefined, answer: BatchAnswer, expr: string): QueryReport {
  const base = before ?? { ...NOTHING, phase: 'ready' as const, expr };
  if (!('values' in answer)) {
    const { message, position } = answer.header;
    return { ...base, phase: 'error', error: { message, ...(position === undefined ? {} : { position }) } };
  }
  const { header } = answer;
  const ranged = header.resultType === 'matrix' || header.steps > 1;
  return {
    ...base,
    series: Math.max(base.series, header.totalSeries),
    shownSeries: Math.max(base.shownSeries, header.series.length),
    points: base.points + countPoints(answer),
    durationMs: base.durationMs + header.statistics.durationMs,
    stepMs: ranged ? header.stepMs : base.stepMs,
    labels: header.series.length > 0 ? header.series : base.labels,
    warnings: [...base.warnings, ...header.warnings, ...header.infos],
  };
}

function countPoints({ present }: ResultFrame): number {
  let count = 0;
  for (let byte of present) for (; byte > 0; byte &= byte - 1) count++;
  return count;
}
