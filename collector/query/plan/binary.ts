import type { ArithmeticOperator, ComparisonOperator, SetOperator, TrimOperator } from '@/lib/promql/ast';
import {
  type BinaryExpr,
  type BinaryOperator,
  COMPARISON_OPERATORS,
  SET_OPERATORS,
  TRIM_OPERATORS,
} from '@/lib/promql/ast';
import type { StepGrid } from '../grid';
import { QueryError } from '../result';
import { isScalarPlan, isVectorPlan, type PlanNode } from './plan';

/** Which of the four forms a binary expression takes, by the types of its sides. */
export function planBinary(expr: BinaryExpr, grid: StepGrid, lhs: PlanNode, rhs: PlanNode): PlanNode {
  const { op, bool, matching } = expr;
  if (isTrim(op))
    throw new QueryError('execution', `operator ${op} on native histograms is not supported yet`, expr.position);
  if (isVectorPlan(lhs) && isVectorPlan(rhs)) {
    if (!matching) throw new Error('BUG: two vectors without matching');
    if (matching.fillLeft !== undefined || matching.fillRight !== undefined) {
      throw new QueryError('execution', 'fill, fill_left and fill_right are not supported yet', expr.position);
    }
    if (isSet(op)) return { type: 'set', op, grid, lhs, rhs, matching };
    return { type: 'vectorBinary', op, grid, lhs, rhs, bool, matching };
  }
  if (isSet(op)) throw new Error('BUG: set operator on a scalar was checked');
  if (isScalarPlan(lhs) && isScalarPlan(rhs)) return { type: 'scalarOperation', op, lhs, rhs };
  if (isVectorPlan(lhs) && isScalarPlan(rhs)) {
    return { type: 'scalarBinary', op, grid, vector: lhs, scalar: rhs, scalarSide: 'right', bool };
  }
  if (isScalarPlan(lhs) && isVectorPlan(rhs)) {
    return { type: 'scalarBinary', op, grid, vector: rhs, scalar: lhs, scalarSide: 'left', bool };
  }
  throw new Error(`BUG: operator ${op} between ${lhs.type} and ${rhs.type}`);
}

function isSet(op: BinaryOperator): op is SetOperator {
  return SET_OPERATORS.some((name) => name === op);
}

function isTrim(op: BinaryOperator): op is TrimOperator {
  return TRIM_OPERATORS.some((name) => name === op);
}

export function isComparison(op: ArithmeticOperator | ComparisonOperator): op is ComparisonOperator {
  return COMPARISON_OPERATORS.some((name) => name === op);
}
