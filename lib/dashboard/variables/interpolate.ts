import { formatForPromql, formatValues } from './formats';
import type { BoundVariable, VariableScope } from './scope';

/** A variable in a text: `$name`, `[[name:format]]`, `${name.path:format}`. */
export const VARIABLE_TOKEN = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/**
 * How a value without a format of its own is written: for a query, for people, for a URL, within a regular
 * expression, or as it is (`plain`: several as `{a,b}`).
 */
export type InterpolationTarget = 'promql' | 'text' | 'url' | 'regex' | 'plain';

/**
 * Replaces variables in a text. A name that is not known stays as it is, so that an error shows it. Values are put
 * in as text and never read again as variables.
 */
export function interpolate(text: string, scope: VariableScope, target: InterpolationTarget): string {
  if (!text.includes('$') && !text.includes('[[')) return text;
  return text.replace(VARIABLE_TOKEN, (token, ...groups: (string | undefined)[]) => {
    const [plain, bracket, bracketFormat, brace, path, braceFormat] = groups;
    const name = plain ?? bracket ?? brace ?? '';
    const format = bracketFormat ?? braceFormat;
    const variable = scope.variables.get(name);
    if (variable !== undefined) return writeVariable(variable, path, format, target);
    const builtin = scope.builtins.get(name);
    return builtin === undefined ? token : builtin(path, format);
  });
}

function writeVariable(
  variable: BoundVariable,
  path: string | undefined,
  format: string | undefined,
  target: InterpolationTarget,
): string {
  const { texts, isAll, allValue } = variable;
  if (path === 'text') return texts.join(' + ');
  if (isAll && target === 'text' && (format === undefined || format === 'text')) return 'All';
  if (isAll && allValue !== undefined && format !== 'text' && format !== 'queryparam') return allValue;
  const written = format === undefined ? undefined : formatValues(variable, format);
  return written ?? writeDefault(variable, target);
}

function writeDefault(variable: BoundVariable, target: InterpolationTarget): string {
  switch (target) {
    case 'promql':
      return formatForPromql(variable.values, variable.isList);
    case 'text':
      return variable.texts.join(' + ');
    case 'url':
      return formatValues(variable, 'percentencode') ?? '';
    case 'regex':
      return formatValues(variable, 'regex') ?? '';
    case 'plain':
      return formatValues(variable, 'glob') ?? '';
  }
}

/** Names of variables that a text mentions, known or not. */
export function mentionedVariables(text: string): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(VARIABLE_TOKEN)) names.add(match[1] ?? match[2] ?? match[4] ?? '');
  return names;
}
