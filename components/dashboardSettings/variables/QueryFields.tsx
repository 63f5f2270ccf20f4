'use client';

import { NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ExpressionField } from '@/components/promql/PromqlEditor';
import {
  type QueryKind,
  queryProblem,
  readQueryForm,
  type VariableQueryForm,
  withQueryKind,
  writeQueryForm,
} from '@/lib/dashboard/variables/queryForm';
import classes from '../settings.module.css';
import { LabelField } from './LabelField';
import { useCommitted } from './useCommitted';
import { useFieldScope } from './useFieldScope';
import type { VariableFieldProps } from './variableField';

const KINDS: readonly { readonly value: QueryKind; readonly label: string }[] = [
  { value: 'labelValues', label: 'Label values' },
  { value: 'labelNames', label: 'Label names' },
  { value: 'metrics', label: 'Metrics' },
  { value: 'queryResult', label: 'Query result' },
  { value: 'series', label: 'Series' },
];

interface QueryFieldsProps extends VariableFieldProps {
  /** Why the query was not answered. */
  readonly failure: string | undefined;
}

/** The query of a variable, by what it asks for. */
export function QueryFields({ variable, onChange, failure }: QueryFieldsProps) {
  const [form, setForm] = useQueryForm(variable.query, (query) => onChange('Change query of variable', { query }));
  const problem = queryProblem(form) ?? failure;
  const choose = (kind: QueryKind | undefined) => {
    if (kind !== undefined) setForm(withQueryKind(form, kind));
  };
  return (
    <>
      <div className={classes.pair}>
        <NativeSelect
          label="Values are"
          value={form.kind}
          data={[...KINDS]}
          onChange={(event) => choose(KINDS.find(({ value }) => value === event.currentTarget.value)?.value)}
        />
        {form.kind === 'labelValues' ? (
          <LabelField label={form.label} match={form.match} onChange={(label) => setForm({ ...form, label })} />
        ) : null}
      </div>
      <KindField form={form} onChange={setForm} />
      {problem === undefined ? null : (
        <p role={failure === undefined ? 'status' : 'alert'} className={classes.fieldProblem}>
          {problem}
        </p>
      )}
    </>
  );
}

/** A form that is not filled in yet has a kind, which its text cannot say. */
function useQueryForm(query: string, onText: (query: string) => void) {
  const [kept, setKept] = useState<VariableQueryForm>();
  const form = kept !== undefined && writeQueryForm(kept) === query ? kept : readQueryForm(query);
  const setForm = (next: VariableQueryForm) => {
    setKept(next);
    onText(writeQueryForm(next));
  };
  return [form, setForm] as const;
}

interface KindFieldProps {
  readonly form: VariableQueryForm;
  readonly onChange: (form: VariableQueryForm) => void;
}

function KindField({ form, onChange }: KindFieldProps) {
  switch (form.kind) {
    case 'labelValues':
    case 'labelNames':
      return (
        <PromqlRow
          label="Selector"
          hint="Only of these series; all without one."
          value={form.match}
          onCommit={(match) => onChange({ ...form, match })}
        />
      );
    case 'metrics':
      return <MetricsField regex={form.regex} onCommit={(regex) => onChange({ ...form, regex })} />;
    case 'queryResult':
      return (
        <PromqlRow
          label="Query"
          hint='Each series is one text, as up{job="node"} 1 1719835200000; the regex takes what is wanted from it.'
          value={form.expr}
          onCommit={(expr) => onChange({ ...form, expr })}
        />
      );
    case 'series':
      return (
        <PromqlRow
          label="Series"
          hint="The series of a selector, each with all its labels."
          value={form.text}
          onCommit={(text) => onChange({ ...form, text })}
        />
      );
  }
}

interface PromqlRowProps {
  readonly label: string;
  readonly hint: string;
  readonly value: string;
  readonly onCommit: (text: string) => void;
}

function PromqlRow({ label, hint, value, onCommit }: PromqlRowProps) {
  const { scope, bounds } = useFieldScope();
  return (
    <div className={classes.field}>
      <span className={classes.fieldLabel}>{label}</span>
      <span className={classes.fieldHint}>{hint}</span>
      <ExpressionField label={label} value={value} scope={scope} bounds={bounds} onCommit={onCommit} />
    </div>
  );
}

function MetricsField({ regex, onCommit }: { readonly regex: string; readonly onCommit: (regex: string) => void }) {
  const field = useCommitted(regex, onCommit);
  return (
    <TextInput
      label="Names that match"
      description="A regular expression, as node_.*; all metrics without one."
      classNames={{ input: classes.code ?? '' }}
      value={field.value}
      maxLength={2000}
      spellCheck={false}
      onChange={(event) => field.onText(event.currentTarget.value)}
      onBlur={() => field.commit()}
      onKeyDown={field.onKeyDown}
    />
  );
}
