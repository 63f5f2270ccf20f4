/** What variables stand for at one moment. */

export const ALL = '$__all';

export interface BoundVariable {
  readonly name: string;
  /** The values it stands for; all options' values where All is selected. */
  readonly values: readonly string[];
  /** The same as shown to people. */
  readonly texts: readonly string[];
  readonly isAll: boolean;
  /** Written instead of the values when All is selected; as it is, not escaped. */
  readonly allValue?: string;
  /** Several values are possible: queries get a regular expression. */
  readonly isList: boolean;
  /** False for one that addresses leave out. */
  readonly inUrl?: boolean;
}

/** A built-in variable: its text, given the field path and format behind the name (`${__from:date:iso}`). */
export type Builtin = (path: string | undefined, format: string | undefined) => string;

export interface VariableScope {
  readonly variables: ReadonlyMap<string, BoundVariable>;
  readonly builtins: ReadonlyMap<string, Builtin>;
  /** Puts ad hoc filters into an expression; absent where there are none. */
  readonly addFilters?: (expr: string) => string;
}

/** The scope with further or other variables, for panels repeated by a value. */
export function withVariables(scope: VariableScope, more: Iterable<BoundVariable>): VariableScope {
  const variables = new Map(scope.variables);
  for (const variable of more) variables.set(variable.name, variable);
  return { ...scope, variables };
}

export function withBuiltins(scope: VariableScope, more: Iterable<readonly [string, Builtin]>): VariableScope {
  return { ...scope, builtins: new Map([...scope.builtins, ...more]) };
}
