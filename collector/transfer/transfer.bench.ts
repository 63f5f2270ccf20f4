/** Samples per CPU second of imports and exports, without Postgres: lines to late samples to pages, and columns to lines. */
import { closeLate } from '@/collector/storage/head/closeLate';
import { Head, type HeadEvents } from '@/collector/storage/head/head';
import type { Appendable, SeriesColumns } from '@/collector/storage/storage';
import { labelsFromRecord } from '@/lib/labels/labels';
import { createImporter } from './importExposition';
import { SampleLines } from './openMetricsText';

const SERIES = 20;
const STEPS = 500;
const STEP_MS = 15_000;
const SECONDS = 1.5;

const NOTHING_REFUSED = { duplicate: 0, outOfOrder: 0, tooOld: 0, tooFarAhead: 0 };

/** A head that turns late samples to pages when they are too many, behind the seam. */
function newStore(): { store: Appendable; pageBytes: () => number } {
  let bytes = 0;
  const events: HeadEvents = {
    nowMs: () => 0,
    logSequence: () => 0,
    onFull: () => undefined,
    onLateFull: (window) => {
      for (const page of closeLate(head.late, [window])) bytes += page.bytes.length;
    },
  };
  // Little room, so that pages are made all the time.
  const head: Head = new Head(events, { windowMs: 7_200_000, maxLateBytes: 1 << 20, outOfOrderWindowMs: 0 });
  const store: Appendable = {
    appender: (key) => {
      const cohort = head.cohort(key);
      let appended = 0;
      return {
        series: (labels) => {
          const known = head.index.find(labels);
          return head.index.refOf(known >= 0 ? known : head.addSeries(labels));
        },
        explain: (refusal) => refusal,
        append: (ref, timestampMs, value) => {
          const outcome = head.put(cohort, head.index.slotOf(ref), timestampMs, value, false, true);
          if (outcome === 'late') appended++;
          return 'ok';
        },
        appendStale: () => 'ok',
        exemplar: () => 'ok',
        metadata: () => undefined,
        commit: () => ({ appended, refused: NOTHING_REFUSED, durable: async () => undefined }),
        rollback: () => undefined,
      };
    },
  };
  return { store, pageBytes: () => bytes };
}

function columns(round: number): SeriesColumns[] {
  const timestamps = Float64Array.from({ length: STEPS }, (_, i) => (round * STEPS + i) * STEP_MS);
  return Array.from({ length: SERIES }, (_, s) => ({
    ref: s + 1,
    labels: labelsFromRecord({
      __name__: 'node_cpu_seconds_total',
      cpu: String(s),
      instance: 'a:9100',
      job: 'node',
      mode: 'user',
    }),
    timestamps,
    values: Float64Array.from({ length: STEPS }, (_value, i) => Math.round((s * 1000 + i * 1.37) * 100) / 100),
    mayHaveStale: false,
  }));
}

function textOf(round: number): string {
  const lines = new SampleLines();
  return columns(round)
    .map((series) => lines.text(series, 0, STEPS))
    .join('');
}

async function measure(name: string, run: (round: number) => Promise<void> | void): Promise<void> {
  for (let round = 0; round < 5; round++) await run(round);
  const started = process.cpuUsage();
  let seconds = 0;
  let round = 5;
  for (; seconds < SECONDS; round++) {
    await run(round);
    const { user, system } = process.cpuUsage(started);
    seconds = (user + system) / 1e6;
  }
  console.log(`${name}: ${(((round - 5) * SERIES * STEPS) / seconds / 1e6).toFixed(2)} M samples per CPU second`);
}

const bodies = Array.from({ length: 40 }, (_, round) => Buffer.from(`${textOf(round)}# EOF\n`));
const { store, pageBytes } = newStore();
const importer = createImporter({ appendable: store, yieldTurn: async () => undefined });
await measure('import: text to late samples and pages', async (round) => {
  const body = bodies[round % bodies.length] as Buffer;
  await importer.take({ format: 'openmetrics', body, firstLine: 1, skipErrors: false });
});
const series = columns(0);
await measure('export: columns to text', () => {
  const lines = new SampleLines();
  for (const one of series) lines.text(one, 0, STEPS);
});
console.log(`pages made: ${pageBytes()} bytes`);
