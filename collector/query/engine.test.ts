import { describe, expect, it } from 'vitest';
import { QueryAbortedError, type Queryable, StorageUnavailableError } from '@/collector/storage/storage';
import { createEngine, type EngineLimits } from './engine';
import { MemoryStore } from './promqltest/memoryStore';
import { parseScript } from './promqltest/parseScript';
import { QueryError, type QueryErrorType, type QueryResult } from './result';

function engineOver(load: string, limits: Partial<EngineLimits> = {}) {
  const store = new MemoryStore();
  for (const command of parseScript(load)) if (command.type === 'load') store.load(command);
  return createEngine(store, limits);
}

const DATA = `load 1m
  m{i="b"} 1 2 3
  m{i="a"} 4 _ 6
  n_total 0 10 20`;

function table(result: QueryResult): unknown {
  if (result.type === 'string') return result.text;
  if (result.type === 'raw')
    return result.series.map(({ labels, timestamps, values }) => [labels.join(), [...timestamps], [...values]]);
  return result.series.map(({ labels, values, present }) => [
    labels.join(),
    Array.from(values, (value, i) => (present[i] === 1 ? value : null)),
  ]);
}

describe('results', () => {
  it('of a range query are columns, sorted by labels, absent marked', async () => {
    const result = await engineOver(DATA, { lookbackDeltaMs: 30_000 }).range('m', 0, 120_000, 60_000);
    expect(result.type).toBe('matrix');
    expect([result.startMs, result.stepMs, result.steps]).toEqual([0, 60_000, 3]);
    expect(table(result)).toEqual([
      ['__name__,m,i,a', [4, null, 6]],
      ['__name__,m,i,b', [1, 2, 3]],
    ]);
    expect(result.statistics.series).toBe(2);
    expect(result.statistics.samples).toBe(5);
  });

  it('have as many steps as lie in the interval, the end included', async () => {
    const engine = engineOver(DATA);
    expect((await engine.range('1', 0, 100, 30)).steps).toBe(4);
    expect((await engine.range('1', 0, 90, 30)).steps).toBe(4);
    expect(table(await engine.range('end() - start()', 0, 100, 30))).toEqual([['', [0.1, 0.1, 0.1, 0.1]]]);
  });

  it.each<[string, QueryResult['type'], unknown]>([
    ['m{i="b"}', 'vector', [['__name__,m,i,b', [3]]]],
    ['2 ^ 3', 'scalar', [['', [8]]]],
    ['"text"', 'string', 'text'],
    ['m{i="a"}[2m]', 'raw', [['__name__,m,i,a', [120_000], [6]]]],
    ['m{i="b"}[2m:30s]', 'raw', [['__name__,m,i,b', [30_000, 60_000, 90_000, 120_000], [1, 2, 2, 3]]]],
    [
      'sort_desc(m)',
      'vector',
      [
        ['__name__,m,i,a', [6]],
        ['__name__,m,i,b', [3]],
      ],
    ],
    [
      'sort(m)',
      'vector',
      [
        ['__name__,m,i,b', [3]],
        ['__name__,m,i,a', [6]],
      ],
    ],
    ['nothing', 'vector', []],
  ])('of the instant query %s', async (expr, type, want) => {
    const result = await engineOver(DATA).instant(expr, 120_000);
    expect(result.type).toBe(type);
    expect(table(result)).toEqual(want);
  });

  it('carry infos beside them', async () => {
    const { infos, warnings } = await engineOver(DATA).instant('rate(m[5m])', 120_000);
    expect(infos).toEqual([
      'PromQL info: metric might not be a counter, name does not end in _total/_sum/_count/_bucket: "m" (1:6)',
    ]);
    expect(warnings).toEqual([]);
    expect((await engineOver(DATA).instant('rate(n_total[5m])', 120_000)).infos).toEqual([]);
  });
});

