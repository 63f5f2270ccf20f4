import type { Variable } from '../document';

/** Variables in the URL: `var-job=node&var-instance=a&var-instance=b`, as in Grafana. */

const PREFIX = 'var-';

export function readVariableChoices(params: URLSearchParams): Map<string, readonly string[]> {
  const choices = new Map<string, readonly string[]>();
  for (const key of new Set(params.keys())) {
    if (key.startsWith(PREFIX) && key.length > PREFIX.length) {
      const values = params.getAll(key).map((value) => (value === 'All' ? '$__all' : value));
      choices.set(key.slice(PREFIX.length), values);
    }
  }
  return choices;
}

/** A copy of the parameters with one variable set; no values writes it as chosen but empty. */
export function withVariableChoice(params: URLSearchParams, name: string, values: readonly string[]): URLSearchParams {
  const next = new URLSearchParams(params);
  next.delete(PREFIX + name);
  for (const value of values.length > 0 ? values : ['']) next.append(PREFIX + name, value);
  return next;
}

/** A copy of the parameters with a variable's choice under its new name. */
export function withVariableRenamed(params: URLSearchParams, from: string, to: string): URLSearchParams {
  const next = new URLSearchParams();
  for (const [key, value] of params) next.append(key === PREFIX + from ? PREFIX + to : key, value);
  return next;
}

/** Whether a variable's choice stands in the address; without it (`skipUrlSync`) it lasts as long as the page. */
export function isInUrl(variable: Variable): boolean {
  return variable.unknown['skipUrlSync'] !== true;
}
