import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import type { VariableScope } from '@/lib/dashboard/variables/scope';

/** Built-in variables that belong in a query. */
const BUILTINS: Readonly<Record<string, string>> = {
  __rate_interval: 'Range for rate(): wide enough for four scrapes',
  __interval: 'Step of the query',
  __interval_ms: 'Step of the query in milliseconds',
  __range: 'Whole time range',
  __range_s: 'Whole time range in seconds',
  __range_ms: 'Whole time range in milliseconds',
  __from: 'Start of the time range, milliseconds',
  __to: 'End of the time range, milliseconds',
};

/** Variables after `$`, `${` or `[[`. */
export function completeVariables(context: CompletionContext, scope: VariableScope): CompletionResult | null {
  const before = context.matchBefore(/(?:\$\{?|\[\[)\w*$/);
  if (before === null) return null;
  const write = (name: string) => {
    if (before.text.startsWith('[[')) return `[[${name}]]`;
    return before.text.startsWith('${') ? `\${${name}}` : `$${name}`;
  };
  const own = [...scope.variables.values()].map(({ name, texts, isAll }): Completion => {
    return { label: write(name), type: 'variable', detail: shortened(isAll ? 'All' : texts.join(', ')), boost: 10 };
  });
  const builtin = Object.entries(BUILTINS).map(([name, info]): Completion => {
    return { label: write(name), type: 'variable', detail: 'built in', info };
  });
  return { from: before.from, to: closedAt(context), options: [...own, ...builtin], validFor: /^(?:\$\{?|\[\[)\w*$/ };
}

/** An editor that closes brackets has put `}` or `]]` behind the cursor already. */
function closedAt({ state, pos }: CompletionContext): number {
  return pos + (/^(?:\}|\]\])/.exec(state.sliceDoc(pos, pos + 2))?.[0].length ?? 0);
}

function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
