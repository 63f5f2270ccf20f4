/** Edits of variables. Indexes are those of `dashboard.variables`; one that does not exist changes nothing. */
import type { Dashboard, Variable, VariableType } from '../document';
import { sameJson } from '../sameJson';
import { renameVariableUses } from './variableUses';

/** A variable with a name of its own (`query0`, `query1`, …). */
export function newVariable(dashboard: Dashboard, type: VariableType = 'query'): Variable {
  return {
    name: freeName(dashboard, type, 0),
    type,
    label: '',
    hide: 'nothing',
    query: '',
    regex: '',
    sort: 0,
    refresh: 'load',
    multi: false,
    includeAll: false,
    current: [],
    options: [],
    unknown: {},
  };
}

/** What a new variable of a kind begins with. */
const FIRST_QUERY: Readonly<Partial<Record<VariableType, string>>> = {
  interval: '1m,10m,30m,1h,6h,12h,1d,7d',
  datasource: 'prometheus',
};

/** Fields of the JSON that mean something whatever the type is. */
const COMMON_FIELDS = ['description', 'skipUrlSync'];

/** The variable as another kind: what it is called and how it is shown stay, what it offers begins anew. */
export function withVariableType(variable: Variable, type: VariableType): Variable {
  if (variable.type === type) return variable;
  const { auto: _auto, allValue: _allValue, ...kept } = variable;
  const unknown = Object.fromEntries(Object.entries(variable.unknown).filter(([name]) => COMMON_FIELDS.includes(name)));
  return {
    ...kept,
    type,
    query: FIRST_QUERY[type] ?? '',
    regex: '',
    sort: 0,
    refresh: 'load',
    multi: false,
    includeAll: false,
    current: [],
    options: [],
    unknown,
  };
}

function freeName(dashboard: Dashboard, stem: string, from: number): string {
  const used = new Set(dashboard.variables.map(({ name }) => name));
  for (let number = from; ; number++) if (!used.has(`${stem}${number}`)) return `${stem}${number}`;
}

/** Replaces a variable. A new name is written wherever the old one was used; one that is taken changes nothing. */
export function setVariable(dashboard: Dashboard, index: number, variable: Variable): Dashboard {
  const known = dashboard.variables[index];
  if (known === undefined || sameJson(known, variable) || isTaken(dashboard, variable.name, index)) return dashboard;
  const variables = dashboard.variables.map((other, at) => (at === index ? variable : other));
  const next = { ...dashboard, variables };
  return known.name === variable.name ? next : renameVariableUses(next, known.name, variable.name);
}

function isTaken(dashboard: Dashboard, name: string, except: number): boolean {
  return dashboard.variables.some((other, at) => at !== except && other.name === name);
}

/** Adds a variable at the end; a name that is taken changes nothing. */
export function addVariable(dashboard: Dashboard, variable: Variable): Dashboard {
  if (isTaken(dashboard, variable.name, -1)) return dashboard;
  return { ...dashboard, variables: [...dashboard.variables, variable] };
}

/** Removes a variable; `variableUses` tells beforehand who needs it. */
export function removeVariable(dashboard: Dashboard, index: number): Dashboard {
  if (dashboard.variables[index] === undefined) return dashboard;
  return { ...dashboard, variables: dashboard.variables.filter((_, at) => at !== index) };
}

/** Moves a variable to another place in the row of variables. */
export function moveVariable(dashboard: Dashboard, index: number, toIndex: number): Dashboard {
  const variable = dashboard.variables[index];
  if (variable === undefined) return dashboard;
  const others = dashboard.variables.filter((_, at) => at !== index);
  const to = Math.min(Math.max(0, Math.trunc(toIndex)), others.length);
  if (to === index) return dashboard;
  return { ...dashboard, variables: [...others.slice(0, to), variable, ...others.slice(to)] };
}

/** A copy behind the variable, named `<name>_copy1` or the next free number. */
export function duplicateVariable(dashboard: Dashboard, index: number): Dashboard {
  const variable = dashboard.variables[index];
  if (variable === undefined) return dashboard;
  const copy = { ...variable, name: freeName(dashboard, `${variable.name}_copy`, 1) };
  const variables = [...dashboard.variables.slice(0, index + 1), copy, ...dashboard.variables.slice(index + 1)];
  return { ...dashboard, variables };
}
