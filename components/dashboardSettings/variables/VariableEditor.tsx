'use client';

import { IconArrowLeft, IconCopy, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { Button } from '@/components/ui/Button';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { useVariables } from '@/components/variables/useVariables';
import type { Variable } from '@/lib/dashboard/document';
import { setVariable } from '@/lib/dashboard/edit/variables';
import { variableUses } from '@/lib/dashboard/edit/variableUses';
import { withVariableRenamed } from '@/lib/dashboard/variables/urlState';
import { nameProblem, variableProblems } from '@/lib/dashboard/variables/variableProblems';
import { SettingsSection } from '../SettingsSection';
import classes from '../settings.module.css';
import { IdentityFields } from './IdentityFields';
import { ProblemList } from './ProblemList';
import { SelectionFields } from './SelectionFields';
import { TypeFields } from './TypeFields';
import { useVariableActions } from './useVariableActions';
import { ValuePreview } from './ValuePreview';
import { VariableUses } from './VariableUses';
import { type ChangeVariable, changedVariable, offersSeveral } from './variableField';

interface VariableEditorProps {
  readonly variable: Variable;
  /** In the dashboard's variables. */
  readonly index: number;
  readonly onClose: () => void;
}

/** One variable: what it is called, what it offers, the values it has now, and where it is used. */
export function VariableEditor({ variable, index, onClose }: VariableEditorProps) {
  const { dashboard } = useEditor();
  const { onChange, onRename } = useVariableEdits(variable, index);
  const { resolved, updating } = useVariables(dashboard);
  const shown = resolved.find((one) => one.variable.name === variable.name);
  const failure = shown !== undefined && shown.options.length === 0 ? shown.warning : undefined;
  const problems = useMemo(() => variableProblems(dashboard, variable), [dashboard, variable]);
  const uses = useMemo(() => variableUses(dashboard, variable.name), [dashboard, variable.name]);
  const fields = { variable, onChange };
  return (
    <>
      <SettingsSection
        title={`Variable ${variable.name}`}
        actions={<EditorActions variable={variable} index={index} onClose={onClose} />}
      >
        <IdentityFields {...fields} problemOf={(name) => nameProblem(dashboard, name, index)} onRename={onRename} />
      </SettingsSection>
      <SettingsSection title="What it offers">
        <ProblemList problems={problems} />
        <TypeFields {...fields} failure={failure} />
        {offersSeveral(variable) ? <SelectionFields {...fields} /> : null}
      </SettingsSection>
      {hasPreview(variable) ? <ValuePreview resolved={shown} updating={updating} told={failure} /> : null}
      <VariableUses uses={uses} />
    </>
  );
}

function hasPreview({ type }: Variable): boolean {
  return type !== 'adhoc' && type !== 'system' && type !== 'other';
}

/** Each change is a step of undo; a choice of the page follows the variable's name. */
function useVariableEdits(variable: Variable, index: number) {
  const { edit } = useEditor();
  const { replace } = useUrlParams();
  const onChange: ChangeVariable = (label, change, group) =>
    edit(
      label,
      (dashboard) => {
        const known = dashboard.variables[index];
        return known === undefined ? dashboard : setVariable(dashboard, index, changedVariable(known, change));
      },
      group && `variable ${index} ${group}`,
    );
  const onRename = (name: string) => {
    onChange(`Rename variable to ${name}`, { name });
    replace((params) => withVariableRenamed(params, variable.name, name));
  };
  return { onChange, onRename };
}

function EditorActions({ variable, index, onClose }: VariableEditorProps) {
  const { duplicate, remove } = useVariableActions();
  return (
    <div className={classes.buttons}>
      <Button variant="quiet" onClick={() => duplicate(variable, index)}>
        <IconCopy size={15} aria-hidden />
        Duplicate
      </Button>
      <Button variant="quiet" onClick={() => remove(variable, index, onClose)}>
        <IconTrash size={15} aria-hidden />
        Remove
      </Button>
      <Button onClick={onClose}>
        <IconArrowLeft size={15} aria-hidden />
        All variables
      </Button>
    </div>
  );
}
