/** The query of a variable as the fields of a form. Fields may hold other variables, as `$job`. */
import { parseVariableQuery } from './variableQuery';

export type VariableQueryForm =
  | { readonly kind: 'labelValues'; readonly label: string; readonly match: string }
  | { readonly kind: 'labelNames'; readonly match: string }
  | { readonly kind: 'metrics'; readonly regex: string }
  | { readonly kind: 'queryResult'; readonly expr: string }
  /** The labels of each series of a selector, or what nobody can read yet. */
  | { readonly kind: 'series'; readonly text: string };

export type QueryKind = VariableQueryForm['kind'];

/** As in a query before its variables are put in: the label, too, may be one. */
const LABEL_OF_VARIABLE = /^label_values\((?:(.+),\s*)?(\$\w+|\$\{\w+\}|\[\[\w+\]\])\s*\)\s*$/s;
/** Half a form: the label is not chosen yet. */
const NO_LABEL = /^label_values\((?:(.+),)?\s*\)\s*$/s;

const NO_EXPR = /^query_result\(\s*\)$/;

/** Reads a query; an empty one is the form of the commonest kind. */
export function readQueryForm(text: string): VariableQueryForm {
  const open = LABEL_OF_VARIABLE.exec(text.trim()) ?? NO_LABEL.exec(text.trim());
  if (open) return { kind: 'labelValues', label: open[2] ?? '', match: open[1]?.trim() ?? '' };
  if (NO_EXPR.test(text.trim())) return { kind: 'queryResult', expr: '' };
  const query = parseVariableQuery(text);
  switch (query?.type) {
    case undefined:
      return { kind: 'labelValues', label: '', match: '' };
    case 'labelNames':
      return { kind: 'labelNames', match: query.match };
    case 'labelValues':
      return { kind: 'labelValues', label: query.label, match: query.match };
    case 'metrics':
      return { kind: 'metrics', regex: query.regex };
    case 'queryResult':
      return { kind: 'queryResult', expr: query.expr };
    case 'series':
      return { kind: 'series', text: query.match };
  }
}

/** The text of the form; '' for one of label values in which nothing is filled in. */
export function writeQueryForm(form: VariableQueryForm): string {
  switch (form.kind) {
    case 'labelValues':
      if (form.match === '') return form.label === '' ? '' : `label_values(${form.label})`;
      return form.label === '' ? `label_values(${form.match},)` : `label_values(${form.match}, ${form.label})`;
    case 'labelNames':
      return `label_names(${form.match})`;
    case 'metrics':
      return `metrics(${form.regex})`;
    case 'queryResult':
      return `query_result(${form.expr})`;
    case 'series':
      return form.text;
  }
}

/** The same query as another kind, as far as its text means something there. */
export function withQueryKind(form: VariableQueryForm, kind: QueryKind): VariableQueryForm {
  if (form.kind === kind) return form;
  const selector = selectorOf(form);
  switch (kind) {
    case 'labelValues':
      return { kind, label: '', match: selector };
    case 'labelNames':
      return { kind, match: selector };
    case 'metrics':
      return { kind, regex: '' };
    case 'queryResult':
      return { kind, expr: selector };
    case 'series':
      return { kind, text: selector };
  }
}

function selectorOf(form: VariableQueryForm): string {
  switch (form.kind) {
    case 'labelValues':
    case 'labelNames':
      return form.match;
    case 'queryResult':
      return form.expr;
    case 'series':
      return form.text;
    case 'metrics':
      return '';
  }
}

/** Why a query gives no values, before it is asked; undefined when it can be asked. */
export function queryProblem(form: VariableQueryForm): string | undefined {
  switch (form.kind) {
    case 'labelValues':
      return form.label === '' ? 'Choose the label whose values are offered.' : undefined;
    case 'queryResult':
      return form.expr === '' ? 'Write the query whose result is offered.' : undefined;
    case 'series':
      return form.text === '' ? 'Write a selector, as up{job="node"}.' : undefined;
    case 'labelNames':
    case 'metrics':
      return undefined;
  }
}
