/** Round ticks of a value axis: steps of 1, 2, 2.5 or 5, powers of two for bytes, powers of the base for logarithms. */

export interface TickOptions {
  readonly maxTicks: number;
  /** Steps are powers of two. */
  readonly binary?: boolean;
  /** Steps are round durations; the length of 1 in seconds. */
  readonly secondsPerUnit?: number | undefined;
}

const MAX_TICKS = 50;

function decimalStep(wanted: number): number {
  const power = 10 ** Math.floor(Math.log10(wanted));
  for (const factor of [1, 2, 2.5, 5]) if (power * factor >= wanted * (1 - 1e-9)) return power * factor;
  return power * 10;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** Round durations in seconds above one second; below it they are decimal. */
const DURATION_STEPS: readonly number[] = [
  ...[1, 2, 5, 10, 20, 30],
  ...[1, 2, 5, 10, 20, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28, 91, 182, 365].map((n) => n * DAY),
];

function durationStep(wanted: number, secondsPerUnit: number): number {
  const seconds = wanted * secondsPerUnit;
  const step = seconds > 0.5 ? DURATION_STEPS.find((candidate) => candidate >= seconds * (1 - 1e-9)) : undefined;
  return step === undefined ? decimalStep(wanted) : step / secondsPerUnit;
}

/** The smallest round step at or above a wanted one. */
export function roundStep(wanted: number, options: Omit<TickOptions, 'maxTicks'> = {}): number {
  if (!(wanted > 0) || !Number.isFinite(wanted)) return 1;
  if (options.secondsPerUnit !== undefined) return durationStep(wanted, options.secondsPerUnit);
  if (!options.binary || wanted < 1) return decimalStep(wanted);
  return 2 ** Math.ceil(Math.log2(wanted) - 1e-9);
}

/** Multiples of a step within bounds, both inclusive. */
export function multiples(min: number, max: number, step: number): number[] {
  const first = Math.ceil(min / step - 1e-9);
  const last = Math.floor(max / step + 1e-9);
  const ticks: number[] = [];
  for (let i = first; i <= last && ticks.length < MAX_TICKS; i++) {
    // Multiplying by 1 / step is exact for steps below one (0.1 * 3 is not 0.3).
    // "|| 0" turns -0 into 0.
    ticks.push((step < 1 ? i / Math.round(1 / step) : i * step) || 0);
  }
  return ticks;
}

function isReciprocal(step: number): boolean {
  const inverse = 1 / step;
  return Math.abs(inverse - Math.round(inverse)) < 1e-6 * inverse && inverse < 2 ** 53;
}

/** Ticks of a linear axis within `[min, max]`. */
export function linearTicks(min: number, max: number, options: TickOptions): number[] {
  const step = roundStep((max - min) / Math.max(1, options.maxTicks - 1), options);
  if (step >= 1 || isReciprocal(step)) return multiples(min, max, step);
  // 2.5e-7 and the like: multiply and cut the binary noise.
  return multiples(min / step, max / step, 1).map((tick) => Number((tick * step).toPrecision(12)));
}

/**
 * What data may overshoot its last tick by, as a share of the range: rates of a busy CPU add up to 100.02 %, and a
 * whole step of emptiness above them would say less than a line that touches the edge.
 */
const OVERSHOOT = 0.005;

/** Bounds widened to whole steps of the ticks they will get, so that the axis begins and ends on a tick. */
export function niceBounds(min: number, max: number, options: TickOptions): { min: number; max: number } {
  let nice = { min, max };
  // Widening can ask for a larger step, which widens further; steps only grow, and two rounds nearly always do.
  for (let round = 0; round < 4; round++) {
    const step = roundStep((nice.max - nice.min) / Math.max(1, options.maxTicks - 1), options);
    const slack = Math.max(1e-9, OVERSHOOT * (max / step - min / step));
    const floor = -stepsUp(-min / step, slack) * step || 0;
    const ceil = stepsUp(max / step, slack) * step;
    if (floor === nice.min && ceil === nice.max) break;
    nice = { min: Number(floor.toPrecision(12)), max: Number(ceil.toPrecision(12)) };
  }
  return nice;
}

/** Whole steps that reach up to a place but for a little slack. What passes zero keeps a step: its sign must show. */
function stepsUp(place: number, slack: number): number {
  const steps = Math.ceil(place - slack);
  return steps <= 0 && place > 1e-9 ? 1 : steps;
}

/** Exponents of the ticks of a logarithmic axis, whole numbers within `[min, max]` of exponents. */
export function logTicks(min: number, max: number, maxTicks: number): number[] {
  const wanted = (max - min) / Math.max(1, maxTicks);
  const every = [1, 2, 5, 10, 20, 50, 100].find((step) => step >= wanted) ?? Math.ceil(wanted);
  return multiples(min, max, every);
}