describe('errors', () => {
  async function failure(work: Promise<unknown>): Promise<QueryError> {
    const error = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!(error instanceof QueryError)) throw new Error(`want a QueryError, got ${error}`);
    return error;
  }

  it('of the parser are bad_data with their place', async () => {
    const error = await failure(engineOver(DATA).instant('sum(m', 0));
    expect(error.errorType).toBe('bad_data');
    expect(error.message).toBe('1:6: parse error: unexpected end of input: ")" is missing');
    expect(error.position).toEqual({ start: 5, end: 6 });
  });

  it.each<[string, string, QueryErrorType, RegExp]>([
    ['a range vector over steps', 'm[5m]', 'bad_data', /invalid expression type "range vector" for range query/],
    ['a string over steps', '"x"', 'bad_data', /invalid expression type "string"/],
    ['native histograms', 'histogram_count(m)', 'execution', /histogram_count is not supported yet/],
    ['info', 'info(m)', 'execution', /info is not supported yet/],
    ['smoothed', 'rate(m[5m] smoothed)', 'execution', /smoothed selectors are not supported yet/],
  ])('%s', async (_name, expr, errorType, message) => {
    const error = await failure(engineOver(DATA).range(expr, 0, 60_000, 1000));
    expect(error.errorType).toBe(errorType);
    expect(error.message).toMatch(message);
  });

  it('names the limit on samples, its value and its flag', async () => {
    const error = await failure(engineOver(DATA, { maxSamples: 3 }).instant('m[5m]', 120_000));
    expect(error.errorType).toBe('execution');
    expect(error.message).toMatch(/too many samples into memory: 6 are more than --query.max-samples=3/);
  });

  it('counts results, too', async () => {
    const error = await failure(engineOver(DATA, { maxSamples: 1000 }).range('m', 0, 1_000_000, 1000));
    expect(error.message).toMatch(/--query.max-samples=1000/);
  });

  it.each(['max_over_time(vector(1)[100y:1ms])', 'sum_over_time(m[100y:1ms] offset 100y)', 'scalar(vector(1)) * m'])(
    'refuses columns without end: %s',
    async (expr) => {
      const error = await failure(engineOver(DATA).range(expr, 0, 1e15, 1));
      expect(error.message).toMatch(/--query.max-samples/);
    },
  );

  it('refuses a subquery of too many steps', async () => {
    const error = await failure(engineOver(DATA).instant('max_over_time(vector(1)[100y:1ms])', 0));
    expect(error.message).toMatch(/--query.max-samples/);
  });

  it('ends after the timeout', async () => {
    const engine = engineOver(DATA, { timeoutMs: 30 });
    const error = await failure(engine.range('stddev_over_time(vector(1)[2h:1ms])', 0, 60_000, 1000));
    expect(error.errorType).toBe('timeout');
    expect(error.message).toMatch(/--query.timeout=0.03s/);
  });

  it('ends when its signal fires, while the event loop goes on', async () => {
    const controller = new AbortController();
    const engine = engineOver(DATA);
    const expr = Array.from({ length: 100 }, () => 'max_over_time(sum(m)[5m:1s])').join(' + ');
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    setTimeout(() => controller.abort(), 25);
    const error = await failure(engine.range(expr, 0, 86_400_000, 10_000, { signal: controller.signal }));
    clearInterval(timer);
    expect(error.errorType).toBe('canceled');
    expect(turns).toBeGreaterThan(0);
  });

  it.each<[string, () => Error, QueryErrorType]>([
    ['an absent database', () => new StorageUnavailableError('connection refused'), 'unavailable'],
    ['an aborted read', () => new QueryAbortedError('aborted'), 'timeout'],
    ['a mistake of ours', () => new Error('BUG: sizes differ'), 'internal'],
  ])('of the store: %s', async (_name, makeError, errorType) => {
    let closed = 0;
    const broken: Queryable = {
      querier: () => ({
        select: () => Promise.reject(makeError()),
        seriesLabels: () => Promise.reject(makeError()),
        labelNames: () => Promise.reject(makeError()),
        labelValues: () => Promise.reject(makeError()),
        close: () => closed++,
      }),
      metadata: () => new Map(),
    };
    expect((await failure(createEngine(broken).instant('m + m offset 5m', 0))).errorType).toBe(errorType);
    expect(closed).toBe(2);
  });
});

