'use client';

import { IconPlus } from '@tabler/icons-react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { Button } from '@/components/ui/Button';
import { useUrlParams } from '@/components/ui/useUrlParams';
import { addVariable, newVariable } from '@/lib/dashboard/edit/variables';
import { SettingsSection } from '../SettingsSection';
import classes from '../settings.module.css';
import { readEditIndex, withEditIndex } from './editIndex';
import { VariableEditor } from './VariableEditor';
import { VariableList } from './VariableList';

/** The variables of a dashboard, or the one that the address names. */
export function VariableSettings() {
  const { dashboard, edit } = useEditor();
  const { params, push } = useUrlParams();
  const open = (index: number | undefined) => push((query) => withEditIndex(query, index));
  const index = readEditIndex(params);
  const variable = index === undefined ? undefined : dashboard.variables[index];
  if (index !== undefined && variable !== undefined) {
    return <VariableEditor key={index} variable={variable} index={index} onClose={() => open(undefined)} />;
  }
  const add = () => {
    edit('Add variable', (known) => addVariable(known, newVariable(known)));
    open(dashboard.variables.length);
  };
  return (
    <SettingsSection
      title="Variables"
      lead="Values that are chosen above the panels and stand in titles and queries as $name."
      actions={
        <Button variant="primary" onClick={add}>
          <IconPlus size={15} aria-hidden />
          Add variable
        </Button>
      }
    >
      {dashboard.variables.length === 0 ? (
        <p className={classes.none}>
          No variables yet. One with the values of a label makes a dashboard serve every instance.
        </p>
      ) : (
        <VariableList onOpen={open} />
      )}
    </SettingsSection>
  );
}
