import type { Expr } from '@/lib/promql/ast';
import { childExpressions } from '@/lib/promql/children';
import type { FunctionName } from '@/lib/promql/functions';

/** Functions whose answer depends on the step's own time, whatever their arguments are. */
const TIME_DEPENDENT: ReadonlySet<FunctionName> = new Set<FunctionName>([
  'time',
  'timestamp',
  'predict_linear',
  'day_of_month',
  'day_of_week',
  'day_of_year',
  'days_in_month',
  'hour',
  'minute',
  'month',
  'year',
]);

/** True when the expression gives the same at every step: all its selectors are pinned by `@`. */
export function isStepInvariant(expr: Expr): boolean {
  switch (expr.type) {
    case 'vectorSelector':
      return expr.at !== undefined;
    case 'subquery':
      return expr.at !== undefined;
    case 'call':
      return !TIME_DEPENDENT.has(expr.func) && expr.args.every(isStepInvariant);
    default:
      return childExpressions(expr).every(isStepInvariant);
  }
}
