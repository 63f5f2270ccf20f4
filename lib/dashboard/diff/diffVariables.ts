import type { Dashboard, Variable } from '../document';
import { sameJson } from '../sameJson';
import { added, type Change, removed } from './change';
import { deepChanges } from './deepChanges';
import { risingSubset } from './risingSubset';
import { changeWords, pathWords } from './words';

export function diffVariables(before: Dashboard, after: Dashboard): Change[] {
  const renamed = renames(before.variables, after.variables);
  const newName = (name: string) => renamed.get(name) ?? name;
  const known = new Map(before.variables.map((variable) => [newName(variable.name), variable]));
  const next = new Map(after.variables.map((variable) => [variable.name, variable]));
  return [
    ...[...renamed].map(([from, to]) => rename(from, to)),
    ...after.variables.filter(({ name }) => !known.has(name)).map((it) => added(pathOf(it.name), nameOf(it.name), it)),
    ...before.variables
      .filter(({ name }) => !next.has(newName(name)))
      .map((it) => removed(pathOf(it.name), nameOf(it.name), it)),
    ...[...known].flatMap(([name, variable]) => diffVariable(name, variable, next.get(name))),
    ...moved([...known.keys()], [...next.keys()]),
  ];
}

/** A variable that is the same but for its name, at the same place, was renamed. */
function renames(before: readonly Variable[], after: readonly Variable[]): ReadonlyMap<string, string> {
  const beforeNames = new Set(before.map(({ name }) => name));
  const afterNames = new Set(after.map(({ name }) => name));
  const found = new Map<string, string>();
  before.forEach((variable, index) => {
    const other = after[index];
    if (other === undefined || afterNames.has(variable.name) || beforeNames.has(other.name)) return;
    if (sameJson({ ...variable, name: '' }, { ...other, name: '' })) found.set(variable.name, other.name);
  });
  return found;
}

function rename(from: string, to: string): Change {
  return {
    path: `${pathOf(from)}.name`,
    label: `${nameOf(from)} renamed to ${to}`,
    kind: 'changed',
    before: from,
    after: to,
  };
}

function diffVariable(name: string, before: Variable, after: Variable | undefined): Change[] {
  if (after === undefined || before === after) return [];
  return deepChanges({ ...before, name }, after)
    .filter(({ path }) => !path.startsWith('options['))
    .map((leaf) => ({
      path: `${pathOf(name)}.${leaf.path}`,
      label: `${nameOf(name)}: ${pathWords(leaf.path)}${changeWords(leaf.before, leaf.after)}`,
      kind: 'changed',
      before: leaf.before,
      after: leaf.after,
    }));
}

function moved(before: readonly string[], after: readonly string[]): Change[] {
  const order = new Map(before.map((name, index) => [name, index]));
  const common = after.filter((name) => order.has(name));
  const kept = risingSubset(common.map((name) => order.get(name) ?? 0));
  return common.flatMap((name, index) =>
    kept.has(index)
      ? []
      : [
          {
            path: pathOf(name),
            label: `${nameOf(name)} moved`,
            kind: 'moved' as const,
            before: undefined,
            after: undefined,
          },
        ],
  );
}

function pathOf(name: string): string {
  return `variables[${name}]`;
}

function nameOf(name: string): string {
  return `Variable ${name}`;
}
