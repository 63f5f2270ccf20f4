'use client';

import { IconAlertTriangle, IconCopy, IconTrash } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useEditor } from '@/components/dashboard/editor/EditorContext';
import { IconButton } from '@/components/ui/IconButton';
import { DragHandle, SortableItem } from '@/components/ui/SortableItem';
import type { Variable } from '@/lib/dashboard/document';
import { variableUseCounts } from '@/lib/dashboard/edit/variableUses';
import { variableProblems } from '@/lib/dashboard/variables/variableProblems';
import { useVariableActions } from './useVariableActions';
import { usesText } from './VariableUses';
import { definitionText, typeLabel } from './variableField';
import classes from './variables.module.css';

const LIST = 'variables';

/** The variables in their order above the panels, with what is wrong with them. */
export function VariableList({ onOpen }: { readonly onOpen: (index: number) => void }) {
  const { dashboard } = useEditor();
  const facts = useMemo(() => {
    const uses = variableUseCounts(dashboard);
    return dashboard.variables.map((variable) => ({
      variable,
      uses: uses.get(variable.name) ?? 0,
      problems: variableProblems(dashboard, variable),
    }));
  }, [dashboard]);
  return (
    <ul className={classes.list} aria-label="Variables">
      {facts.map((row, index) => (
        <VariableRow key={row.variable.name} {...row} index={index} onOpen={() => onOpen(index)} />
      ))}
    </ul>
  );
}

interface VariableRowProps {
  readonly variable: Variable;
  readonly uses: number;
  readonly problems: readonly string[];
  readonly index: number;
  readonly onOpen: () => void;
}

function VariableRow({ variable, uses, problems, index, onOpen }: VariableRowProps) {
  const { move, duplicate, remove } = useVariableActions();
  const { name, label } = variable;
  const isEverywhere = variable.type === 'adhoc';
  const definition = definitionText(variable);
  return (
    <SortableItem list={LIST} index={index} onMove={move} className={classes.row}>
      <DragHandle list={LIST} index={index} onMove={move} name={`variable ${name}`} />
      <button type="button" className={classes.name} onClick={onOpen}>
        <strong>{name}</strong>
        {label === '' || label === name ? null : <span>{label}</span>}
      </button>
      <span className={classes.type}>{typeLabel(variable.type)}</span>
      <span className={classes.definition}>
        <code title={definition}>{definition}</code>
        {problems.map((problem) => (
          <span key={problem} className={classes.problem}>
            <IconAlertTriangle size={13} aria-hidden />
            {problem}
          </span>
        ))}
      </span>
      <span className={classes.uses} data-unused={(!isEverywhere && uses === 0) || undefined}>
        {isEverywhere ? 'All queries' : usesText(uses)}
      </span>
      <span className={classes.actions}>
        <IconButton icon={IconCopy} label={`Duplicate ${name}`} onClick={() => duplicate(variable, index)} />
        <IconButton icon={IconTrash} label={`Remove ${name}`} onClick={() => remove(variable, index)} />
      </span>
    </SortableItem>
  );
}
