/**
 * Memory of a million series: index and open blocks by part, the JavaScript heap, and what is left of it when all series
 * were replaced and the old ones dropped, twice.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Labels } from '@/lib/labels/labels';
import { closeBlocks } from './closeBlocks';
import { Head } from './head';

const TARGETS = 1_000;
const SERIES_PER_TARGET = 1_000;
const SERIES = TARGETS * SERIES_PER_TARGET;
const STEP_MS = 15_000;
const WINDOW_MS = 7_200_000;

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');

interface Memory {
  readonly heap: number;
  readonly rss: number;
}

function memory(): Memory {
  if (typeof collect === 'function') for (let i = 0; i < 3; i++) collect();
  const { heapUsed, rss } = process.memoryUsage();
  return { heap: heapUsed, rss };
}

function labelsOf(generation: number, target: number, i: number, isUnique: boolean): Labels {
  const pod = `checkout-7d9f8b6c5-g${generation}-${target.toString(36)}`;
  return [
    '__name__',
    `http_server_requests_${i % 100}_total`,
    ...(isUnique ? ['id', `${generation}-${target}-${i}-8a7f3c21d4`] : []),
    'code',
    `${200 + (i % 5) * 100}`,
    'instance',
    `10.${target >> 8}.${target & 255}.${generation}:8080`,
    'job',
    `service-${target % 50}`,
    'le',
    `${0.005 * 2 ** Math.floor(i / 500)}`,
    'namespace',
    `team-${target % 20}`,
    'path',
    `/api/v1/resource/${Math.floor(i / 100)}`,
    'pod',
    pod,
  ];
}

function fill(head: Head, generation: number, isUnique: boolean, timeMs: number): void {
  for (let target = 0; target < TARGETS; target++) {
    const cohort = head.cohort({ job: 'service', instance: `${generation}/${target}`, origin: '' });
    for (let i = 0; i < SERIES_PER_TARGET; i++) {
      head.put(cohort, head.addSeries(labelsOf(generation, target, i, isUnique)), timeMs, i, false);
    }
  }
}

/** As idleSeries.ts does, without the cold index. */
function dropUntil(head: Head, lastRef: number): number {
  const { index } = head;
  const slots = Array.from(index.refsBetween(1, lastRef), (ref) => index.slotOf(ref));
  const startedMs = performance.now();
  for (const slot of slots) head.hideSeries(slot);
  for (const slot of slots) index.reclaim(slot);
  return ((performance.now() - startedMs) * 1000) / slots.length;
}

function perSeries(bytes: number): string {
  return `${(bytes / SERIES).toFixed(0).padStart(6)} B/series`;
}

function mb(bytes: number): string {
  return `${(bytes / 2 ** 20).toFixed(0).padStart(5)} MB`;
}

function run(name: string, isUnique: boolean): void {
  let nowMs = STEP_MS;
  const before = memory();
  const head = new Head({ nowMs: () => nowMs, logSequence: () => 1, onFull: () => undefined });
  const { index } = head;
  const report = (what: string) => {
    const { heap, rss } = memory();
    const total = `RSS ${perSeries(rss - before.rss)}, JS heap ${mb(heap - before.heap)}`;
    console.log(`${what.padEnd(34)} ${total}, index ${mb(index.bytes)}, cells ${mb(head.cells.bytes)}`);
  };
  console.log(`\n${name}`);
  const startedMs = performance.now();
  fill(head, 0, isUnique, nowMs);
  console.log(
    `create and first sample            ${(((performance.now() - startedMs) * 1000) / SERIES).toFixed(2)} µs each`,
  );
  report('a million series, open blocks');
  const { table } = index;
  const parts = { texts: table.symbols.bytes, pairs: table.pairs.bytes, sets: table.bytes };
  const rest = index.bytes - parts.texts - parts.pairs - parts.sets;
  console.log(
    `index by part: texts ${perSeries(parts.texts)}, pairs ${perSeries(parts.pairs)}, label sets ${perSeries(parts.sets)}, postings and refs ${perSeries(rest)}`,
  );
  for (let generation = 1; generation <= 2; generation++) {
    const lastRef = index.highestRef;
    nowMs += 3_600_000;
    closeBlocks(head, head.openCohorts(), WINDOW_MS);
    nowMs += 7_200_000;
    head.dropIdleCohorts(nowMs - 3_600_000);
    fill(head, generation, isUnique, nowMs);
    report(`replaced, old ones still there (${generation})`);
    const dropUs = dropUntil(head, lastRef);
    report(`old ones dropped (${generation}), ${dropUs.toFixed(2)} µs each`);
  }
}

// The second case begins with memory that Node keeps of the first: its RSS says less than its parts.
run('labels of pods: 9 labels, few distinct values', false);
run('beside these one label with a value of its own per series', true);
