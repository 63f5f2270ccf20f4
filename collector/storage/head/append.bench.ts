/** Append: samples per second into the head and the log row, and from there into closed pages; memory per series. */
import { LogRowBuilder } from '../log/logRow';
import { closeBlocks } from './closeBlocks';
import type { Cohort } from './cohort';
import { Head } from './head';

const TARGETS = 50;
const SERIES_PER_TARGET = 2_000;
const SCRAPES = 64;
const STEP_MS = 15_000;
const WINDOW_MS = 7_200_000;

let closeMs = 0;
let pageBytes = 0;
const head: Head = new Head({ nowMs: () => 0, logSequence: () => 1, onFull: (cohort) => close([cohort]) });

function close(cohorts: Iterable<Cohort>): void {
  const startedMs = performance.now();
  for (const page of closeBlocks(head, cohorts, WINDOW_MS)) pageBytes += page.bytes.length;
  closeMs += performance.now() - startedMs;
}

const heapBefore = process.memoryUsage();
let startedMs = performance.now();
const targets = Array.from({ length: TARGETS }, (_, target) => {
  const cohort = head.cohort({ job: 'node', instance: `host-${target}:9100`, origin: '' });
  const slots = Array.from({ length: SERIES_PER_TARGET }, (_, i) =>
    head.addSeries([
      '__name__',
      `metric_${i % 500}`,
      'device',
      `d${i >> 9}`,
      'instance',
      `host-${target}:9100`,
      'job',
      'node',
    ]),
  );
  return { cohort, slots };
});
const createMs = performance.now() - startedMs;

const builder = new LogRowBuilder();
let logBytes = 0;
startedMs = performance.now();
for (let scrape = 0; scrape < SCRAPES; scrape++) {
  for (const { cohort, slots } of targets) {
    for (const slot of slots) {
      const value = slot % 3 === 0 ? slot : slot + scrape * (slot % 17);
      head.put(cohort, slot, scrape * STEP_MS, value, false);
      builder.sample(head.index.refOf(slot), slot, scrape * STEP_MS, value, false);
    }
    builder.endCommit(cohort.key);
    logBytes += builder.finish().length;
  }
}
const appendMs = performance.now() - startedMs - closeMs;
close(head.openCohorts());

const samples = TARGETS * SERIES_PER_TARGET * SCRAPES;
const series = TARGETS * SERIES_PER_TARGET;
const heapAfter = process.memoryUsage();
const memory = heapAfter.heapUsed + heapAfter.arrayBuffers - heapBefore.heapUsed - heapBefore.arrayBuffers;
console.log(`create series     ${((createMs * 1000) / series).toFixed(2)} µs each`);
console.log(
  `append and log    ${(samples / appendMs / 1000).toFixed(1)} M samples/s, ${(logBytes / samples).toFixed(2)} B/sample in the log`,
);
console.log(
  `close blocks      ${(samples / closeMs / 1000).toFixed(1)} M samples/s, ${(pageBytes / samples).toFixed(2)} B/sample in fresh pages`,
);
console.log(
  `memory            ${((memory + head.cells.bytes) / series).toFixed(0)} B/series, of which cells ${(head.cells.bytes / series).toFixed(0)}`,
);
