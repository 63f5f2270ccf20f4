import type { Variable, VariableType } from '@/lib/dashboard/document';
import { savedFilters } from '@/lib/dashboard/variables/adhocFilters';

/** Fields with their new values, or, where some are to go, what makes the variable anew. */
export type VariableChange = Partial<Variable> | ((variable: Variable) => Variable);

/** Changes the variable that is edited. Changes of the same `group` that follow each other are one step of undo. */
export type ChangeVariable = (label: string, change: VariableChange, group?: string) => void;

export function changedVariable(variable: Variable, change: VariableChange): Variable {
  return typeof change === 'function' ? change(variable) : { ...variable, ...change };
}

/** What every group of fields of the variable's form gets. */
export interface VariableFieldProps {
  readonly variable: Variable;
  readonly onChange: ChangeVariable;
}

/** Types that can be chosen, in the order of their use. */
export const VARIABLE_TYPES: readonly { readonly value: VariableType; readonly label: string }[] = [
  { value: 'query', label: 'Query' },
  { value: 'custom', label: 'Custom' },
  { value: 'textbox', label: 'Text box' },
  { value: 'constant', label: 'Constant' },
  { value: 'interval', label: 'Interval' },
  { value: 'datasource', label: 'Data source' },
  { value: 'adhoc', label: 'Ad hoc filters' },
];

export function typeLabel(type: VariableType): string {
  return VARIABLE_TYPES.find(({ value }) => value === type)?.label ?? 'Not active';
}

/** What a variable offers, in one line. */
export function definitionText(variable: Variable): string {
  if (variable.type !== 'adhoc') return variable.query;
  return savedFilters(variable)
    .map(({ key, operator, value }) => `${key} ${operator} "${value}"`)
    .join(', ');
}

/** Whether several of its values can be chosen at once. */
export function offersSeveral({ type }: Variable): boolean {
  return type === 'query' || type === 'custom' || type === 'datasource';
}
