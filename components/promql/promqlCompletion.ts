import { autocompletion, type CompletionContext, type CompletionResult } from '@codemirror/autocomplete';
import type { Extension } from '@codemirror/state';
import { newCompleteStrategy } from '@prometheus-io/codemirror-promql';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { type CollectorLookups, MAX_NAMES } from './collectorLookups';
import { completeVariables } from './variableCompletion';

/** Offers metrics, labels, values, functions and variables while one types, and on Ctrl+Space. */
export function promqlCompletion(lookups: CollectorLookups, scope: () => VariableScope): Extension {
  const strategy = newCompleteStrategy({ remote: lookups, maxMetricsMetadata: MAX_NAMES });
  const source = async (context: CompletionContext): Promise<CompletionResult | null> => {
    const variables = completeVariables(context, scope());
    if (variables !== null) return variables;
    // Behind what is complete, operators are offered only when asked for.
    if (!context.explicit && context.matchBefore(/[)\]}\s]$/) !== null) return null;
    lookups.typed = context.matchBefore(/[^\s"'`{}(),=~!]*$/)?.text ?? '';
    lookups.truncated = false;
    const result = await strategy.promQL(context);
    if (result === null || !lookups.truncated) return result;
    // Not all was fetched: what matches has to be asked for again as more is typed.
    const { validFor: _, ...rest } = result;
    return rest;
  };
  return autocompletion({ override: [source], maxRenderedOptions: 100, icons: false, activateOnTypingDelay: 80 });
}
