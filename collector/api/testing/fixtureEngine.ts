/** An engine with a handful of expressions whose answers are known, for tests of the API. */
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type QueryEngine,
  QueryError,
  type QueryErrorType,
  type QueryOptions,
  type QueryResult,
  type ResultSeries,
  type StepResult,
} from '@/collector/query/result';
import { QueryAbortedError, StorageUnavailableError } from '@/collector/storage/storage';
import { labelsFromRecord } from '@/lib/labels/labels';

const NOTES = {
  warnings: [],
  infos: [],
  statistics: { series: 1, samples: 2, durationMs: 3 },
  resolutionMs: 0,
  approximate: false,
} as const;

/** One evaluation the engine was asked for. */
export interface Call {
  readonly kind: 'instant' | 'range';
  readonly expr: string;
  readonly times: readonly number[];
  readonly options: QueryOptions;
}

/**
 * `series N`: N series, series s has the value s + step / 10; every third step of an odd series is absent.
 * `fail TYPE`: a QueryError of that type. `sleep MS`: a scalar after so long, or a rejection when aborted.
 * `tier MS`: a series of that resolution, approximate. `raw`, `string`, `warn`, `odd numbers`, `storage down`, `crash`: as they say.
 */
export class FixtureEngine implements QueryEngine {
  readonly calls: Call[] = [];
  readonly aborted: string[] = [];

  async instant(expr: string, timeMs: number, options: QueryOptions = {}): Promise<QueryResult> {
    this.calls.push({ kind: 'instant', expr, times: [timeMs], options });
    const [word = ''] = expr.split(' ');
    if (word === 'raw') return rawResult();
    if (word === 'string') return { type: 'string', timeMs, text: 'a "quoted" text', ...NOTES };
    return this.evaluate(expr, { startMs: timeMs, stepMs: 0, steps: 1 }, options, 'vector');
  }

  async range(expr: string, startMs: number, endMs: number, stepMs: number, options: QueryOptions = {}) {
    this.calls.push({ kind: 'range', expr, times: [startMs, endMs, stepMs], options });
    const steps = Math.floor((endMs - startMs) / stepMs) + 1;
    return this.evaluate(expr, { startMs, stepMs, steps }, options, 'matrix');
  }

  private async evaluate(
    expr: string,
    grid: Pick<StepResult, 'startMs' | 'stepMs' | 'steps'>,
    options: QueryOptions,
    type: 'vector' | 'matrix',
  ): Promise<StepResult> {
    const [word, argument = ''] = expr.split(' ');
    switch (word) {
      case 'series':
        return { type, ...grid, ...NOTES, series: manySeries(Number(argument), grid.steps) };
      case 'fail':
        throw new QueryError(errorTypeOf(argument), `failed with ${argument}`, { start: 0, end: 4 });
      case 'storage':
        throw new StorageUnavailableError('Postgres does not answer');
      case 'sleep':
        await this.sleep(Number(argument), expr, options.signal);
        return { type: 'scalar', ...grid, ...NOTES, series: manySeries(1, grid.steps, []) };
      case 'tier':
        return { type, ...grid, ...NOTES, series: manySeries(1, grid.steps), ...tierOf(argument) };
      case 'warn':
        return { type, ...grid, ...NOTES, series: [], warnings: ['a warning'], infos: ['an info'] };
      case 'odd':
        return { type, ...grid, ...NOTES, series: oddNumbers(grid.steps) };
      default:
        throw new TypeError('secret: undefined is not a function');
    }
  }

  private async sleep(ms: number, expr: string, signal: AbortSignal | undefined): Promise<void> {
    await sleep(ms, undefined, { signal }).catch(() => {
      this.aborted.push(expr);
      throw new QueryAbortedError('aborted');
    });
  }
}

function tierOf(resolution: string): Pick<StepResult, 'resolutionMs' | 'approximate'> {
  return { resolutionMs: resolution === '3600000' ? 3_600_000 : 300_000, approximate: true };
}

function manySeries(count: number, steps: number, labels?: readonly string[]): ResultSeries[] {
  return Array.from({ length: count }, (_, s) => ({
    labels: labels ?? labelsFromRecord({ __name__: 'series', n: String(s) }),
    values: Float64Array.from({ length: steps }, (_value, i) => s + i / 10),
    present: Uint8Array.from({ length: steps }, (_value, i) => (s % 2 === 1 && i % 3 === 2 ? 0 : 1)),
  }));
}

export const ODD_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 1e-7, 1e21, 0.1];

function oddNumbers(steps: number): ResultSeries[] {
  return ODD_NUMBERS.map((value, s) => ({
    labels: labelsFromRecord({ n: String(s), html: '<img src=x onerror=alert(1)>' }),
    values: new Float64Array(steps).fill(value),
    present: new Uint8Array(steps).fill(1),
  }));
}

function rawResult(): QueryResult {
  const labels = labelsFromRecord({ __name__: 'raw' });
  const timestamps = new Float64Array([1_000, 2_500]);
  return { type: 'raw', ...NOTES, series: [{ labels, timestamps, values: new Float64Array([1, 2.5]) }] };
}

const ERROR_TYPES: readonly QueryErrorType[] = [
  'bad_data',
  'execution',
  'canceled',
  'timeout',
  'internal',
  'unavailable',
];

function errorTypeOf(text: string): QueryErrorType {
  return ERROR_TYPES.find((type) => type === text) ?? 'internal';
}
