// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the braces are the syntax of variables
import { expect, test } from 'vitest';
import { newDashboard } from '../edit/newDashboard';
import { newVariable } from '../edit/variables';
import { nameProblem, variableProblems } from './variableProblems';

const base = newDashboard();

function dashboardWith(queries: Readonly<Record<string, string>>) {
  const variables = Object.entries(queries).map(([name, query]) => ({ ...newVariable(base), name, query }));
  return { ...base, variables };
}

test.each([
  ['known', { a: 'label_values(job)', b: 'label_values(up{job="$a"}, instance)' }, 'b', []],
  ['unknown', { b: 'label_values(up{job="$gone"}, instance)' }, 'b', ['$gone is not a variable of this dashboard']],
  ['built-in', { b: 'query_result(rate(up[${__range}]))' }, 'b', []],
  ['needs it, is not in it', { a: '$b', b: '$a', c: '$a' }, 'c', []],
  ['itself', { a: 'label_values(up{job="$a"}, job)' }, 'a', ['its query mentions $a itself']],
  ['circle of two', { a: '$b', b: '$a' }, 'a', ['$a → $b → $a: they need each other']],
  ['circle of three', { a: '$b', b: '$c', c: '$a' }, 'b', ['$b → $c → $a → $b: they need each other']],
])('%s', (_case, queries: Record<string, string>, name, want) => {
  const dashboard = dashboardWith(queries);
  const variable = dashboard.variables.find((one) => one.name === name);
  expect(variable && variableProblems(dashboard, variable)).toEqual(want);
});

test.each([
  ['job', 0, undefined],
  ['job', 1, 'There is a variable job already.'],
  ['', 1, 'A variable needs a name.'],
  ['my-job', 1, 'Only letters, digits and _ stand in a name.'],
  ['__range', 1, 'Names with __ are those of built-in variables.'],
  ['instance_2', 1, undefined],
])('%s for variable %s: %s', (name, index, want) => {
  expect(nameProblem(dashboardWith({ job: '', other: '' }), name, index)).toBe(want);
});
