import type { Expr, ValueType } from './ast';
import { functionSignature } from './functions';

/** The type of the value that an expression gives. */
export function valueType(expr: Expr): ValueType {
  switch (expr.type) {
    case 'number':
      return 'scalar';
    case 'string':
      return 'string';
    case 'vectorSelector':
    case 'aggregate':
      return 'vector';
    case 'matrixSelector':
    case 'subquery':
      return 'matrix';
    case 'paren':
    case 'unary':
      return valueType(expr.expr);
    case 'binary':
      return valueType(expr.lhs) === 'scalar' && valueType(expr.rhs) === 'scalar' ? 'scalar' : 'vector';
    case 'call':
      return functionSignature(expr.func).returns;
  }
}

const DOCUMENTED: Record<ValueType, string> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
};

/** The type's name in error messages: `instant vector`, `range vector`, … */
export function documentedType(type: ValueType): string {
  return DOCUMENTED[type];
}
