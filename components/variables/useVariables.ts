'use client';

import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { useLookaround } from '@/components/query/useLookaround';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { useUrlParams } from '@/components/ui/useUrlParams';
import type { Dashboard, Variable } from '@/lib/dashboard/document';
import { readFilter } from '@/lib/dashboard/variables/adhocFilters';
import { rangeBuiltins } from '@/lib/dashboard/variables/builtins';
import { type ResolvedVariable, resolveVariables } from '@/lib/dashboard/variables/resolve';
import { type VariableScope, withBuiltins } from '@/lib/dashboard/variables/scope';
import { isInUrl, readVariableChoices, withVariableChoice } from '@/lib/dashboard/variables/urlState';
import type { VariableQuery } from '@/lib/dashboard/variables/variableQuery';
import { lookupValues } from './lookupValues';

/** The built-in store is the only source of data there is. */
const DATA_SOURCES = [{ text: 'Belvedere', value: 'belvedere' }];
/** Values asked for again with the time range are kept this long, so that a quick refresh does not ask each time. */
const RANGE_STEP_MS = 300_000;
/** A list that could not be had, or of a store that has just begun, is asked for again after this long. */
const RETRY_MS = 3_000;
const NO_BOUNDS = { fromMs: 0, toMs: 0 };
const EMPTY_SCOPE: VariableScope = { variables: new Map(), builtins: new Map() };
const NONE: readonly ResolvedVariable[] = [];

export interface Variables {
  readonly resolved: readonly ResolvedVariable[];
  readonly scope: VariableScope;
  /** False until the first values are there; later changes keep the old ones until the new are known. */
  readonly ready: boolean;
  /** Newer values are on their way. */
  readonly updating: boolean;
  readonly choose: (name: string, values: readonly string[]) => void;
}

/** The variables of a dashboard: choices live in the address, values come from the collector. */
export function useVariables(dashboard: Dashboard): Variables {
  const { params, push } = useUrlParams();
  const { bounds, text, timeZone } = useTimeRange();
  const definitions = useDefinitions(dashboard.variables);
  const lookup = useLookup();
  useLookaround();
  const { chosen, choose } = useChoices(dashboard, params, push);
  const bucket = bounds === undefined ? 0 : Math.floor(bounds.toMs / RANGE_STEP_MS);
  const { data, isPending, isPlaceholderData } = useQuery({
    queryKey: ['variables', dashboard.uid, definitions, [...chosen], text, bucket],
    enabled: bounds !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    structuralSharing: false,
    refetchInterval: ({ state }) => (state.data?.resolved.some(isIncomplete) === true ? RETRY_MS : false),
    queryFn: async () => {
      const resolved = await resolveVariables({
        variables: dashboard.variables,
        chosen,
        scope: withBuiltins(EMPTY_SCOPE, rangeBuiltins({ ...(bounds ?? NO_BOUNDS), timeZone, dashboard })),
        rangeMs: bounds === undefined ? 0 : bounds.toMs - bounds.fromMs,
        dataSources: DATA_SOURCES,
        lookup: (query, variable) => lookup(query, variable, bounds ?? NO_BOUNDS, `${text.from}/${bucket}`),
      });
      return { resolved, addFilters: await filterWriter(resolved) };
    },
  });
  const resolved = data?.resolved ?? NONE;
  const scope = useStableScope(resolved, data?.addFilters);
  return { resolved, scope, ready: !isPending, updating: isPlaceholderData, choose };
}

/** What of the variables decides on their values, as text: without stored options, unless nothing else gives any. */
function useDefinitions(variables: readonly Variable[]): string {
  return useMemo(
    () => JSON.stringify(variables.map(({ options, ...rest }) => (rest.query === '' ? { ...rest, options } : rest))),
    [variables],
  );
}

/** A query without an answer, or with an empty one: the next try may know more. */
function isIncomplete({ variable, options }: ResolvedVariable): boolean {
  return variable.type === 'query' && variable.query !== '' && options.length === 0;
}

/** The scope changes only with its content, so that panels do not ask again for what they have. */
function useStableScope(resolved: readonly ResolvedVariable[], addFilters: VariableScope['addFilters']): VariableScope {
  const content = JSON.stringify(resolved.map(({ bound }) => bound));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `content` stands for `resolved` and its filters
  return useMemo(
    () => ({
      ...EMPTY_SCOPE,
      variables: new Map(resolved.map(({ bound }) => [bound.name, bound])),
      ...(addFilters === undefined ? {} : { addFilters }),
    }),
    [content],
  );
}

/** Choices from the address, and those of variables that are kept out of it, which last as long as the page. */
function useChoices(
  { variables }: Dashboard,
  params: URLSearchParams,
  push: (change: (query: URLSearchParams) => URLSearchParams) => void,
) {
  const [own, setOwn] = useState<ReadonlyMap<string, readonly string[]>>(new Map());
  const hidden = useMemo(
    () => new Set(variables.filter((variable) => !isInUrl(variable)).map(({ name }) => name)),
    [variables],
  );
  const chosen = useMemo(() => {
    const inUrl = [...readVariableChoices(params)].filter(([name]) => !hidden.has(name));
    return new Map([...inUrl, ...own]);
  }, [params, hidden, own]);
  const choose = useCallback(
    (name: string, values: readonly string[]) => {
      if (hidden.has(name)) setOwn((choices) => new Map(choices).set(name, values));
      else push((query) => withVariableChoice(query, name, values));
    },
    [hidden, push],
  );
  return { chosen, choose };
}

/** What puts the chosen ad hoc filters into expressions; the parser it needs is fetched only where there are some. */
async function filterWriter(resolved: readonly ResolvedVariable[]): Promise<VariableScope['addFilters']> {
  const filters = resolved
    .filter(({ variable }) => variable.type === 'adhoc')
    .flatMap(({ selected }) => selected.flatMap((text) => readFilter(text) ?? []));
  if (filters.length === 0) return undefined;
  const { addMatchers } = await import('@/lib/dashboard/variables/addMatchers');
  const matchers = filters.map(({ key, operator, value }) => ({ name: key, operator, value }));
  return (expr) => addMatchers(expr, matchers);
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
