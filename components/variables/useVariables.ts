'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { Dashboard, Variable } from '@/lib/dashboard/document';
import { type ResolvedVariable, resolveVariables } from '@/lib/dashboard/variables/resolve';
import type { VariableScope } from '@/lib/dashboard/variables/scope';
import { readVariableChoices, withVariableChoice } from '@/lib/dashboard/variables/urlState';
import type { VariableQuery } from '@/lib/dashboard/variables/variableQuery';
import { lookupValues } from './lookupValues';

/** The built-in store is the only source of data there is. */
const DATA_SOURCES = [{ text: 'Belvedere', value: 'belvedere' }];
/** Values asked for again with the time range are kept this long, so that a quick refresh does not ask each time. */
const RANGE_STEP_MS = 300_000;
/** A list that could not be had, or of a store that has just begun, is asked for again after this long. */
const RETRY_MS = 3_000;
const EMPTY_SCOPE: VariableScope = { variables: new Map(), builtins: new Map() };
const NONE: readonly ResolvedVariable[] = [];

export interface Variables {
  readonly resolved: readonly ResolvedVariable[];
  readonly scope: VariableScope;
  /** False until the first values are there; later changes keep the old ones until the new are known. */
  readonly ready: boolean;
  readonly choose: (name: string, values: readonly string[]) => void;
}

/** The variables of a dashboard: choices live in the address, values come from the collector. */
export function useVariables(dashboard: Dashboard): Variables {
  const { params, push } = useUrlParams();
  const { bounds, text } = useTimeRange();
  const lookup = useLookup();
  const chosen = useMemo(() => readVariableChoices(params), [params]);
  const bucket = bounds === undefined ? 0 : Math.floor(bounds.toMs / RANGE_STEP_MS);
  const { data, isPending } = useQuery({
    queryKey: ['variables', dashboard.uid, [...chosen], text, bucket],
    enabled: bounds !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchInterval: ({ state }) => (state.data?.some(isIncomplete) === true ? RETRY_MS : false),
    queryFn: () =>
      resolveVariables({
        variables: dashboard.variables,
        chosen,
        scope: EMPTY_SCOPE,
        rangeMs: bounds === undefined ? 0 : bounds.toMs - bounds.fromMs,
        dataSources: DATA_SOURCES,
        lookup: (query, variable) =>
          lookup(query, variable, bounds ?? { fromMs: 0, toMs: 0 }, `${text.from}/${bucket}`),
      }),
  });
  const resolved = data ?? NONE;
  const scope = useStableScope(resolved);
  const choose = useCallback(
    (name: string, values: readonly string[]) => push((query) => withVariableChoice(query, name, values)),
    [push],
  );
  return { resolved, scope, ready: !isPending, choose };
}

/** A query without an answer, or with an empty one: the next try may know more. */
function isIncomplete({ variable, options }: ResolvedVariable): boolean {
  return variable.type === 'query' && variable.query !== '' && options.length === 0;
}

/** The scope changes only with its content, so that panels do not ask again for what they have. */
function useStableScope(resolved: readonly ResolvedVariable[]): VariableScope {
  const content = JSON.stringify(resolved.map(({ bound }) => bound));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `content` stands for `resolved`
  return useMemo(
    () => ({ ...EMPTY_SCOPE, variables: new Map(resolved.map(({ bound }) => [bound.name, bound])) }),
    [content],
  );
}

type Lookup = (
  query: VariableQuery,
  variable: Variable,
  bounds: { readonly fromMs: number; readonly toMs: number },
  range: string,
) => Promise<readonly string[]>;

/** Answers are kept per query, so that a change of one variable asks only for those that depend on it. */
function useLookup(): Lookup {
  const client = useQueryClient();
  return useCallback(
    (query, variable, bounds, range) =>
      client.fetchQuery({
        queryKey: ['variable values', query, variable.refresh === 'timeRange' ? range : 'once'],
        queryFn: ({ signal }) => lookupValues(query, bounds, signal),
        staleTime: (entry) => (entry.state.data?.length === 0 ? RETRY_MS / 2 : RANGE_STEP_MS),
      }),
    [client],
  );
}