describe('deep expressions', () => {
  it.each([
    ['500 operators in a row', `m${' or m'.repeat(500)}`],
    ['390 calls', `${'abs('.repeat(390)}m${')'.repeat(390)}`],
    ['150 subqueries', `${'max_over_time('.repeat(150)}m${'[1m:1m])'.repeat(150)}`],
    ['390 parentheses', `${'('.repeat(390)}m${')'.repeat(390)}`],
  ])('%s', async (_name, expr) => {
    const result = await engineOver(DATA).range(expr, 0, 120_000, 60_000);
    expect(result.series.length).toBe(2);
  });
});

describe('long work', () => {
  it('of one series gives way to others, and gives the same', async () => {
    const load = 'load 1s\n  m 0+1x30000';
    const engine = engineOver(load);
    let turns = 0;
    let running = true;
    const count = () => {
      turns++;
      if (running) setImmediate(count);
    };
    setImmediate(count);
    const whole = await engine.range('deriv(m[30000s])', 0, 30_000_000, 20_000);
    running = false;
    expect(turns).toBeGreaterThan(10);
    const last = await engine.instant('deriv(m[30000s])', 30_000_000);
    expect(last.type === 'vector' && last.series[0]?.values[0]).toBe(whole.series[0]?.values[1500]);
    expect(whole.series[0]?.present[0]).toBe(0);
    expect(whole.series[0]?.values[1]).toBeCloseTo(1, 12);
  });
});

describe('80 series and 400 steps, on a clock on which every look takes a millisecond', () => {
  async function turnsDuring(expr: string): Promise<number> {
    const store = new MemoryStore();
    const load = `load 1m\n${Array.from({ length: 80 }, (_, i) => `  m{i="${i}"} 1x20`).join('\n')}`;
    for (const command of parseScript(load)) if (command.type === 'load') store.load(command);
    let nowMs = 0;
    const engine = createEngine(store, {}, () => nowMs++);
    let turns = 0;
    let running = true;
    const next = () => {
      turns++;
      if (running) setImmediate(next);
    };
    setImmediate(next);
    await engine.range(expr, 0, 399_000, 1000);
    running = false;
    return turns;
  }

  it.each(['topk(1, m)', 'topk(70, m)', 'bottomk(1, m)', 'quantile(0.5, m)'])('%s gives way at steps', async (expr) => {
    expect(await turnsDuring(expr)).toBeGreaterThan(80);
  });

  // Reading the columns and making the result takes 30 of them.
  it.each(['limitk(40, m)', 'limit_ratio(0.5, m)'])('%s gives way at series', async (expr) => {
    expect(await turnsDuring(expr)).toBeGreaterThan(40);
  });
});

describe('results that are being sent', () => {
  it('make heavy queries wait, and no light ones', async () => {
    const engine = engineOver('load 1m\n  m 1x20', { maxHeldBytes: 5_000_000 });
    let sent = () => {};
    const letGo = new Promise<void>((resolve) => {
      sent = resolve;
    });
    const heavy = (options = {}) => engine.range('m', 0, 1_100_000, 1, options);
    await heavy({ letGo });
    let answered = false;
    const second = heavy().then(() => {
      answered = true;
    });
    await engine.range('m', 0, 60_000, 1000);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(answered).toBe(false);
    await expect(heavy({ timeoutMs: 20 })).rejects.toMatchObject({ errorType: 'timeout' });
    sent();
    await second;
  });
});

describe('reading', () => {
  it('selects equal selectors once, and no more time than a selector sees', async () => {
    const intervals: string[] = [];
    const selected: string[] = [];
    const store = new MemoryStore();
    const watched: Queryable = {
      querier: (min, max) => {
        intervals.push(`${min}..${max}`);
        const querier = store.querier(min, max);
        return {
          ...querier,
          select: (matchers, hints, signal) => {
            selected.push(`${hints.func} ${hints.rangeMs} ${hints.stepMs}`);
            return querier.select(matchers, hints, signal);
          },
        };
      },
      metadata: () => new Map(),
    };
    const engine = createEngine(watched);
    await engine.range('rate(m[1m]) / rate(m[1m]) + sum(n offset 1h)', 3_600_000, 7_200_000, 60_000);
    expect(selected).toEqual(['rate 60000 60000', 'sum 0 60000']);
    expect(intervals).toEqual(['3540001..7200000', '-299999..3600000']);
  });
});
