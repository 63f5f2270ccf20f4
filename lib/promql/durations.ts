import type { DurationExpr, DurationOperator } from './ast';

/** The query's own times, in ms, for `step()` and `range()`. */
export interface QueryTimes {
  readonly startMs: number;
  readonly endMs: number;
  /** 0 for an instant query. */
  readonly stepMs: number;
}

/** Seconds of a duration expression, or undefined when it needs the query's times and there are none. */
export function durationSeconds(duration: DurationExpr, times?: QueryTimes): number | undefined {
  switch (duration.type) {
    case 'seconds':
      return duration.seconds;
    case 'step':
      return times && times.stepMs / 1000;
    case 'range':
      return times && (times.endMs - times.startMs) / 1000;
    case 'negate': {
      const seconds = durationSeconds(duration.expr, times);
      return seconds === undefined ? undefined : -seconds;
    }
    case 'min':
    case 'max':
      return combine(duration, times, duration.type === 'min' ? Math.min : Math.max);
    case 'arithmetic': {
      const { op } = duration;
      return combine(duration, times, (lhs, rhs) => compute(op, lhs, rhs));
    }
  }
}

interface Pair {
  readonly lhs: DurationExpr;
  readonly rhs: DurationExpr;
}

function combine(pair: Pair, times: QueryTimes | undefined, join: (lhs: number, rhs: number) => number) {
  const lhs = durationSeconds(pair.lhs, times);
  const rhs = durationSeconds(pair.rhs, times);
  return lhs === undefined || rhs === undefined ? undefined : join(lhs, rhs);
}

function compute(op: DurationOperator, lhs: number, rhs: number): number {
  switch (op) {
    case '+':
      return lhs + rhs;
    case '-':
      return lhs - rhs;
    case '*':
      return lhs * rhs;
    case '/':
      return lhs / rhs;
    case '%':
      return lhs % rhs;
    case '^':
      return lhs ** rhs;
  }
}
