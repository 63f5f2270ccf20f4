'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTimeRange } from '@/components/timeRange/TimeRangeContext';
import { Button } from '@/components/ui/Button';
import { fetchLabelNames, fetchLabelValues } from '@/lib/api/client';
import { type AdhocFilter, FILTER_OPERATORS } from '@/lib/dashboard/variables/adhocFilters';
import classes from './variables.module.css';

/** More suggestions than this slow the browser's list down; what is typed need not be among them. */
const MAX_SUGGESTIONS = 500;

/** Label, operator and value of a new filter; names and values are suggested from what is stored. */
export function AdhocForm({ onAdd }: { readonly onAdd: (filter: AdhocFilter) => void }) {
  const [filter, setFilter] = useState<AdhocFilter>({ key: '', operator: '=', value: '' });
  const names = useSuggestions('');
  const values = useSuggestions(filter.key);
  const id = useId();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (filter.key.trim() !== '') onAdd({ ...filter, key: filter.key.trim() });
  };
  return (
    <form className={classes.adhocForm} onSubmit={submit}>
      <label>
        Label
        <input
          data-autofocus
          list={`${id}-names`}
          value={filter.key}
          onChange={(event) => setFilter({ ...filter, key: event.target.value })}
        />
      </label>
      <label>
        Operator
        <select
          value={filter.operator}
          onChange={(event) => {
            const operator = FILTER_OPERATORS.find((known) => known === event.target.value);
            if (operator !== undefined) setFilter({ ...filter, operator });
          }}
        >
          {FILTER_OPERATORS.map((operator) => (
            <option key={operator}>{operator}</option>
          ))}
        </select>
      </label>
      <label>
        Value
        <input
          list={`${id}-values`}
          value={filter.value}
          onChange={(event) => setFilter({ ...filter, value: event.target.value })}
        />
      </label>
      <Suggestions id={`${id}-names`} texts={names} />
      <Suggestions id={`${id}-values`} texts={values} />
      <Button type="submit" disabled={filter.key.trim() === ''}>
        Add filter
      </Button>
    </form>
  );
}

function Suggestions({ id, texts }: { readonly id: string; readonly texts: readonly string[] }) {
  return (
    <datalist id={id}>
      {texts.slice(0, MAX_SUGGESTIONS).map((text) => (
        <option key={text} value={text} />
      ))}
    </datalist>
  );
}

/** Names of labels, or the values of one. */
function useSuggestions(label: string): readonly string[] {
  const { bounds } = useTimeRange();
  const { data } = useQuery({
    queryKey: ['label suggestions', label],
    enabled: bounds !== undefined,
    staleTime: 60_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const selection = bounds ?? {};
      if (label === '') return (await fetchLabelNames(selection, { signal })).data;
      if (!/^[a-zA-Z_][\w.]*$/.test(label)) return [];
      return (await fetchLabelValues(label, selection, { signal })).data;
    },
  });
  return data ?? [];
}
