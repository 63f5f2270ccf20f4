/** The times at which an expression is evaluated: `startMs + i * stepMs` for i below `steps`. */
export interface StepGrid {
  readonly startMs: number;
  /** Above 0 when there are several steps. */
  readonly stepMs: number;
  /** At least 0; a subquery may have none. */
  readonly steps: number;
}

export function stepTime(grid: StepGrid, step: number): number {
  return grid.startMs + step * grid.stepMs;
}

export function lastStepTime(grid: StepGrid): number {
  return grid.startMs + Math.max(0, grid.steps - 1) * grid.stepMs;
}

/** All step times, in ms. */
export function stepTimes(grid: StepGrid): Float64Array {
  const times = new Float64Array(grid.steps);
  for (let i = 0; i < times.length; i++) times[i] = stepTime(grid, i);
  return times;
}

/** How a selector's time differs from the step's: `offset`, and `@` which pins it. */
export interface TimeShift {
  readonly offsetMs: number;
  readonly atMs?: number;
}

/** For each step the time that a shifted selector looks at. */
export function referenceTimes(grid: StepGrid, shift: TimeShift): Float64Array {
  const times = new Float64Array(grid.steps);
  for (let i = 0; i < times.length; i++) times[i] = (shift.atMs ?? stepTime(grid, i)) - shift.offsetMs;
  return times;
}

/**
 * The steps of a subquery evaluated over an outer grid: multiples of its step, after the first window's left border
 * (exclusive) up to the last window's right border (inclusive).
 */
export function subqueryGrid(outer: StepGrid, shift: TimeShift, rangeMs: number, stepMs: number): StepGrid {
  const firstEnd = (shift.atMs ?? outer.startMs) - shift.offsetMs;
  const lastEnd = (shift.atMs ?? lastStepTime(outer)) - shift.offsetMs;
  const startMs = (Math.floor((firstEnd - rangeMs) / stepMs) + 1) * stepMs;
  const steps = outer.steps === 0 ? 0 : Math.max(0, Math.floor((lastEnd - startMs) / stepMs) + 1);
  return { startMs, stepMs, steps };
}
