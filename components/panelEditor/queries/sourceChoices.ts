import type { Dashboard, DataSourceRef, Panel, Target } from '@/lib/dashboard/document';
import { BUILT_IN_SOURCE, speaksPromql } from '@/lib/grafana/builtInSource';

/** Names of Grafana that stand for no source of their own. */
const NEUTRAL_TYPES = new Set(['datasource', 'mixed', 'grafana', '']);

export interface SourceChoice {
  readonly value: string;
  readonly label: string;
}

export interface SourceChoices {
  readonly choices: readonly SourceChoice[];
  readonly selected: string;
  /** Name of a source that Belvedere cannot ask; its query is kept as it is. */
  readonly foreign: string | undefined;
}

export const BUILT_IN = 'built-in';
const FOREIGN = 'foreign';

/** Names of the variables that stand for a source. */
export function sourceVariables({ variables }: Pick<Dashboard, 'variables'>): string[] {
  return variables.filter(({ type }) => type === 'datasource').map(({ name }) => name);
}

/** What a query can be asked of: the built-in source, or one that a variable names. */
export function sourceChoices(variables: readonly string[], panel: Panel, target: Target): SourceChoices {
  const ref = target.datasource ?? panel.datasource;
  const choices = [
    { value: BUILT_IN, label: BUILT_IN_SOURCE.name },
    ...variables.map((name) => ({ value: `$${name}`, label: `$${name}` })),
  ];
  const named = /^\$\{?(\w+)\}?$/.exec(ref?.uid ?? '')?.[1];
  if (named !== undefined && variables.includes(named)) return { choices, selected: `$${named}`, foreign: undefined };
  const type = ref?.type ?? '';
  if (speaksPromql(type) || NEUTRAL_TYPES.has(type)) return { choices, selected: BUILT_IN, foreign: undefined };
  const name = ref?.uid === undefined || ref.uid === '' ? type : `${type} ${ref.uid}`;
  return { choices: [{ value: FOREIGN, label: name }, ...choices], selected: FOREIGN, foreign: type };
}

/** The reference that a choice stands for; undefined leaves the query as it is. */
export function chosenSource(choice: string): DataSourceRef | undefined {
  if (choice === BUILT_IN) return { type: BUILT_IN_SOURCE.type, uid: BUILT_IN_SOURCE.uid };
  return choice.startsWith('$') ? { type: 'prometheus', uid: `\${${choice.slice(1)}}` } : undefined;
}
