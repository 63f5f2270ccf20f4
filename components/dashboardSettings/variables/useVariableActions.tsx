'use client';

import { modals } from '@mantine/modals';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { toast } from '@/components/shell/toasts';
import type { Variable } from '@/lib/dashboard/document';
import { duplicateVariable, moveVariable, removeVariable } from '@/lib/dashboard/edit/variables';
import { variableUses } from '@/lib/dashboard/edit/variableUses';
import { UseList, usesText } from './VariableUses';

/** What can be done with a variable as a whole. */
export function useVariableActions() {
  const { dashboard, edit, undo } = useEditor();
  const removeNow = (variable: Variable, index: number, done: () => void) => {
    done();
    edit(`Remove variable ${variable.name}`, (known) => removeVariable(known, index));
    toast(`${variable.name} is removed.`, { label: 'Undo', run: undo });
  };
  return {
    move: (from: number, to: number) => edit('Move variable', (known) => moveVariable(known, from, to)),
    duplicate: (variable: Variable, index: number) =>
      edit(`Duplicate variable ${variable.name}`, (known) => duplicateVariable(known, index)),
    /** Asks first where something uses it. `done` runs before it is gone. */
    remove: (variable: Variable, index: number, done: () => void = () => undefined) => {
      const uses = variableUses(dashboard, variable.name);
      if (uses.length === 0) return removeNow(variable, index, done);
      modals.openConfirmModal({
        title: `Remove ${variable.name}?`,
        children: (
          <>
            <p>
              It has {usesText(uses.length)}, which will hold the text ${variable.name} instead of a value:
            </p>
            <UseList uses={uses} />
          </>
        ),
        labels: { confirm: 'Remove', cancel: 'Cancel' },
        confirmProps: { color: 'red' },
        onConfirm: () => removeNow(variable, index, done),
      });
    },
  };
}
