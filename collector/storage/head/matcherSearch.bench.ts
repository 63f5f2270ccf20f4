/** Selection by matchers: time of a search, of one whose answers are remembered, and the longest wait of others meanwhile. */
import type { Matcher } from '@/lib/labels/matcher';
import { SeriesIndex } from './seriesIndex';

const SERIES = 200_000;

const index = new SeriesIndex();
for (let i = 0; i < SERIES; i++) {
  index.add([
    '__name__',
    `http_requests_${i % 200}_total`,
    'code',
    `${200 + (i % 4) * 100}`,
    'instance',
    `10.0.${i % 97}.${i % 11}:8080`,
    'pod',
    `checkout-7d9f8b6c5-${i.toString(36)}`,
  ]);
}

const m = (name: string, operator: Matcher['operator'], value: string): Matcher => ({ name, operator, value });

const SELECTORS: readonly (readonly [string, readonly Matcher[]])[] = [
  ['one metric', [m('__name__', '=', 'http_requests_7_total')]],
  [
    'one metric, two labels',
    [m('__name__', '=', 'http_requests_7_total'), m('code', '!=', '200'), m('instance', '=~', '10.0.1.*')],
  ],
  ['expression over 200 metrics', [m('__name__', '=~', 'http_requests_1.*_total')]],
  ['expression over 200 k pods', [m('pod', '=~', '.*-[a-c][0-9a-z]+7')]],
  ['every series', []],
];

async function time(run: () => Promise<Uint32Array>): Promise<string> {
  let longestMs = 0;
  let lastMs = performance.now();
  let isOver = false;
  const watch = () => {
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
    if (!isOver) setImmediate(watch);
  };
  setImmediate(watch);
  const startedMs = performance.now();
  const found = await run();
  const tookMs = performance.now() - startedMs;
  await new Promise((resolve) => setImmediate(resolve));
  isOver = true;
  return `${found.length.toString().padStart(7)} series, ${tookMs.toFixed(2).padStart(7)} ms, others wait ${longestMs.toFixed(1).padStart(5)} ms at most`;
}

const { signal } = new AbortController();
for (const [name, matchers] of SELECTORS) {
  console.log(`${name.padEnd(30)} ${await time(() => index.resolveInTurns(matchers, signal))}`);
  console.log(`${'  again'.padEnd(30)} ${await time(() => index.resolveInTurns(matchers, signal))}`);
}
