'use client';

import { IconAlertTriangle } from '@tabler/icons-react';
import type { ResolvedVariable } from '@/lib/dashboard/variables/resolve';
import { AdhocFilters } from './AdhocFilters';
import { TextVariable } from './TextVariable';
import { VariableSelect } from './VariableSelect';
import classes from './variables.module.css';

interface VariablesBarProps {
  readonly variables: readonly ResolvedVariable[];
  readonly onChoose: (name: string, values: readonly string[]) => void;
}

/** Controls for the variables that are shown, in the dashboard's order. */
export function VariablesBar({ variables, onChoose }: VariablesBarProps) {
  return visibleVariables(variables).map((resolved) => (
    <VariableControl key={resolved.variable.name} resolved={resolved} onChoose={onChoose} />
  ));
}

/** A source of which there is one, a constant, and what is hidden need no control. */
export function visibleVariables(variables: readonly ResolvedVariable[]): readonly ResolvedVariable[] {
  return variables.filter(({ variable, options }) => {
    if (variable.hide === 'variable' || variable.type === 'constant') return false;
    return variable.type !== 'datasource' || options.length > 1;
  });
}

function VariableControl({
  resolved,
  onChoose,
}: { readonly resolved: ResolvedVariable } & Pick<VariablesBarProps, 'onChoose'>) {
  const { variable, selected, warning } = resolved;
  const choose = (values: readonly string[]) => onChoose(variable.name, values);
  return (
    <span className={classes.control}>
      <VariableInput resolved={resolved} selected={selected} onChange={choose} />
      {warning === undefined ? null : (
        <span className={classes.warning} role="note" aria-label={`Problem of ${variable.name}`} title={warning}>
          <IconAlertTriangle size={14} aria-hidden />
          <span className={classes.warningText}>{warning}</span>
        </span>
      )}
    </span>
  );
}

interface VariableInputProps {
  readonly resolved: ResolvedVariable;
  readonly selected: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}

function VariableInput({ resolved, selected, onChange }: VariableInputProps) {
  const { variable } = resolved;
  switch (variable.type) {
    case 'textbox':
      return <TextVariable variable={variable} value={selected[0] ?? ''} onChange={(value) => onChange([value])} />;
    case 'adhoc':
      return <AdhocFilters variable={variable} selected={selected} onChange={onChange} />;
    default:
      return <VariableSelect resolved={resolved} onChange={onChange} />;
  }
}
