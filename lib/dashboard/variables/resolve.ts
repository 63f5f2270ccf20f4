import type { Variable, VariableOption } from '@/lib/dashboard/document';
import { formatDuration, parseDuration } from '@/lib/time/duration';
import { calculateInterval } from '@/lib/time/interval';
import { savedFilters, writeFilter } from './adhocFilters';
import { dependencyOrder } from './dependencyOrder';
import { interpolate } from './interpolate';
import { type OptionList, optionsFromText, optionsFromValues } from './optionList';
import { ALL, type BoundVariable, type VariableScope, withVariables } from './scope';
import { isInUrl } from './urlState';
import { variableProblems } from './variableProblems';
import { parseVariableQuery, type VariableQuery } from './variableQuery';

/** A variable with what can be chosen and what is chosen. */
export interface ResolvedVariable {
  readonly variable: Variable;
  /** Without All. */
  readonly options: readonly VariableOption[];
  /** Chosen values; `[ALL]` for all. */
  readonly selected: readonly string[];
  readonly bound: BoundVariable;
  /** The list is incomplete or could not be had; the chosen values still hold. */
  readonly warning?: string;
}

export interface ResolveInput {
  readonly variables: readonly Variable[];
  /** Choices from the URL by name of variable; they win over what the dashboard saved. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** Built-in variables of the time range. */
  readonly scope: VariableScope;
  readonly rangeMs: number;
  readonly dataSources: readonly VariableOption[];
  /** Asks the data source; `variable` tells how long an answer may be kept. Rejects with an Error. */
  readonly lookup: (query: VariableQuery, variable: Variable) => Promise<readonly string[]>;
}

/** Resolves variables level by level; those of one level ask at the same time. A failed query is a warning. */
export async function resolveVariables(input: ResolveInput): Promise<ResolvedVariable[]> {
  const resolved = new Map<string, ResolvedVariable>();
  let scope = input.scope;
  for (const level of dependencyOrder(input.variables)) {
    const answers = await Promise.all(level.map((variable) => resolveOne(variable, scope, input)));
    for (const answer of answers) {
      const name = answer.variable.name;
      // A circle or an unknown name explains a wrong list better than the answer to the query.
      const [problem] = answer.variable.type === 'query' ? variableProblems(input, answer.variable) : [];
      resolved.set(name, problem === undefined ? answer : { ...answer, warning: problem });
    }
    scope = withVariables(
      scope,
      answers.map(({ bound }) => bound),
    );
  }
  return input.variables.flatMap(({ name }) => resolved.get(name) ?? []);
}

async function resolveOne(variable: Variable, scope: VariableScope, input: ResolveInput): Promise<ResolvedVariable> {
  const chosen = input.chosen.get(variable.name);
  const { options, warning } = await loadOptions(variable, scope, input);
  const selected = select(withPlainText(variable, scope), options, chosen);
  return {
    variable,
    options,
    selected,
    bound: bind(variable, options, selected, scope, input.rangeMs),
    ...(warning === undefined ? {} : { warning }),
  };
}

async function loadOptions(variable: Variable, scope: VariableScope, input: ResolveInput): Promise<OptionList> {
  switch (variable.type) {
    case 'query':
      return queryOptions(variable, scope, input);
    case 'custom':
      return { options: optionsFromText(interpolate(variable.query, scope, 'plain')) };
    case 'interval':
      return { options: intervalOptions(variable) };
    case 'datasource':
      return dataSourceOptions(variable, scope, input);
    case 'textbox':
    case 'constant':
    case 'adhoc':
      return { options: [] };
    case 'system':
    case 'other':
      return { options: [], warning: 'this kind of variable is not active yet' };
    default:
      return variable.type satisfies never;
  }
}

/** Sources by name; a pattern that none fits is another place's names, and leaves all. */
async function dataSourceOptions(variable: Variable, scope: VariableScope, input: ResolveInput): Promise<OptionList> {
  if (variable.regex === '') return { options: input.dataSources };
  const names = input.dataSources.map(({ text }) => text);
  const { options } = await optionsFromValues(names, interpolate(variable.regex, scope, 'regex'), 0);
  const known = input.dataSources.filter(({ text }) => options.some((option) => option.text === text));
  return { options: known.length === 0 ? input.dataSources : known };
}

