import { Counter, Gauge, Histogram, type Registry, Summary } from 'prom-client';
import { type QueryEngine, QueryError, type QueryOptions, type QueryResult } from '@/collector/query/result';

type Kind = 'instant' | 'range';

const BUCKETS_SECONDS = [0.001, 0.005, 0.025, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/** The same engine, with every query counted and timed. Who asks makes no difference. */
export function measureQueries(engine: QueryEngine, registry: Registry): QueryEngine {
  const meter = createMeter(registry);
  return {
    instant: (expr, timeMs, options?: QueryOptions) => meter('instant', () => engine.instant(expr, timeMs, options)),
    range: (expr, startMs, endMs, stepMs, options?: QueryOptions) =>
      meter('range', () => engine.range(expr, startMs, endMs, stepMs, options)),
  };
}

type Meter = <T extends QueryResult>(kind: Kind, run: () => Promise<T>) => Promise<T>;

function createMeter(registry: Registry): Meter {
  const { finished, running, duration, compatible, samples } = instruments(registry);
  return async (kind, run) => {
    for (const gauge of running) gauge.inc();
    const startMs = performance.now();
    let outcome = 'success';
    try {
      const result = await run();
      for (const counter of samples) counter.inc(result.statistics.samples);
      return result;
    } catch (error) {
      outcome = error instanceof QueryError ? error.errorType : 'internal';
      throw error;
    } finally {
      const seconds = (performance.now() - startMs) / 1000;
      for (const gauge of running) gauge.dec();
      finished.inc({ kind, outcome });
      duration.observe({ kind }, seconds);
      compatible.observe({ slice: 'inner_eval' }, seconds);
    }
  };
}

function instruments(registry: Registry) {
  const registers = [registry];
  return {
    finished: new Counter({
      name: 'belvedere_queries_total',
      help: 'Queries by kind and outcome: success, or the type of the error.',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    duration: new Histogram({
      name: 'belvedere_query_duration_seconds',
      help: 'Time from asking to the result, without sending it.',
      labelNames: ['kind'],
      buckets: BUCKETS_SECONDS,
      registers,
    }),
    compatible: new Summary({
      name: 'prometheus_engine_query_duration_seconds',
      help: 'Query timings.',
      labelNames: ['slice'],
      percentiles: [0.5, 0.9, 0.99],
      maxAgeSeconds: 600,
      ageBuckets: 5,
      registers,
    }),
    running: ['belvedere_queries_running', 'prometheus_engine_queries'].map(
      (name) => new Gauge({ name, help: 'Queries being evaluated or waiting.', registers }),
    ),
    samples: ['belvedere_query_samples_total', 'prometheus_engine_query_samples_total'].map(
      (name) => new Counter({ name, help: 'Samples looked at by queries.', registers }),
    ),
  };
}
