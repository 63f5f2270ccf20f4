/**
 * The way of a scraped body into an appender in the steady state: positional cache, parser, no store behind. Prints
 * samples per second of CPU time, for a body that repeats and for one whose lines move.
 */
import type { Appendable, Appender } from '@/collector/storage/storage';
import { type AppendRules, ScrapeAppend } from './appendScrape';
import { ScrapeCache } from './scrapeCache';
import { TargetMetadata } from './targetMetadata';
import { createParser } from './textparse/parser';

const FAMILIES = 200;
const SERIES_PER_FAMILY = 25;
const ROUNDS = 200;

const RULES: AppendRules = {
  targetLabels: ['instance', 'bench:9100', 'job', 'bench'],
  ...{ honorLabels: false, rules: [], limits: { labels: 64, labelNameBytes: 1024, labelValueBytes: 4096 } },
  ...{ honorTimestamps: true, trackTimestampsStaleness: false, sampleLimit: 100_000 },
};

function makeBody(round: number, isShuffled: boolean): Buffer {
  const lines: string[] = [];
  for (let family = 0; family < FAMILIES; family++) {
    const name = `http_request_duration_seconds_family_${family}_bucket`;
    lines.push(`# HELP ${name} Duration of requests.`, `# TYPE ${name} counter`);
    for (let i = 0; i < SERIES_PER_FAMILY; i++) {
      const index = isShuffled ? (i * 7 + round) % SERIES_PER_FAMILY : i;
      lines.push(`${name}{handler="/api/v1/query_range",method="GET",le="${index}.5"} ${index * 1000 + round}`);
    }
  }
  return Buffer.from(`${lines.join('\n')}\n`);
}

/** Takes everything and keeps nothing. */
function countingStore(): Appendable & { lookups: number } {
  const store = {
    lookups: 0,
    appender: (): Appender => ({
      series: () => ++store.lookups,
      explain: (refusal) => refusal,
      append: () => 'ok',
      appendStale: () => 'ok',
      exemplar: () => 'ok',
      metadata: () => {},
      commit: () => ({
        appended: 0,
        refused: { duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 },
        durable: () => Promise.resolve(),
      }),
      rollback: () => {},
    }),
  };
  return store;
}

function run(name: string, isShuffled: boolean): void {
  const store = countingStore();
  const cache = new ScrapeCache();
  const metadata = new TargetMetadata();
  const bodies = [0, 1, 2, 3].map((round) => makeBody(round, isShuffled));
  const scrape = (round: number) => {
    const body = bodies[round % bodies.length] as Buffer;
    const appender = store.appender({ job: '', instance: '', origin: '' });
    new ScrapeAppend(body, createParser('text/plain', body), cache, appender, RULES, metadata).run(round);
    cache.succeed(() => {});
  };
  for (let round = 0; round < 20; round++) scrape(round);
  const start = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) scrape(round);
  const { user, system } = process.cpuUsage(start);
  const seconds = (user + system) / 1e6;
  const samples = ROUNDS * FAMILIES * SERIES_PER_FAMILY;
  const perSecond = (samples / seconds / 1e6).toFixed(2);
  process.stdout.write(
    `scrape ${name}: ${perSecond} M samples per CPU second (${store.lookups} series looked up by labels)\n`,
  );
}

run('same order', false);
run('moving lines', true);
