/** Round ticks of a time axis: on the wall clock of the zone, labels by grain, the day named where it turns. */
import { formatPattern } from '@/lib/format/dates';
import { fromWallClock, zonedParts } from './zone';

export interface TimeTick {
  readonly timeMs: number;
  readonly text: string;
  /** The start of a larger unit (midnight, January): drawn stronger. */
  readonly strong: boolean;
}

const S = 1000;
const M = 60 * S;
const H = 60 * M;
const D = 24 * H;

type Step =
  | { readonly type: 'fixed'; readonly ms: number }
  | { readonly type: 'days' | 'months'; readonly count: number; readonly ms: number };

const fixed = (ms: number): Step => ({ type: 'fixed', ms });
const days = (count: number): Step => ({ type: 'days', count, ms: count * D });
const months = (count: number): Step => ({ type: 'months', count, ms: count * 30.4 * D });

const STEPS: readonly Step[] = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500].map(fixed),
  ...[1, 2, 5, 10, 15, 30].map((n) => fixed(n * S)),
  ...[1, 2, 5, 10, 15, 30].map((n) => fixed(n * M)),
  ...[1, 2, 3, 6, 12].map((n) => fixed(n * H)),
  ...[1, 2, 3, 7, 14].map(days),
  ...[1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200].map(months),
];

const MAX_TICKS = 200;

/** First and following times of a step, starting at or before `fromMs`. */
function* times(step: Step, fromMs: number, timeZone: string): Generator<number> {
  const { year, month, day } = zonedParts(fromMs, timeZone);
  if (step.type === 'months') {
    const first = Math.floor((year * 12 + month - 1) / step.count) * step.count;
    for (let m = first; ; m += step.count) yield fromWallClock(timeZone, [1970, 1 + m - 1970 * 12, 1]);
  }
  if (step.type === 'days') {
    // Days are counted from a Monday, so that a range that slides does not shift every label.
    const dayNumber = Math.floor(Date.UTC(year, month - 1, day) / D) - 4;
    const first = Math.floor(dayNumber / step.count) * step.count + 4;
    for (let d = first; ; d += step.count) yield fromWallClock(timeZone, [1970, 1, 1 + d]);
  }
  if (step.ms <= H) {
    const midnight = fromWallClock(timeZone, [year, month, day]);
    for (let t = midnight + Math.floor((fromMs - midnight) / step.ms) * step.ms; ; t += step.ms) yield t;
  }
  // Steps of hours stay on the wall clock across changes of summer time.
  for (let hour = 0; ; hour += step.ms / H) yield fromWallClock(timeZone, [year, month, day, hour]);
}

function chooseStep(rangeMs: number, maxTicks: number): Step {
  const wanted = rangeMs / Math.max(1, maxTicks);
  return STEPS.find((step) => step.ms >= wanted) ?? months(1200);
}

/** Pattern of a tick's label and whether it starts a larger unit. */
function grain(step: Step, timeMs: number, timeZone: string): { pattern: string; strong: boolean } {
  const { month, day, hour, minute, second, ms } = zonedParts(timeMs, timeZone);
  if (step.type === 'months') {
    if (step.count >= 12) return { pattern: 'YYYY', strong: false };
    return month === 1 ? { pattern: 'YYYY', strong: true } : { pattern: 'MMM', strong: false };
  }
  if (step.type === 'days') {
    const newYear = month === 1 && day <= step.count;
    return { pattern: newYear ? 'MMM D YYYY' : 'MMM D', strong: newYear || day === 1 };
  }
  if (hour === 0 && minute === 0 && second === 0 && ms === 0) return { pattern: 'MMM D', strong: true };
  if (step.ms >= M) return { pattern: 'HH:mm', strong: false };
  return { pattern: step.ms >= S ? 'HH:mm:ss' : 'HH:mm:ss.SSS', strong: false };
}

/**
 * Ticks within `[fromMs, toMs]`, both inclusive, at the smallest round step that leaves at least `minGapPx` between
 * labels on `widthPx`.
 */
export function timeTicks(
  bounds: { readonly fromMs: number; readonly toMs: number },
  timeZone: string,
  widthPx: number,
  minGapPx: number,
): TimeTick[] {
  const { fromMs, toMs } = bounds;
  if (!(toMs > fromMs) || !(widthPx > 0)) return [];
  const step = chooseStep(toMs - fromMs, widthPx / minGapPx);
  const ticks: TimeTick[] = [];
  for (const timeMs of times(step, fromMs, timeZone)) {
    if (timeMs > toMs || ticks.length >= MAX_TICKS) break;
    // A wall clock that summer time skips is moved onto the next tick: it must not come twice.
    if (timeMs < fromMs || timeMs === ticks.at(-1)?.timeMs) continue;
    const { pattern, strong } = grain(step, timeMs, timeZone);
    ticks.push({ timeMs, text: formatPattern(pattern, timeMs, timeZone), strong });
  }
  return ticks;
}
