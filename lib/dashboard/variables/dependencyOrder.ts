import type { Variable } from '@/lib/dashboard/document';
import { mentionedVariables } from './interpolate';

/** Variables whose values a variable's own query needs. */
export function dependenciesOf(variable: Variable): Set<string> {
  const names = new Set<string>();
  for (const text of [variable.query, variable.regex, variable.allValue ?? '']) {
    for (const name of mentionedVariables(text)) if (name !== variable.name) names.add(name);
  }
  return names;
}

/**
 * Groups variables in levels, each of which needs only levels before it; the last one holds those that need each
 * other. Names that do not exist are ignored.
 */
export function dependencyOrder(variables: readonly Variable[]): readonly (readonly Variable[])[] {
  const names = new Set(variables.map(({ name }) => name));
  const done = new Set<string>();
  const levels: Variable[][] = [];
  let waiting = [...variables];
  while (waiting.length > 0) {
    const ready = waiting.filter((variable) =>
      [...dependenciesOf(variable)].every((name) => !names.has(name) || done.has(name)),
    );
    if (ready.length === 0) return [...levels, waiting];
    levels.push(ready);
    for (const { name } of ready) done.add(name);
    waiting = waiting.filter(({ name }) => !done.has(name));
  }
  return levels;
}
