/** Series of a day as they come: some begin late, end early, have gaps, and counters start again. */
import { labelsFromRecord } from '@/lib/labels/labels';
import { writeStale } from '@/lib/labels/staleness';
import type { RawSeries } from './downsampledStore';

const HOUR_MS = 3_600_000;
export const SCRAPE_MS = 30_000;
/** A counter gains at most so much from one scrape to the next. */
export const MOST_GAIN = 20;

function randomSource(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

interface Shape {
  /** The first sample, and the time after the last one. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Ends with a staleness marker. */
  readonly stale?: boolean;
  /** Scrapes fail in between. */
  readonly gap?: readonly [fromMs: number, toMs: number];
}

const SHAPES: readonly Shape[] = [
  { fromMs: 0, toMs: 24 * HOUR_MS },
  { fromMs: 3.3 * HOUR_MS, toMs: 24 * HOUR_MS },
  { fromMs: 0, toMs: 9.4 * HOUR_MS, stale: true },
  { fromMs: 2 * HOUR_MS, toMs: 14.99 * HOUR_MS },
  { fromMs: 0, toMs: 24 * HOUR_MS, gap: [6.2 * HOUR_MS, 9.1 * HOUR_MS] },
  { fromMs: 5 * HOUR_MS, toMs: 5.4 * HOUR_MS, stale: true },
];

/** Gauges `g` and counters `c_total`, each with a label `i`. */
export function dayOfSeries(startMs: number): RawSeries[] {
  return [...gauges(startMs), ...counters(startMs)];
}

function gauges(startMs: number): RawSeries[] {
  const random = randomSource(7);
  return SHAPES.map((shape, i) => seriesOf(startMs, shape, i, 'g', () => Math.round((random() - 0.4) * 1000)));
}

function counters(startMs: number): RawSeries[] {
  const random = randomSource(11);
  return SHAPES.map((shape, i) => {
    let value = Math.floor(random() * 1000);
    return seriesOf(startMs, shape, i, 'c_total', () => {
      value = random() < 0.002 ? Math.floor(random() * 5) : value + Math.floor(random() * (MOST_GAIN + 1));
      return value;
    });
  });
}

/** A counter of seconds over the whole day, `c_total`. */
export function steadyCounter(): RawSeries {
  let value = 0;
  return seriesOf(0, { fromMs: 0, toMs: 24 * HOUR_MS }, 0, 'c_total', () => (value += SCRAPE_MS / 1000));
}

function seriesOf(startMs: number, shape: Shape, i: number, name: string, next: () => number): RawSeries {
  const [gapFromMs, gapToMs] = shape.gap ?? [0, 0];
  const times: number[] = [];
  for (let timeMs = shape.fromMs + 1_000 + i * 37; timeMs < shape.toMs; timeMs += SCRAPE_MS) {
    if (timeMs < gapFromMs || timeMs >= gapToMs) times.push(startMs + timeMs);
  }
  const values = Float64Array.from(times, next);
  if (shape.stale) writeStale(values, values.length - 1);
  const labels = labelsFromRecord({ __name__: name, i: String(i) });
  return { labels, timestamps: Float64Array.from(times), values };
}