async function queryOptions(variable: Variable, scope: VariableScope, input: ResolveInput): Promise<OptionList> {
  const query = parseVariableQuery(interpolate(variable.query, scope, 'promql'));
  if (query === undefined) return { options: variable.options.filter(({ value }) => value !== ALL) };
  try {
    const values = await input.lookup(query, variable);
    return await optionsFromValues(values, interpolate(variable.regex, scope, 'regex'), variable.sort);
  } catch (error) {
    return { options: [], warning: error instanceof Error ? error.message : String(error) };
  }
}

/** Texts and constants may name other variables. */
function withPlainText(variable: Variable, scope: VariableScope): Variable {
  if (variable.type !== 'textbox' && variable.type !== 'constant') return variable;
  const plain = (text: string) => interpolate(text, scope, 'plain');
  return { ...variable, query: plain(variable.query), current: variable.current.map(plain) };
}

const AUTO_PREFIX = '$__auto_interval_';

function intervalOptions(variable: Variable): VariableOption[] {
  const listed = optionsFromText(variable.query);
  if (variable.auto?.enabled !== true) return listed;
  return [{ text: 'auto', value: `${AUTO_PREFIX}${variable.name}` }, ...listed];
}

/** What is selected: the choice of the URL, else what was saved, as far as it exists, else the first option. */
function select(
  variable: Variable,
  options: readonly VariableOption[],
  chosen: readonly string[] | undefined,
): readonly string[] {
  if (variable.type === 'constant') return [variable.query];
  if (variable.type === 'textbox') return chosen ?? [variable.current[0] ?? variable.query];
  if (variable.type === 'adhoc') return chosen ?? savedFilters(variable).map(writeFilter);
  if (variable.type === 'datasource') return selectDataSource(options, chosen ?? variable.current);
  if (chosen !== undefined) return variable.multi ? withoutMixedAll(chosen) : chosen.slice(0, 1);
  const known = new Set(options.map(({ value }) => value));
  const isAll = (value: string) => value === ALL || (value === 'All' && !known.has('All'));
  if (variable.includeAll && variable.current.some(isAll)) return [ALL];
  // Without an answer (an error, or nothing stored yet) the saved choice is better than none; an empty one is none.
  const saved = variable.current.filter((value) => (options.length === 0 ? value !== '' : known.has(value)));
  if (saved.length > 0) return variable.multi ? saved : saved.slice(0, 1);
  if (variable.includeAll) return [ALL];
  const first = options[0]?.value;
  return first === undefined ? [] : [first];
}

/** All beside other values means the other values. */
function withoutMixedAll(values: readonly string[]): readonly string[] {
  const others = values.filter((value) => value !== ALL);
  return others.length > 0 ? others : values.slice(0, 1);
}

/** A source saved elsewhere is unknown here: the first one of the kind takes its place. */
function selectDataSource(options: readonly VariableOption[], wanted: readonly string[]): readonly string[] {
  const known = options.find(({ text, value }) => wanted.includes(value) || wanted.includes(text)) ?? options[0];
  return known === undefined ? [] : [known.value];
}

function bind(
  variable: Variable,
  options: readonly VariableOption[],
  selected: readonly string[],
  scope: VariableScope,
  rangeMs: number,
): BoundVariable {
  const isAll = selected[0] === ALL;
  const values = isAll
    ? options.map(({ value }) => value)
    : selected.map((value) => autoInterval(variable, value, rangeMs));
  const textOf = new Map(options.map(({ text, value }) => [value, text]));
  return {
    name: variable.name,
    values,
    texts: isAll ? ['All'] : selected.map((value, index) => textFor(textOf.get(value) ?? value, value, values[index])),
    isAll,
    isList: variable.multi || variable.includeAll,
    ...(isInUrl(variable) ? {} : { inUrl: false }),
    ...(variable.allValue === undefined ? {} : { allValue: interpolate(variable.allValue, scope, 'promql') }),
  };
}

/** An automatic interval shows what it came to: `auto · 1m`. */
function textFor(text: string, selected: string, value: string | undefined): string {
  return selected.startsWith(AUTO_PREFIX) && value !== undefined ? `auto · ${value}` : text;
}

/** `auto` is the range over the wanted number of steps, not below the minimum. */
function autoInterval(variable: Variable, value: string, rangeMs: number): string {
  if (variable.auto === undefined || (value !== 'auto' && !value.startsWith(AUTO_PREFIX))) return value;
  const minMs = parseDuration(variable.auto.min) ?? 10_000;
  return formatDuration(calculateInterval(rangeMs, variable.auto.count, minMs));
}
