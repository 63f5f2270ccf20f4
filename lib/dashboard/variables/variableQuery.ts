/** The query of a variable as Grafana's Prometheus data source reads it. */
export type VariableQuery =
  | { readonly type: 'labelNames'; readonly match: string }
  | { readonly type: 'labelValues'; readonly label: string; readonly match: string }
  /** Metric names that match a regular expression. */
  | { readonly type: 'metrics'; readonly regex: string }
  | { readonly type: 'queryResult'; readonly expr: string }
  | { readonly type: 'series'; readonly match: string };

const LABEL_NAMES = /^label_names\((.*)\)\s*$/s;
const LABEL_VALUES = /^label_values\((?:(.+),\s*)?([a-zA-Z_][a-zA-Z0-9_]*)\s*\)\s*$/s;
const METRICS = /^metrics\((.*)\)\s*$/s;
const QUERY_RESULT = /^query_result\((.+)\)\s*$/s;

/** Forms that are not filled in: there is nothing to ask for yet. */
const UNFINISHED = /^(?:label_values\((?:.+,)?\s*\)|query_result\(\s*\))$/s;

/** Reads the text after variables were put in; undefined for one that asks for nothing yet. */
export function parseVariableQuery(text: string): VariableQuery | undefined {
  const query = text.trim();
  if (query === '' || UNFINISHED.test(query)) return undefined;
  const names = LABEL_NAMES.exec(query);
  if (names) return { type: 'labelNames', match: names[1]?.trim() ?? '' };
  const values = LABEL_VALUES.exec(query);
  if (values) return { type: 'labelValues', label: values[2] ?? '', match: values[1]?.trim() ?? '' };
  const metrics = METRICS.exec(query);
  if (metrics) return { type: 'metrics', regex: metrics[1]?.trim() ?? '' };
  const result = QUERY_RESULT.exec(query);
  if (result) return { type: 'queryResult', expr: result[1]?.trim() ?? '' };
  return { type: 'series', match: query };
}
