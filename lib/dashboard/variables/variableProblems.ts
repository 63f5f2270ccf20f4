/** What is wrong with the variables of a dashboard, before any of them is asked for its values. */
import type { Dashboard, Variable } from '../document';
import { dependenciesOf } from './dependencyOrder';
import { mentionedVariables } from './interpolate';

type Variables = Pick<Dashboard, 'variables'>;

/** Names that Grafana's syntax of variables can hold. */
const NAME = /^\w{1,100}$/;

/** Why a variable cannot be called this; undefined when it can. `except` is its own index. */
export function nameProblem({ variables }: Dashboard, name: string, except: number): string | undefined {
  if (name === '') return 'A variable needs a name.';
  if (!NAME.test(name)) return 'Only letters, digits and _ stand in a name.';
  if (name.startsWith('__')) return 'Names with __ are those of built-in variables.';
  const isTaken = variables.some((other, index) => index !== except && other.name === name);
  return isTaken ? `There is a variable ${name} already.` : undefined;
}

/** What keeps a variable from its values: names that nothing has, and circles. */
export function variableProblems(dashboard: Variables, variable: Variable): readonly string[] {
  const unknown = unknownReferences(dashboard, variable).map((name) => `$${name} is not a variable of this dashboard`);
  const own = mentionedVariables(variable.query).has(variable.name)
    ? [`its query mentions $${variable.name} itself`]
    : [];
  const circle = circleOf(dashboard, variable)?.map((name) => `$${name}`);
  return [...unknown, ...own, ...(circle === undefined ? [] : [`${circle.join(' → ')}: they need each other`])];
}

/** Circles through more variables are not looked for. */
const MAX_CIRCLE = 100;

/** Names that a variable's query mentions and nothing has; built-in ones (`$__range`) and groups (`$1`) are known. */
function unknownReferences({ variables }: Variables, variable: Variable): readonly string[] {
  const names = new Set(variables.map(({ name }) => name));
  return [...dependenciesOf(variable)].filter(
    (name) => !names.has(name) && !name.startsWith('__') && !/^\d+$/.test(name),
  );
}

/** The shortest way from a variable over what it needs back to itself, with its name at both ends. */
function circleOf({ variables }: Variables, { name: start }: Variable): readonly string[] | undefined {
  const byName = new Map(variables.map((variable) => [variable.name, variable]));
  const seen = new Set<string>();
  let ways: (readonly string[])[] = [[start]];
  while (ways.length > 0) {
    const next: (readonly string[])[] = [];
    for (const way of ways) {
      const last = byName.get(way.at(-1) ?? '');
      for (const name of last === undefined ? [] : dependenciesOf(last)) {
        if (name === start) return [...way, name];
        if (seen.has(name) || seen.size >= MAX_CIRCLE) continue;
        seen.add(name);
        next.push([...way, name]);
      }
    }
    ways = next;
  }
  return undefined;
}
