import { describe, expect, it } from 'vitest';
import { type AppendRules, ScrapeAppend } from './appendScrape';
import { ScrapeCache } from './scrapeCache';
import { RecordingAppendable } from './scrapeTestKit';
import { TargetMetadata } from './targetMetadata';
import { createParser } from './textparse/parser';
import { bytesOf, OPENMETRICS } from './textparse/parserTestKit';

const RULES: AppendRules = {
  targetLabels: ['instance', 'i', 'job', 'j'],
  honorLabels: false,
  rules: [],
  limits: { labels: 64, labelNameBytes: 1024, labelValueBytes: 4096 },
  honorTimestamps: true,
  trackTimestampsStaleness: false,
  sampleLimit: 0,
};

function scrape(text: string, contentType = OPENMETRICS): RecordingAppendable {
  const store = new RecordingAppendable();
  const appender = store.appender({ job: 'j', instance: 'i', origin: 'test' });
  const body = bytesOf(text);
  const parser = createParser(contentType, body);
  new ScrapeAppend(body, parser, new ScrapeCache(), appender, RULES, new TargetMetadata()).run(9_000);
  appender.commit();
  return store;
}

const SERIES = 'a_bucket{instance="i", job="j", le="1"}';

describe('exemplars of a scrape', () => {
  it.each([
    [
      'its own time',
      '# {trace_id="x"} 0.5 13.25',
      { labels: ['trace_id', 'x'], value: 0.5, timestampMs: 13_250 },
      false,
    ],
    [
      'no time: the scrape’s',
      '# {trace_id="x"} 0.5',
      { labels: ['trace_id', 'x'], value: 0.5, timestampMs: 9_000 },
      true,
    ],
    [
      'unsorted labels, escapes',
      '# {b="\\"é",a="1",c=""} 1',
      { labels: ['a', '1', 'b', '"é'], value: 1, timestampMs: 9_000 },
      true,
    ],
    ['no labels', '# {} NaN 1', { labels: [], value: Number.NaN, timestampMs: 1_000 }, false],
  ])('with %s', (_name, text, exemplar, impliedTime) => {
    expect(scrape(`a_bucket{le="1"} 3 ${text}\n# EOF\n`).exemplars).toEqual([[SERIES, exemplar, impliedTime]]);
  });

  it('take the time of their sample where that has one', () => {
    const [exemplar] = scrape('a_bucket{le="1"} 3 7 # {} 1\n# EOF\n').exemplars;
    expect(exemplar?.[1].timestampMs).toBe(7_000);
  });

  it('belong to their own line', () => {
    const store = scrape('a_bucket{le="1"} 3 # {} 1 1\nb 1\nc 2 # {} 3 1\n# EOF\n');
    expect(store.exemplars.map(([series]) => series)).toEqual([SERIES, 'c{instance="i", job="j"}']);
  });

  it('are not known to the text format', () => {
    expect(() => scrape('a 3 # {} 1\n', 'text/plain')).toThrow();
  });
});
