import { describe, expect, it } from 'vitest';
import type { Labels } from '@/lib/labels/labels';
import type { AppendRules } from './appendScrape';
import { compileRelabelRules } from './relabel';
import type { FetchBody } from './scrapeDependencies';
import { ScrapeError } from './scrapeError';
import { ScrapeLoop, type ScrapeLoopOptions } from './scrapeLoop';
import { dependencies, ManualClock, RecordingAppendable, settle } from './scrapeTestKit';
import type { Target } from './target';

const START = 1_700_000_000_000;

const TARGET: Target = {
  key: 'http://t/metrics',
  discoveredLabels: [],
  labels: ['instance', 't', 'job', 'j'],
  url: 'http://t/metrics',
  scrapeIntervalMs: 10_000,
  scrapeTimeoutMs: 5000,
};

function options(append: Partial<AppendRules> = {}, extraScrapeMetrics = false): ScrapeLoopOptions {
  const limits = { labels: 0, labelNameBytes: 0, labelValueBytes: 0 };
  const base: AppendRules = {
    ...{ targetLabels: TARGET.labels as Labels, honorLabels: false, rules: [], limits },
    ...{ honorTimestamps: true, trackTimestampsStaleness: false, sampleLimit: 0 },
  };
  return { append: { ...base, ...append }, extraScrapeMetrics, fallbackContentType: undefined };
}

/** A loop whose target answers with the given bodies, one after another; an error stands for a failed fetch. */
function start(bodies: (string | Error | 'hang')[], append: Partial<AppendRules> = {}, extra = false, target = TARGET) {
  const store = new RecordingAppendable();
  const clock = new ManualClock(START);
  const deps = dependencies(store, clock);
  const fetchBody: FetchBody = (_url, _timeoutMs, signal) => {
    const body = bodies.shift();
    if (body === 'hang')
      return new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    if (body === undefined || body instanceof Error) return Promise.reject(body ?? new Error('no body left'));
    return Promise.resolve({ body: Buffer.from(body), contentType: 'text/plain' });
  };
  const make = (previous?: ScrapeLoop, changed = append) => {
    const loop = new ScrapeLoop(target, options(changed, extra), fetchBody, deps, previous);
    loop.start();
    return loop;
  };
  return { store, clock, make, loop: make(), counters: deps.counters };
}

const UP = 'up{instance="t", job="j"}';
const series = (name: string) => `${name}{instance="t", job="j"}`;

