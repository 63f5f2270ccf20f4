'use client';

import { Autocomplete } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { fetchLabelNames } from '@/lib/api/client';
import { interpolate } from '@/lib/dashboard/variables/interpolate';
import classes from '../settings.module.css';
import { useCommitted } from './useCommitted';
import { useFieldScope } from './useFieldScope';

interface LabelFieldProps {
  readonly label: string;
  /** Only labels of these series are offered; '' for all. */
  readonly match: string;
  readonly onChange: (label: string) => void;
}

const MAX_NAMES = 1000;
/** Names are asked for again with the time range, but not at each refresh. */
const GRAIN_MS = 300_000;

/** The label whose values are offered, completed from the labels that there are. */
export function LabelField({ label, match, onChange }: LabelFieldProps) {
  const field = useCommitted(label, (text) => onChange(text.trim()));
  const names = useLabelNames(match);
  return (
    <Autocomplete
      label="Label name"
      value={field.value}
      data={[...names]}
      limit={100}
      maxLength={200}
      spellCheck={false}
      placeholder="instance"
      classNames={{ input: classes.code ?? '' }}
      comboboxProps={{ withinPortal: true }}
      onChange={field.onText}
      onOptionSubmit={field.commit}
      onBlur={() => field.commit()}
      onKeyDown={field.onKeyDown}
    />
  );
}

function useLabelNames(match: string): readonly string[] {
  const { scope, bounds } = useFieldScope();
  const selector = interpolate(match, scope, 'promql');
  const range =
    bounds === undefined
      ? {}
      : {
          fromMs: Math.floor(bounds.fromMs / GRAIN_MS) * GRAIN_MS,
          toMs: Math.ceil(bounds.toMs / GRAIN_MS) * GRAIN_MS,
        };
  const selection = { ...range, ...(selector === '' ? {} : { match: [selector] }), limit: MAX_NAMES };
  const { data } = useQuery({
    queryKey: ['label names', selection],
    queryFn: async ({ signal }) => (await fetchLabelNames(selection, { signal })).data,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    // A selector that is half written is refused; the names of before are offered meanwhile.
    retry: false,
  });
  return data ?? [];
}
