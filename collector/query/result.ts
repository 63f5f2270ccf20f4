/** What a query gives: columns over steps, with a presence mask, and what the engine noticed on the way. */
import type { ResolutionMs } from '@/collector/storage/storage';
import type { QueryStatistics } from '@/lib/api/queryBatch';
import type { Labels } from '@/lib/labels/labels';

/** One series of a result. Steps without a sample have `present[i] === 0`; absent is not NaN. */
export interface ResultSeries {
  readonly labels: Labels;
  /** `values[i]` belongs to step i. */
  readonly values: Float64Array;
  /** 1 where there is a sample; as long as `values`. */
  readonly present: Uint8Array;
}

/** What every result carries beside its values. */
export interface ResultBase {
  readonly warnings: readonly string[];
  readonly infos: readonly string[];
  readonly statistics: QueryStatistics;
  /** The coarsest tier that answered; 0: raw samples only. */
  readonly resolutionMs: ResolutionMs;
  /** Some function needed raw samples and got coarser ones; `infos` say which. */
  readonly approximate: boolean;
}

/** Result over steps; an instant query has one step. Sorted as Prometheus sorts (by labels, or as sort() asks). */
export interface StepResult extends ResultBase {
  readonly type: 'matrix' | 'vector' | 'scalar';
  readonly startMs: number;
  readonly stepMs: number;
  readonly steps: number;
  readonly series: readonly ResultSeries[];
}

/** An instant query for a range selector: raw samples of each series. */
export interface RawResult extends ResultBase {
  readonly type: 'raw';
  readonly series: readonly {
    readonly labels: Labels;
    readonly timestamps: Float64Array;
    readonly values: Float64Array;
  }[];
}

export interface StringResult extends ResultBase {
  readonly type: 'string';
  readonly timeMs: number;
  readonly text: string;
}

export type QueryResult = StepResult | RawResult | StringResult;

export interface QueryOptions {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  readonly lookbackDeltaMs?: number;
  /** The coarsest tier that may answer while finer ones are kept. Absent: as coarse as is exact enough. */
  readonly maxResolutionMs?: ResolutionMs;
  /**
   * Resolves, and never rejects, when the caller needs the result no more. Until then the memory of a heavy query's
   * result is counted, and further heavy queries wait when it is too much.
   */
  readonly letGo?: Promise<void>;
}

/** The engine as the API, rules and alerts see it. Rejects with QueryError. */
export interface QueryEngine {
  instant(expr: string, timeMs: number, options?: QueryOptions): Promise<QueryResult>;
  /** `startMs` and `endMs` inclusive. Only scalar and instant vector expressions. */
  range(expr: string, startMs: number, endMs: number, stepMs: number, options?: QueryOptions): Promise<StepResult>;
}

export type QueryErrorType = 'bad_data' | 'execution' | 'canceled' | 'timeout' | 'internal' | 'unavailable';

/** A query that failed; `errorType` is Prometheus' word for it and decides the HTTP status. */
export class QueryError extends Error {
  readonly code = 'query';
  constructor(
    readonly errorType: QueryErrorType,
    message: string,
    /** Character offsets into the expression, for a parse error. */
    readonly position?: { readonly start: number; readonly end: number },
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