describe('ScrapeLoop', () => {
  it('scrapes each interval and stamps samples with the appointed time', async () => {
    const { store, clock } = start(['a 1\n', 'a 2\n', 'a 3\n']);
    await clock.runNext();
    const first = clock.nowMs;
    await clock.runNext(1.5);
    await clock.runNext(700);
    const times = store.samples.filter((sample) => sample.series === series('a')).map((sample) => sample.timestampMs);
    expect(times).toEqual([first, first + 10_000, first + 20_700]);
    expect(store.valuesOf(series('a'))).toEqual([1, 2, 3]);
    await clock.runNext();
    expect(clock.nowMs).toBe(first + 30_000);
  });

  it('waits out intervals that are longer than a timer can be', async () => {
    const scrapeIntervalMs = 60 * 24 * 3_600_000;
    const { store, clock } = start(['a 1\n'], {}, false, { ...TARGET, scrapeIntervalMs });
    let timers = 0;
    while (store.samples.length === 0 && timers < 5) {
      await clock.runNext();
      timers++;
    }
    expect(clock.nowMs - START).toBeLessThanOrEqual(scrapeIntervalMs);
    expect(timers).toBe(1 + Math.floor((clock.nowMs - START) / (2 ** 31 - 1)));
  });

  it('writes staleness markers for what vanishes, at the time of the scrape', async () => {
    const { store, clock } = start(['a 1\nb 2\n', 'a 1\n', new ScrapeError('connection', 'down'), 'a 5\n']);
    for (let i = 0; i < 4; i++) await clock.runNext();
    expect(store.valuesOf(series('b'))).toEqual([2, 'stale']);
    expect(store.valuesOf(series('a'))).toEqual([1, 1, 'stale', 5]);
    expect(store.valuesOf(UP)).toEqual([1, 1, 0, 1]);
    expect(store.valuesOf(series('scrape_samples_scraped'))).toEqual([2, 1, 0, 1]);
    expect(store.valuesOf(series('scrape_series_added'))).toEqual([2, 0, 0, 0]);
  });

  it('keeps nothing of a body that breaks half-way', async () => {
    const { store, clock, loop, counters } = start(['a 1\n', 'a 2\nb{ 3\n', 'a 3\n']);
    for (let i = 0; i < 3; i++) await clock.runNext();
    expect(store.valuesOf(series('a'))).toEqual([1, 'stale', 3]);
    expect(store.valuesOf(UP)).toEqual([1, 0, 1]);
    expect(counters).toMatchObject({ scrapes: 3, failedScrapes: 1 });
    expect(loop.status).toMatchObject({ health: 'up', lastError: '' });
  });

  it('says where a body breaks', async () => {
    const { clock, loop } = start(['a 1\nb{ 3\n']);
    await clock.runNext();
    expect(loop.status).toMatchObject({ health: 'down', lastError: expect.stringMatching(/^line 2, column \d+: /) });
  });

  it('refuses a web page with a hint', async () => {
    const { clock, loop } = start(['<!DOCTYPE html><title>Sign in</title>']);
    await clock.runNext();
    expect(loop.status.lastError).toMatch(/HTML.*metrics_path/);
  });

  it('gives up at the timeout and goes on at the next appointed time', async () => {
    const { store, clock, loop } = start(['hang', 'a 1\n']);
    await clock.runNext();
    const due = clock.nowMs;
    await clock.runNext();
    expect(clock.nowMs).toBe(due + 5000);
    expect(loop.status.lastError).toBe('context deadline exceeded: no complete answer within the timeout of 5s');
    await clock.runNext();
    expect(clock.nowMs).toBe(due + 10_000);
    expect(store.valuesOf(UP)).toEqual([0, 1]);
    expect(store.valuesOf(series('scrape_duration_seconds'))).toEqual([5, 0]);
  });

  it('takes the first of duplicates and counts the others', async () => {
    const { store, clock, counters, loop } = start(['a 1\na 2\nb 3\n', 'a 1\n']);
    await clock.runNext();
    expect(loop.status.lastWarning).toBe('1 sample was not stored: 1 repeat a series of the same scrape');
    expect(store.exposed()).toEqual([`${series('a')} 1`, `${series('b')} 3`]);
    expect(counters.duplicateSamples).toBe(1);
    expect(store.valuesOf(series('scrape_samples_scraped'))).toEqual([3]);
  });

  it('counts samples that the store finds out of order', async () => {
    const { store, clock, counters } = start([`a 1 ${START}\n`, `a 2 ${START - 1000}\nb 1\n`]);
    await clock.runNext();
    await clock.runNext();
    expect(store.valuesOf(series('a'))).toEqual([1]);
    expect(store.valuesOf(series('b'))).toEqual([1]);
    expect(store.valuesOf(UP)).toEqual([1, 1]);
    expect(counters.outOfOrderSamples).toBe(1);
  });

  it('honours timestamps without staleness, unless told to track it or to ignore them', async () => {
    const body = `a 1 ${START - 5}\n`;
    for (const [append, wanted] of [
      [{}, [1]],
      [{ trackTimestampsStaleness: true }, [1, 'stale']],
      [{ honorTimestamps: false }, [1, 'stale']],
    ] as const) {
      const { store, clock } = start([body, 'b 1\n'], append);
      await clock.runNext();
      const [sample] = store.samples;
      expect(sample?.timestampMs).toBe('honorTimestamps' in append ? clock.nowMs : START - 5);
      await clock.runNext();
      expect(store.valuesOf(series('a'))).toEqual(wanted);
    }
  });

  it('fails over the sample limit, counting all samples', async () => {
    const { store, clock, loop, counters } = start(['a 1\nb 1\n', 'a 1\nb 1\nc 1\n'], { sampleLimit: 2 });
    await clock.runNext();
    expect(loop.status.health).toBe('up');
    await clock.runNext();
    expect(loop.status).toMatchObject({
      health: 'down',
      limitExceeded: 'sampleLimit',
      lastError: 'sample limit exceeded (limit: 2)',
    });
    expect(store.valuesOf(series('scrape_samples_scraped'))).toEqual([2, 3]);
    expect(store.valuesOf(series('a'))).toEqual([1, 'stale']);
    expect(counters.sampleLimit).toBe(1);
  });

  it('fails over a label limit', async () => {
    const { clock, loop, counters } = start(['a{b="1",c="2"} 1\n'], {
      limits: { labels: 4, labelNameBytes: 0, labelValueBytes: 0 },
    });
    await clock.runNext();
    expect(loop.status).toMatchObject({
      limitExceeded: 'labelLimit',
      lastError: expect.stringMatching(/^label_limit exceeded/),
    });
    expect(counters.labelLimit).toBe(1);
  });

  it('asks the store for a series once, and again when the store forgot it', async () => {
    const { store, clock } = start(['a 1\n', 'a 2\n', 'a 3\n', 'a 4\n']);
    await clock.runNext();
    const lookups = store.lookups;
    await clock.runNext();
    expect(store.lookups).toBe(lookups);
    store.forgetRefs();
    await clock.runNext();
    await clock.runNext();
    expect(store.valuesOf(series('a'))).toEqual([1, 2, 3, 4]);
    expect(store.lookups).toBe(lookups * 2);
  });

  it('goes on with known series when the store refuses new ones', async () => {
    const { store, clock, loop, counters } = start(['a 1\n', 'a 2\nb 2\n', 'a 3\nb 3\n']);
    await clock.runNext();
    store.seriesLimit = 6;
    await clock.runNext();
    expect(loop.status.health).toBe('up');
    expect(counters.refusedSeriesSamples).toBe(1);
    expect(loop.status.lastWarning).toBe('1 sample was not stored: 1 are of new series: seriesLimit fired');
    store.seriesLimit = 100;
    await clock.runNext();
    expect(store.valuesOf(series('a'))).toEqual([1, 2, 3]);
    expect(store.valuesOf(series('b'))).toEqual([3]);
  });

  it('tells the store metadata once', async () => {
    const body = '# HELP a first\n# TYPE a counter\na 1\n';
    const { store, clock, loop } = start([body, body, body.replace('first', 'second')]);
    for (let i = 0; i < 3; i++) await clock.runNext();
    expect(store.metadata.map(({ help }) => help)).toEqual(['first', 'second']);
    expect(loop.metadata()).toEqual([{ metric: 'a', type: 'counter', help: 'second', unit: '' }]);
  });

  it('keeps an exposed empty label under honor_labels', async () => {
    const { store, clock } = start(['a{instance="",x="1"} 1\na{x="instance=\\"\\""} 2\n'], { honorLabels: true });
    await clock.runNext();
    expect(store.exposed()).toEqual(['a{job="j", x="1"} 1', 'a{instance="t", job="j", x="instance=\\"\\""} 2']);
  });

  it('adds the extra scrape metrics when asked', async () => {
    const { store, clock } = start(['a 1\n', new ScrapeError('bodySizeLimit', 'too large')], { sampleLimit: 7 }, true);
    await clock.runNext();
    await clock.runNext();
    expect(store.valuesOf(series('scrape_timeout_seconds'))).toEqual([5, 5]);
    expect(store.valuesOf(series('scrape_sample_limit'))).toEqual([7, 7]);
    expect(store.valuesOf(series('scrape_body_size_bytes'))).toEqual([4, -1]);
  });

  it('marks everything when its target goes, and nothing at a shutdown', async () => {
    for (const [markStale, wanted] of [
      [true, [1, 'stale']],
      [false, [1]],
    ] as const) {
      const { store, clock, loop } = start(['a 1\n']);
      await clock.runNext();
      await loop.stop(markStale);
      expect(store.valuesOf(series('a'))).toEqual(wanted);
      expect(store.valuesOf(UP)).toEqual(wanted);
      expect(clock.pending).toBe(0);
    }
  });

  it('stops at once in the middle of a scrape', async () => {
    const { store, clock, loop } = start(['hang']);
    await clock.runNext();
    await loop.stop(true);
    expect(store.samples).toEqual([]);
    expect(clock.pending).toBe(0);
  });

  it('hands its series over to a loop with other rules', async () => {
    const { store, clock, loop, make } = start(['a 1\nb 1\n', 'a 2\nb 2\n']);
    await clock.runNext();
    await loop.stop(false);
    const drop = {
      action: 'drop',
      sourceLabels: ['__name__'],
      separator: ';',
      regex: 'b',
      modulus: 0n,
      targetLabel: '',
      replacement: '',
    } as const;
    make(loop, { rules: compileRelabelRules([drop]) });
    await clock.runNext();
    expect(store.valuesOf(series('a'))).toEqual([1, 2]);
    expect(store.valuesOf(series('b'))).toEqual([1, 'stale']);
    expect(store.valuesOf(series('scrape_samples_post_metric_relabeling'))).toEqual([2, 1]);
  });

  it('fails without fetching while an error is forced', async () => {
    const { clock, loop, counters } = start(['a 1\n']);
    loop.setForcedError(new ScrapeError('targetLimit', 'target_limit exceeded (number of targets: 3, limit: 2)'));
    await clock.runNext();
    expect(loop.status).toMatchObject({ health: 'down', limitExceeded: 'targetLimit' });
    expect(counters.targetLimit).toBe(1);
    loop.setForcedError(undefined);
    await clock.runNext();
    expect(loop.status.health).toBe('up');
  });

  it('goes on when the store throws', async () => {
    const { store, clock, loop, counters } = start(['a 1\n', 'a 2\n']);
    const commit = store.appender.bind(store);
    store.appender = () => {
      throw new Error('Postgres is away');
    };
    await clock.runNext();
    expect(counters.storageErrors).toBe(1);
    expect(loop.status).toMatchObject({ health: 'down', lastError: 'cannot store the samples: Postgres is away' });
    store.appender = commit;
    await clock.runNext();
    await settle();
    expect(store.valuesOf(series('a'))).toEqual([2]);
  });
});
