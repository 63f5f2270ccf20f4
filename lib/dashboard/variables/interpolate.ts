import { formatForPromql, formatValues } from './formats';
import type { BoundVariable, VariableScope } from './scope';

/** A variable in a text: `$name`, `[[name:format]]`, `${name.path:format}`. */
export const VARIABLE_TOKEN = /\$(\w+)|\[\[(\w+?)(?::(\w+))?\]\]|\$\{(\w+)(?:\.([^:^}]+))?(?::([^}]+))?\}/g;

/** How a value without a format of its own is written: for a query, for people, or for a URL. */
export type InterpolationTarget = 'promql' | 'text' | 'url';

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
  const { name, values, texts, isAll, allValue } = variable;
  if (path === 'text') return texts.join(' + ');
  if (isAll && target === 'text' && (format === undefined || format === 'text')) return 'All';
  if (isAll && allValue !== undefined && format !== 'text') return allValue;
  const written = format === undefined ? undefined : formatValues({ name, values, texts }, format);
  return written ?? writeDefault(variable, target);
}

function writeDefault({ name, values, texts, isList }: BoundVariable, target: InterpolationTarget): string {
  switch (target) {
    case 'promql':
      return formatForPromql(values, isList);
    case 'text':
      return texts.join(' + ');
    case 'url':
      return formatValues({ name, values, texts }, 'percentencode') ?? '';
  }
}

/** Names of variables that a text mentions, known or not. */
export function mentionedVariables(text: string): Set<string> {
  const names = new Set<string>();
  for (const match of text.matchAll(VARIABLE_TOKEN)) names.add(match[1] ?? match[2] ?? match[4] ?? '');
  return names;
}
